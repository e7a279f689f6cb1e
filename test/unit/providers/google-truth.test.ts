import { describe, expect, it } from 'vitest';
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import type { RangeSource, Row, TableSchema, ZipEntry } from '../../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../../functions/archive/zip.ts';
import { toInterval } from '../../../functions/core/period.ts';
import { createProvider } from '../../../functions/providers/index.ts';
import { ALL_GROUPS } from '../../../local/simulators/google/groups.ts';
import { expectedRows, partsOf } from '../../../local/simulators/google/personas.ts';
import { buildArchive } from '../../support/archives.ts';
import { bufferSink, bufferSource } from '../../support/bytes.ts';
import { rowsOf } from '../archive/support.ts';

const PERIOD = toInterval({ start: '2023-03-01', end: '2024-10-31' });
const provider = createProvider('google_portability', { fetch, clock: () => 0, clientId: 'c', clientSecret: 's' });

type Source = RangeSource;
type Found = { readonly rows: readonly Row[]; readonly seen: number; readonly lost: number };

/** An entry's rows of the period as a donation keeps them; undefined for one that nobody recognised. */
async function readEntry(group: string, source: Source, entry: ZipEntry, index: unknown): Promise<Found | undefined> {
  const attribution = provider.attribute({ name: entry.name, group, head: await entryHead(source, entry), index });
  if (attribution.kind === 'other') throw new Error(`${entry.name} was taken for a file without records`);
  if (attribution.kind === 'unknown') return undefined;
  const { dataType, reader } = attribution;
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const { counts } = await filterEntry({
    bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
    ...{ entry: entry.name, reader: provider.reader(dataType, reader), interval: PERIOD, limits: DEFAULT_LIMITS },
    schema: provider.dataTypes[dataType]?.schema as TableSchema,
    openRun: (run) => {
      sinks[run] = bufferSink();
      return sinks[run];
    },
  });
  const rows = (await Promise.all(sinks.map((sink) => rowsOf(sink.bytes())))).flat();
  return { rows, seen: counts.seen, lost: counts.malformed + counts.undated + counts.filtered };
}

const timesOf = (rows: readonly { readonly time: number | null }[]) =>
  rows.map(({ time }) => time).sort((a, b) => (a ?? 0) - (b ?? 0));

/** Every file that holds records, read; a map is an archive of its own, and is not. */
async function readAll(persona: 'ordinary' | 'finnish' | 'german', group: string) {
  const parts = await Promise.all(partsOf({ persona }, [group], toInterval({})).map(buildArchive));
  const all = new Map(expectedRows({ persona }, group).map(({ name, records }) => [name, records]));
  const inside = new Map(expectedRows({ persona }, group, PERIOD).map(({ name, records }) => [name, records]));
  const unknown: string[] = [];
  const found: { readonly name: string; readonly read: Found }[] = [];
  for (const source of parts.map(bufferSource)) {
    const directory = await readDirectory(source, DEFAULT_LIMITS);
    const [first] = directory.filter(({ name }) => provider.isIndex(name));
    const index: unknown = JSON.parse(Buffer.from(await entryHead(source, first as ZipEntry, 1e6)).toString());
    for (const entry of directory.filter(({ name }) => all.has(name) && !name.endsWith('.kmz'))) {
      const read = await readEntry(group, source, entry, index);
      if (read) found.push({ name: entry.name, read });
      else unknown.push(entry.name);
    }
  }
  for (const { name, read } of found) {
    expect([name, read.seen, read.lost]).toEqual([name, all.get(name)?.length, 0]);
    expect([name, timesOf(read.rows)]).toEqual([name, timesOf(inside.get(name) ?? [])]);
  }
  return { found, unknown };
}

describe('every record of the period, and no other, is kept of', () => {
  it.each(ALL_GROUPS)('%s', async (group) => {
    expect((await readAll('ordinary', group)).unknown).toEqual([]);
  });

  // Names that nobody has seen yet make a file `unknown`, which is told; they never lose or let through a record.
  it.each(ALL_GROUPS)('%s in Finnish and German, as far as files are recognised', async (group) => {
    for (const persona of ['finnish', 'german'] as const) {
      const { found, unknown } = await readAll(persona, group);
      if (group !== 'mymaps.maps') expect([persona, found.length > 0 || unknown.length > 0]).toEqual([persona, true]);
    }
  });
});

describe('a table in a language whose headers are not known', () => {
  it('has its values in the columns where they belong', async () => {
    const { found } = await readAll('finnish', 'youtube.comments');
    const rows = found.flatMap(({ read }) => read.rows);
    expect(rows.length).toBeGreaterThan(3);
    for (const { video_id, channel_id, text } of rows) {
      expect([video_id, channel_id]).toEqual([expect.stringMatching(/^[\w-]{11}$/), expect.stringMatching(/^UC/)]);
      expect(text).toMatch(/\w/);
      expect(text).not.toMatch(/takeoutSegments|"text"/);
    }
  });

  it('and with other columns than are known has none of them in a wrong place, and all beside', () => {
    const reader = provider.reader('youtube_comments', 'comment');
    const record = { A: 'Ugy1', B: 'UC1', C: '2024-01-02T03:04:05.678901+00:00', D: 'dQw4w9WgXcQ', E: 'words' };
    const place = { entry: 'x.csv', section: null };
    const time = reader.time(record, place);
    expect(time).toBe(Date.parse('2024-01-02T03:04:05.678Z'));
    const row = reader.toRow(record, time as number, place) as Row;
    const { time: _, extra, ...columns } = row;
    expect(Object.values(columns).filter((value) => value !== null)).toEqual([]);
    expect(JSON.parse(String(extra))).toEqual(record);
  });
});
