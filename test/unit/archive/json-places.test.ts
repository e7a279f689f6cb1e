import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY, type JsonPaths } from '../../../functions/archive/json-walker.ts';
import { type JsonOptions, parseJson } from '../../../functions/archive/parse-json.ts';
import { inPieces } from '../../support/bytes.ts';
import { anyJson } from '../../support/json-arbitraries.ts';

async function walk(text: string, options: Partial<JsonOptions>, size = 7) {
  const batches = await Array.fromAsync(
    parseJson(inPieces(Buffer.from(text), size), { maxRecordBytes: 1e6, values: true, ...options }),
  );
  const records = batches.flatMap((batch) => batch.records);
  return { records, lists: batches.at(-1)?.lists };
}

const leadsTo = (path: readonly string[], keys: readonly string[]): boolean =>
  path.length <= keys.length && path.every((key, n) => key === keys[n] || key === ANY);

/** Lists that hold something and stand neither at a path nor at or below a known place, in a document parsed whole. */
function unknownIn(value: unknown, paths: JsonPaths, known: JsonPaths, keys: readonly string[] = []): number {
  const along = paths.filter((path) => keys.every((key, n) => path[n] === key || path[n] === ANY));
  const here = along.some(({ length }) => length === keys.length);
  const further = along.some(({ length }) => length > keys.length);
  const isCovered = known.some((path) => leadsTo(path, keys));
  if (Array.isArray(value)) return !here && !further && !isCovered && value.length > 0 ? 1 : 0;
  if (typeof value !== 'object' || value === null || (!further && (here || isCovered))) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => sum + unknownIn(each, paths, known, [...keys, key]), 0);
}

describe('lists that nobody knows', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const member = fc.oneof(fc.array(anyJson, { maxLength: 3 }), anyJson);
  const level = fc.dictionary(key, member, { maxKeys: 3, noNullPrototype: true });
  const document = fc.dictionary(key, fc.oneof(level, member), { maxKeys: 3, noNullPrototype: true });
  const where = fc.array(fc.array(fc.constantFrom('a', 'b', ANY), { minLength: 1, maxLength: 2 }), { maxLength: 2 });

  it('are counted in any document, and change nothing of what is found', async () => {
    await fc.assert(
      fc.asyncProperty(document, where, where, fc.integer({ min: 1, max: 90 }), async (value, some, known, size) => {
        const paths = [['a', 'list'], ...some];
        const text = JSON.stringify(value);
        const { records, lists } = await walk(text, { paths, known }, size);
        expect(lists?.unknown).toBe(unknownIn(JSON.parse(text), paths, known));
        expect(records).toEqual((await walk(text, { paths }, size)).records);
      }),
      { numRuns: 500 },
    );
  });

  it('are none where a reader does not know all places', async () => {
    expect((await walk('{"x":[1]}', { paths: [['a']] })).lists).toBeUndefined();
  });

  it('are told apart from a place that is there and empty', async () => {
    const told = async (text: string) => (await walk(text, { paths: [['a', 'list']], known: [['b']] })).lists;
    expect(await told('{"a":{"list":null},"x":{"y":[1,2]},"b":{"z":[1]}}')).toEqual({ found: true, unknown: 1 });
    expect(await told('{"a":{"list":[]},"x":[]}')).toEqual({ found: true, unknown: 0 });
    expect(await told('{"a":{},"x":[{}]}')).toEqual({ found: false, unknown: 1 });
  });

  it('do not count as dropped, whatever time their records have', async () => {
    const record = { time: '2020-01-01T00:00:00Z' };
    const interval = { from: Date.parse('2024-01-01T00:00:00Z'), until: Date.parse('2025-01-01T00:00:00Z') };
    const prefilter = { rawTime: { key: 'time', form: 'iso' } as const, interval };
    const text = JSON.stringify({ x: [record, record], a: [record] });
    const batches = await Array.fromAsync(
      parseJson(inPieces(Buffer.from(text), 9), { maxRecordBytes: 1e6, paths: [['a']], known: [], prefilter }),
    );
    expect(batches.reduce((sum, { dropped = 0 }) => sum + dropped, 0)).toBe(1);
    expect(batches.at(-1)?.lists?.unknown).toBe(1);
  });
});

describe('keys in any case', () => {
  it('lead to the records, under the section that the document names', async () => {
    const text = '{"Your ACTIVITY":{"LIST":[{"n":1}]},"your activity":{"list":[{"n":2}]}}';
    const paths = [['your activity', 'list']];
    expect((await walk(text, { paths, anyCase: true })).records).toEqual([{ n: 1 }, { n: 2 }]);
    expect((await walk(text, { paths })).records).toEqual([{ n: 2 }]);
  });
});

describe('values that mean nothing', () => {
  it('are no records, with spaces and without', async () => {
    const nothing = ['{}', '""', '"N/A"', '[]'];
    const read = async (value: string) =>
      (await walk(`{"a":${value}}`, { paths: [['a'], ['a', 'b']], nothing })).records.length;
    for (const value of ['{ }', '""', '"N/A"', 'null', '[]']) expect([value, await read(value)]).toEqual([value, 0]);
    expect(await read('"N/A."')).toBe(1);
    expect((await walk('{"a":"N/A"}', { paths: [['a']] })).records).toHaveLength(1);
  });
});
