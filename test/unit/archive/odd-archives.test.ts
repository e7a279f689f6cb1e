import { describe, expect, it } from 'vitest';
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import type { ArchiveLimits, ZipEntry } from '../../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../../functions/archive/zip.ts';
import { isBalanced, NO_ROWS } from '../../../functions/core/accounting.ts';
import { bufferSink } from '../../support/bytes.ts';
import {
  activity,
  activityOf,
  archive,
  emptyProduct,
  FILE,
  hourly,
  INDEX,
  inParts,
  inZip64,
  nested,
  type OddRecord,
  overlapping,
  TRICKY_NAMES,
  withFilms,
  withNameTwice,
} from '../../support/odd-zips.ts';
import { bytesAsked, type CountingSource } from '../../support/zip-layout.ts';
import { ALWAYS, merge, PERIOD, READER, rowsOf, SCHEMA } from './support.ts';

type Options = { readonly interval?: typeof PERIOD; readonly limits?: ArchiveLimits };

/** An entry's rows and counts, as Download and Filter would come to them. */
async function filtered(
  source: CountingSource,
  entry: ZipEntry,
  { interval = ALWAYS, limits = DEFAULT_LIMITS }: Options,
) {
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const { counts } = await filterEntry({
    bytes: inflateEntry(rawEntry(source, entry), entry, limits),
    ...{ entry: entry.name, reader: READER, schema: SCHEMA, interval, limits },
    openRun: (run) => {
      sinks[run] = bufferSink();
      return sinks[run];
    },
  });
  expect(isBalanced(counts)).toBe(true);
  return { counts, runs: sinks.map((sink) => ({ entry: entry.name, bytes: sink.bytes() })) };
}

/** Reads parts as Download and Filter do: directory, heads of what may hold records, what is wanted of it. */
async function read(parts: readonly CountingSource[], options: Options = {}) {
  const runs: { readonly entry: string; readonly bytes: Buffer }[] = [];
  const counts: Record<string, number>[] = [];
  for (const [part, source] of parts.entries()) {
    for (const entry of await readDirectory(source, options.limits ?? DEFAULT_LIMITS)) {
      if (!entry.name.endsWith('.json')) continue;
      const head = Buffer.from(await entryHead(source, entry)).toString();
      if (!head.includes('"title"')) continue;
      const found = await filtered(source, entry, options);
      counts.push(found.counts);
      runs.push(...found.runs.map(({ entry: name, bytes }) => ({ entry: `${part}/${name}`, bytes })));
    }
  }
  const rows = await rowsOf((await merge(runs)).bytes);
  return { rows: rows.map(({ time, title }) => ({ time, title })), counts };
}

const GIB = 1024 ** 3;
const rowOf = ({ title, time }: OddRecord) => ({ time: Date.parse(time), title });
const codeOf = async (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (error: { name: string; code: string }) => (error.name === 'ArchiveError' ? error.code : error),
  );

describe('an archive', () => {
  it.each([1, 2, 3, 10])('of %d parts gives the rows of all, newest first', async (count) => {
    const records = hourly(205);
    const parts = inParts(records, count).map((entries) => archive(entries));
    expect((await read(parts)).rows).toEqual(records.map(rowOf));
  });

  it('of several parts keeps what they have in common once', async () => {
    const records = hourly(60);
    const parts = [records.slice(0, 40), records.slice(20)].map((own) => archive([activity(own)]));
    expect((await read(parts)).rows).toEqual(records.map(rowOf));
  });

  it.each([
    ['with large films', withFilms, 3 * GIB],
    ['beyond 4 GiB, with sizes and offsets in zip64 form,', inZip64, 5 * GIB],
  ])('%s is read without what nobody wants of it', async (_, make, size) => {
    const records = hourly(9000);
    const source = make(records);
    expect(source.size).toBeGreaterThan(size);
    expect((await read([source], { interval: PERIOD })).rows).toEqual(
      records.filter(({ time }) => time >= '2024-02-01').map(rowOf),
    );
    const asked = bytesAsked(source);
    const directory = await readDirectory(source, DEFAULT_LIMITS);
    const wanted = directory.find(({ name }) => name === FILE)?.compressedSize ?? 0;
    // The end with the directory; heads of 64 KiB at most; what is wanted; a header for each.
    expect(asked).toBeLessThan(128 * 1024 + 2 * 66 * 1024 + wanted);
  });

  it.each([
    ['with sizes behind the data', { descriptor: true }],
    ['with sizes before the data', { descriptor: false }],
    ['that is stored', { stored: true, descriptor: false }],
    ['that is stored, with sizes behind the data', { stored: true, descriptor: true }],
    ['in zip64 form, with sizes behind the data', { zip64: true, descriptor: true }],
  ])('gives an entry %s', async (_, more) => {
    const records = hourly(120);
    expect((await read([archive([INDEX, activity(records, more)])])).rows).toEqual(records.map(rowOf));
  });

  it('with a product’s folder and nothing in it has no rows', async () => {
    const source = emptyProduct();
    expect((await readDirectory(source, DEFAULT_LIMITS)).map(({ name }) => name)).toEqual([INDEX.name]);
    expect((await read([source])).rows).toEqual([]);
  });

  it('with a file of no bytes, or without records, has no rows', async () => {
    for (const content of ['', '[]', ' [ ] \n']) {
      const source = archive([{ name: FILE, content: Buffer.from(content) }]);
      const [entry] = (await readDirectory(source, DEFAULT_LIMITS)) as [ZipEntry];
      expect((await filtered(source, entry, {})).counts).toEqual(NO_ROWS);
    }
  });

  it('with the same name twice gives the rows of both', async () => {
    const records = hourly(80);
    expect((await read([withNameTwice(records.slice(0, 30), records.slice(30))])).rows).toEqual(records.map(rowOf));
  });

  it('with an archive in it reads on without opening that', async () => {
    const records = hourly(40);
    expect((await read([nested(records)])).rows).toEqual(records.map(rowOf));
  });

  it('whose local headers tell another name, size or checksum is read by its directory', async () => {
    const records = hourly(40);
    const local = { name: Buffer.from('something/else.txt'), crc: 1, compressed: 5, inflated: 7 };
    expect((await read([archive([activity(records, { descriptor: false, local }), INDEX])])).rows).toEqual(
      records.map(rowOf),
    );
  });
});

describe('an archive that is refused', () => {
  const entries = [INDEX, activity(hourly(300))];
  const lying = (directory: object) => archive([INDEX, activity(hourly(300), { directory })]);

  it.each(Object.entries(TRICKY_NAMES))('has %s', async (_, name) => {
    expect(
      await codeOf(readDirectory(archive([...entries, { name, content: Buffer.from('[]') }]), DEFAULT_LIMITS)),
    ).toBe('unsafe_name');
  });

  it.each([
    ['lacks the end of its directory', () => archive(entries, { cut: 3 }), 'bad_structure'],
    ['lacks entries that it announces', () => archive(entries, { announced: 3 }), 'truncated'],
    ['announces fewer entries than it has', () => archive(entries, { announced: 1 }), 'bad_structure'],
    ['has overlapping entries', () => overlapping(400), 'bad_structure'],
    ['is encrypted', () => lying({ flags: 0x0809 }), 'encrypted'],
    ['is encrypted by another method', () => lying({ flags: 0x0841 | 0x0008 }), 'encrypted'],
    ['is compressed by an unknown method', () => lying({ method: 12 }), 'bad_structure'],
    [
      'inflates beyond the ratio',
      () => archive([{ name: FILE, content: Buffer.alloc(8 * 1024 ** 2) }]),
      'ratio_exceeded',
    ],
    ['announces more than may be inflated', () => lying({ inflated: 0xfffffff0 }), 'ratio_exceeded'],
    ['has an entry that is said to lie behind the end', () => lying({ offset: 0xfffffff0 }), 'truncated'],
    ['has an entry that is said to begin in another', () => lying({ offset: 3 }), 'bad_structure'],
    [
      'tells another method in its local header',
      () => archive([activity(hourly(9), { local: { method: 0 } })]),
      'bad_structure',
    ],
    ['tells a wrong checksum', () => lying({ crc: 12345 }), 'bad_checksum'],
    ['inflates to more than it says', () => lying({ inflated: 100 }), 'too_large'],
    ['inflates to less than it says', () => lying({ inflated: 70_000 }), 'truncated'],
    ['has fewer compressed bytes than it needs', () => lying({ compressed: 200 }), 'truncated'],
  ])('%s', async (_, make, code) => {
    expect(await codeOf(read([make()]))).toBe(code);
  });

  it('has more entries than may be, which is seen before they are read', async () => {
    const source = archive([INDEX], { announced: DEFAULT_LIMITS.maxEntries + 1, zip64: true });
    expect(await codeOf(read([source]))).toBe('too_many_entries');
  });

  it('holds a record beyond the limit', async () => {
    const long = JSON.stringify({ title: 'x'.repeat(5000), time: '2024-03-01T00:00:00Z' });
    const limits = { ...DEFAULT_LIMITS, maxRecordBytes: 4000 };
    expect(await codeOf(read([archive([activityOf(long)])], { limits }))).toBe('record_too_long');
    expect(await codeOf(read([archive([activityOf(long)])]))).toBe('read');
  });
});

describe('a record that is damaged in itself', () => {
  const good = (title: string) => JSON.stringify({ title, time: '2024-03-01T12:00:00Z' });
  const around = (value: Buffer | string): Buffer =>
    Buffer.concat([Buffer.from('{"title": "'), Buffer.from(value), Buffer.from('", "time": "2024-03-01T12:00:00Z"}')]);
  const deep = `{"title": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "time": "2024-03-01T12:00:00Z"}`;

  it.each<[string, Buffer | string]>([
    ['by bytes that are no UTF-8', around(Buffer.from([0xc3, 0x28, 0xff]))],
    ['by half a character', around(Buffer.from([0xf0, 0x9f, 0xa6]))],
    ['by a surrogate in bytes', around(Buffer.from([0xed, 0xa0, 0x80]))],
    ['by a NUL in a text', around('a\0b')],
    ['by a line break in a text', around('a\nb')],
    ['by 100,000 levels', deep],
  ])('%s is counted, and the others go on', async (_, damaged) => {
    const { rows, counts } = await read([archive([activityOf(good('before'), damaged, good('after'))])]);
    expect(rows.map(({ title }) => title)).toEqual(['before', 'after']);
    expect(counts).toEqual([{ ...NO_ROWS, seen: 3, kept: 2, malformed: 1 }]);
  });

  it.each([
    ['a lone surrogate', '\\ud83e', '\ufffd'],
    ['a NUL', 'a\\u0000b', 'a\0b'],
    ['a pair of surrogates', '\\ud83e\\udd89', '🦉'],
  ])('%s that is escaped is text', async (_, escaped, title) => {
    const { rows, counts } = await read([archive([activityOf(good('before'), around(escaped), good('after'))])]);
    expect(rows.map((row) => row.title)).toEqual(['before', title, 'after']);
    expect(counts).toEqual([{ ...NO_ROWS, seen: 3, kept: 3 }]);
  });

  it('by levels alone, unclosed, leaves nothing of its entry', async () => {
    const content = Buffer.from(`[${good('before')},{"title": ${'['.repeat(100_000)}`);
    expect(await codeOf(read([archive([{ name: FILE, content }])]))).toBe('bounds_lost');
  });

  it('by NULs between records leaves nothing of its entry', async () => {
    const content = Buffer.from(`[${good('before')},\0\0${good('after')}]`);
    expect(await codeOf(read([archive([{ name: FILE, content }])]))).toBe('bounds_lost');
  });
});
