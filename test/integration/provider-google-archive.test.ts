import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import type { RangeSource } from '../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import { toInterval } from '../../functions/core/period.ts';
import { createProvider } from '../../functions/providers/create.ts';
import { layoutOf } from '../../functions/providers/layouts.ts';
import type { Provider, ProviderClient } from '../../functions/providers/provider.ts';

const layout = layoutOf('google_portability');

/** A zip as Google writes it: sizes in data descriptors, names in UTF-8. */
async function zip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) {
    archive.addReadStream(Readable.from([content]), name, { mtime: new Date(1980, 0, 1) });
  }
  archive.end();
  return buffer(archive.outputStream);
}

const record = (title: string, time: string, more: object = {}) => ({
  header: 'x',
  title,
  time,
  products: ['x'],
  ...more,
});

/** An export in Finnish, its folder names decomposed and with no-break spaces, in two parts. */
const PARTS = [
  {
    'Portability/archive_browser.json': '{"serviceStatus":[]}',
    'Portability/Oma\u00a0toiminta/Haku/OmaToiminta.json': JSON.stringify([
      record('Haettu: tee', '2024-03-01T10:00:00.123Z'),
      record('Haettu: kahvi', '2024-02-01T10:00:00Z'),
      record('Haettu: vanha', '2019-02-01T10:00:00Z'),
      record('Haettu: milloin', 'eilen'),
    ]),
    'Portability/Oma\u00a0toiminta/Haku/kuva.jpg': 'x'.repeat(100_000),
  },
  {
    'Portability/archive_browser.json': '{"serviceStatus":[]}',
    [`Portability/${'Oma toiminta'.normalize('NFD')}/Kuvahaku/OmaToiminta.json`]: JSON.stringify([
      record('Haettu: kettu', '2024-03-01T10:00:00Z', { titleUrl: 'https://www.google.com/search?q=kettu&udm=2' }),
    ]),
    'Portability/Oma toiminta/Uutuus/OmaToiminta.json': JSON.stringify([
      record('Jotain uutta', '2024-03-01T10:00:00Z'),
    ]),
  },
] as const;

type State = { polls: number; generation: number; cut: boolean; objects: Buffer[] };

/** As much of Google as one export needs; signed URLs of an earlier generation have ended. */
function answer(state: State, origin: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '', origin);
  const json = (body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (pathname === '/g/token') {
    const scope = 'https://www.googleapis.com/auth/dataportability.myactivity.search';
    return void json({ access_token: 'a', expires_in: 3599, refresh_token: 'r', scope });
  }
  if (pathname.endsWith(':initiate')) return void json({ archiveJobId: 'job-1', accessType: 'ACCESS_TYPE_ONE_TIME' });
  if (pathname.endsWith('/portabilityArchiveState')) {
    state.polls += 1;
    if (state.polls < 3) return void json({ state: 'IN_PROGRESS' });
    state.generation += 1;
    const urls = state.objects.map((_, part) => `${origin}/storage/${part}?signed=${state.generation}`);
    return void json({ state: 'COMPLETE', urls, exportTime: '2024-04-01T00:00:00Z' });
  }
  if (Number(searchParams.get('signed')) < state.generation) return void response.writeHead(403).end('<Error/>');
  serve(state, state.objects[Number(pathname.split('/').at(-1))] ?? Buffer.alloc(0), request, response);
}

/** Serves a range; cuts the connection once in the middle of it when told to. */
function serve(state: State, object: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  const first = Number(from);
  const bytes = object.subarray(first, Math.min(Number(to), object.length - 1) + 1);
  const range = `bytes ${first}-${first + bytes.length - 1}/${object.length}`;
  response.writeHead(206, { 'content-range': range, 'content-length': bytes.length });
  if (!state.cut || bytes.length < 20) return void response.end(bytes);
  state.cut = false;
  response.write(bytes.subarray(0, 10), () => response.destroy());
}

describe('an export of a Finnish account, from the code to the rows', () => {
  const state: State = { polls: 0, generation: 0, cut: false, objects: [] };
  let server: Server;
  let provider: Provider;
  let client: ProviderClient;
  let parts: readonly RangeSource[];

  beforeAll(async () => {
    state.objects = await Promise.all(PARTS.map(zip));
    server = createServer((request, response) => answer(state, origin(), request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const dependencies = { fetch, clock: Date.now, clientId: 'id', clientSecret: 'secret', baseUrl: `${origin()}/g` };
    provider = createProvider('google_portability', dependencies);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('is granted, asked for, waited for and opened', async () => {
    const grant = await provider.exchange({ code: 'c', codeVerifier: 'v', redirectUri: 'http://localhost/' });
    expect(provider.grantedGroups(grant.scopes)).toEqual(['myactivity.search']);
    client = provider.open(grant);
    expect(await client.initiate('myactivity.search', toInterval({}))).toMatchObject({ jobId: 'job-1' });
    expect((await client.exportState('job-1')).state).toBe('in_progress');
    await expect(client.part('job-1', 0)).rejects.toMatchObject({ code: 'unavailable' });
    parts = [await client.part('job-1', 0), await client.part('job-1', 1)];
    expect(parts.map(({ size }) => size)).toEqual(state.objects.map(({ length }) => length));
  });

  it('gives its rows to the data types they belong to, though connections break and URLs end', async () => {
    // Asking again makes the URLs in use end.
    await client.exportState('job-1');
    state.cut = true;
    const interval = toInterval({ start: '2024-01-01', end: '2024-12-31' });
    const found: Record<string, unknown> = {};
    for (const source of parts) {
      for (const entry of await readDirectory(source, DEFAULT_LIMITS)) {
        if (!layout.isCandidate(entry.name)) continue;
        const head = await entryHead(source, entry);
        const attribution = layout.attribute({ name: entry.name, group: 'myactivity.search', head });
        if (attribution.kind !== 'data_type') {
          found[attribution.kind] = entry.name;
          continue;
        }
        const { dataType, reader } = attribution;
        const { counts } = await filterEntry({
          entry: entry.name,
          bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
          reader: layout.reader(dataType, reader, 'salt'),
          schema: provider.dataTypes[dataType]?.schema ?? { version: 0, columns: [] },
          interval,
          limits: DEFAULT_LIMITS,
          openRun: () => ({ write: async () => {}, close: async () => {} }),
        });
        found[dataType] = counts;
      }
    }
    expect(found).toEqual({
      search: { seen: 4, kept: 2, outside_period: 1, undated: 1, malformed: 0, filtered: 0, duplicate: 0 },
      image_search: { seen: 1, kept: 1, outside_period: 0, undated: 0, malformed: 0, filtered: 0, duplicate: 0 },
      unknown: 'Portability/Oma toiminta/Uutuus/OmaToiminta.json',
    });
    expect(state.cut).toBe(false);
  });
});
