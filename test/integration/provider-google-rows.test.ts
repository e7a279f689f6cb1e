import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { parseJson } from '../../functions/archive/parse-json.ts';
import type { RangeSource, Row, ZipEntry } from '../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import { isBalanced } from '../../functions/core/accounting.ts';
import { toInterval } from '../../functions/core/period.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { layoutOf } from '../../functions/providers/layouts.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { ALL_TYPES, completed, type Google, jobOf, partsOf, startGoogle } from './provider-google-support.ts';

const layout = layoutOf('google_portability');

let google: Google;
let provider: Provider;
beforeAll(async () => {
  google = await startGoogle();
  provider = google.provider;
});
afterAll(() => google.close());

/** Everything an export holds, as Download and Filter would see it. */
async function contentOf(parts: readonly RangeSource[], group: string) {
  const found: Record<string, { rows: Row[]; seen: number; kept: number }> = {};
  const unknown: string[] = [];
  for (const source of parts) {
    for (const entry of await readDirectory(source, DEFAULT_LIMITS)) {
      if (!layout.isCandidate(entry.name)) continue;
      const attribution = layout.attribute({ name: entry.name, group, head: await entryHead(source, entry) });
      if (attribution.kind === 'unknown') unknown.push(entry.name);
      if (attribution.kind !== 'data_type') continue;
      const { dataType, reader } = attribution;
      const { counts } = await filterEntry({
        entry: entry.name,
        bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
        reader: layout.reader(dataType, reader, 'salt'),
        schema: provider.dataTypes[dataType]?.schema ?? { version: 0, columns: [] },
        interval: toInterval({}),
        limits: DEFAULT_LIMITS,
        openRun: () => ({ write: async () => {}, close: async () => {} }),
      });
      expect(isBalanced(counts)).toBe(true);
      const { seen, kept } = counts;
      const rows =
        layout.reader(dataType, reader, 'salt').format === 'table' ? [] : await rowsOf(source, entry, dataType);
      found[dataType === 'discover' ? `discover ${reader}` : dataType] = { rows, seen, kept };
    }
  }
  return { found, unknown };
}

async function rowsOf(source: RangeSource, entry: ZipEntry, dataType: string): Promise<Row[]> {
  const reader = layout.reader(dataType, 'activity', 'salt');
  const place = { entry: entry.name, section: null };
  const rows: Row[] = [];
  const bytes = inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS);
  for await (const { records } of parseJson(bytes, DEFAULT_LIMITS)) {
    for (const record of records.filter((each) => each !== null)) {
      const row = reader.toRow(record, reader.time(record, place) ?? null, place);
      if (row !== 'filtered') rows.push(row);
    }
  }
  return rows;
}

describe.each(['maija', 'finnish'])('the whole export of %s', (id) => {
  const groups = [...new Set(ALL_TYPES.flatMap((type) => PROVIDERS.google_portability.dataTypes[type]?.groups ?? []))];
  const all: Awaited<ReturnType<typeof contentOf>>['found'] = {};

  it('leaves no entry unrecognised, and loses no record', async () => {
    const client = await google.clientOf({ account: id });
    for (const group of groups) {
      const jobId = await completed(client, await jobOf(client, group));
      const { found, unknown } = await contentOf(await partsOf(client, jobId), group);
      expect(unknown).toEqual([]);
      for (const [name, { seen, kept }] of Object.entries(found)) expect([name, kept]).toEqual([name, seen]);
      Object.assign(all, found);
    }
    expect(Object.keys(all).sort()).toEqual(
      [
        ...ALL_TYPES.filter((type) => type !== 'discover'),
        ...['discover activity', 'discover follows', 'discover liked', 'discover not_interested'],
      ].sort(),
    );
  });

  it('has a time and an action in every row, and no redirect and no location in any', () => {
    const rows = Object.values(all).flatMap((of) => of.rows);
    expect(rows.length).toBeGreaterThan(1000);
    expect(rows.filter(({ time }) => time === null)).toEqual([]);
    const nameless = rows.filter(({ action, url }) => action === null || String(url).includes('google.com/url'));
    expect([...new Set(nameless.map(({ title }) => title))]).toEqual([]);
    expect(rows.filter((row) => JSON.stringify(row).includes('map_action'))).toEqual([]);
  });

  it('knows videos, channels and advertisements', () => {
    const rows = all.youtube_history?.rows ?? [];
    const share = (test: (row: Row) => boolean) => rows.filter(test).length / rows.length;
    expect(share(({ video_id }) => video_id !== null)).toBeGreaterThan(0.7);
    expect(share(({ is_ad }) => is_ad === true)).toBeGreaterThan(0.02);
    expect(share(({ is_ad }) => is_ad === true)).toBeLessThan(0.1);
    expect(rows.filter(({ is_ad, channel_name }) => is_ad === true && channel_name !== null)).toEqual([]);
  });
});

describe('the period', () => {
  it('limits the export itself', async () => {
    const client = await google.clientOf({ account: 'maija' });
    await client.reset();
    const again = await google.clientOf({ account: 'maija' });
    const period = { start: '2025-01-01', end: '2025-01-31' };
    const jobId = await completed(again, await jobOf(again, 'myactivity.play', period));

    const { found } = await contentOf(await partsOf(again, jobId), 'myactivity.play');

    const times = Object.values(found).flatMap(({ rows }) => rows.map(({ time }) => time ?? 0));
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2025-01-01T00:00:00Z'));
    expect(Math.max(...times)).toBeLessThan(Date.parse('2025-02-01T00:00:00Z'));
  });
});
