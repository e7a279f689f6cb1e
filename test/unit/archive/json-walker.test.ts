import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY, type JsonPaths } from '../../../functions/archive/json-walker.ts';
import { parseJson } from '../../../functions/archive/parse-json.ts';
import { inPieces } from '../../support/bytes.ts';
import { anyJson, nastyText } from '../../support/json-arbitraries.ts';

type Found = readonly [section: string | null, record: unknown];

/** Where records stand in a document that is parsed whole: what walking through it must find. */
function recordsAt(value: unknown, paths: JsonPaths, keys: readonly string[] = []): Found[] {
  const along = paths.filter((path) => keys.every((key, n) => path[n] === key || path[n] === ANY));
  const here = along.some(({ length }) => length === keys.length);
  const further = along.some(({ length }) => length > keys.length);
  const section = keys.at(-1) ?? null;
  if (Array.isArray(value) && here) return value.map((each) => [section, each]);
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && further) {
    return Object.entries(value).flatMap(([key, each]) => recordsAt(each, paths, [...keys, key]));
  }
  return value !== null && (here || further) ? [[section, value]] : [];
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

async function walk(text: string, piece: number, paths: JsonPaths | undefined, values = true): Promise<Found[]> {
  const batches = await Array.fromAsync(
    parseJson(inPieces(Buffer.from(text), piece), { maxRecordBytes: 1e6, paths, values }),
  );
  return batches.flatMap(({ section, records }) => records.map((record): Found => [section, record]));
}

const key = fc.oneof(fc.constantFrom('a', 'b', 'list', '*', '__proto__'), nastyText);
const member = fc.oneof({ weight: 3, arbitrary: fc.array(anyJson, { maxLength: 4 }) }, anyJson);
const level = fc.dictionary(key, member, { maxKeys: 4, noNullPrototype: true });
const document = fc.oneof(
  member,
  level,
  fc.dictionary(key, fc.oneof(level, member), { maxKeys: 4, noNullPrototype: true }),
);
const step = fc.constantFrom('a', 'b', 'list', ANY);
const paths = fc.array(fc.array(step, { maxLength: 2 }), { minLength: 1, maxLength: 3 });
const piece = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(65_536));

describe('the records of a JSON document', () => {
  it('stand where its paths lead, in any document, layout and chunking', async () => {
    await fc.assert(
      fc.asyncProperty(document, paths, fc.nat(2), piece, async (value, where, indent, size) => {
        const text = JSON.stringify(value, null, indent);
        const expected = recordsAt(JSON.parse(text), where);
        expect(await walk(text, size, where)).toEqual(
          expected.map(([section, each]) => [section, isObject(each) ? each : { value: each }]),
        );
        expect((await walk(text, size, where, false)).map(([, each]) => each)).toEqual(
          expected.map(([, each]) => (isObject(each) ? each : null)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, JsonPaths, Found[]]>([
    [
      '{"Browser History":[{"a":1},{"a":2}],"Session":[{"a":3}],"x":[{"a":4}]}',
      [['Browser History'], ['Session']],
      [
        ['Browser History', { a: 1 }],
        ['Browser History', { a: 2 }],
        ['Session', { a: 3 }],
      ],
    ],
    ['{"type":"FeatureCollection","features":[{"a":1}]}', [['features']], [['features', { a: 1 }]]],
    ['{"a":"encrypted"}', [['a']], [['a', { value: 'encrypted' }]]],
    ['{"a":null,"b":[]}', [['a'], ['b']], []],
    ['{"order":1}', [[]], [[null, { order: 1 }]]],
    ['[{"a":1}]', [[], ['*']], [[null, { a: 1 }]]],
    [
      '{"a":{"b":1},"c":[{"d":1}],"e":5}',
      [[], ['*']],
      [
        ['a', { b: 1 }],
        ['c', { d: 1 }],
        ['e', { value: 5 }],
      ],
    ],
    ['\ufeff{"Cl\\u00e9":[{}]}', [['Clé']], [['Clé', {}]]],
  ])('of %s', async (text, where, expected) => {
    for (const size of [1, 3, 1000]) expect(await walk(text, size, where)).toEqual(expected);
  });

  it.each([
    '{"a":[{}]',
    '{"a":[{}]]',
    '{"a" [1]}',
    '{a:[1]}',
    '{"a":[1],}',
    '{"a":}',
    '{"a":1}}',
    '{"a":1} {"b":2}',
    '{"a":1 "b":2}',
    '{',
    'x}',
    '{"a":[1}',
  ])('have no bounds in %s', async (text) => {
    for (const size of [1, 99]) {
      await expect(walk(text, size, [['a'], ['b']])).rejects.toMatchObject({ code: 'bounds_lost' });
    }
  });

  it('are counted where they are dropped unparsed, in each array', async () => {
    const record = (day: number) => ({ time: `2024-01-0${day}T00:00:00Z` });
    const text = JSON.stringify({ a: [record(1), record(5), record(2)], b: { time: 5 }, c: [record(9)] });
    const interval = { from: Date.parse('2024-01-02T00:00:00Z'), until: Date.parse('2024-01-04T00:00:00Z') };
    const prefilter = { rawTime: { key: 'time', form: 'iso' } as const, interval };
    for (const size of [1, 40, 1000]) {
      const batches = await Array.fromAsync(
        parseJson(inPieces(Buffer.from(text), size), { maxRecordBytes: 1e6, paths: [['*']], prefilter }),
      );
      expect(batches.flatMap(({ records }) => records)).toEqual([record(2), { time: 5 }]);
      expect(batches.reduce((sum, { dropped = 0 }) => sum + dropped, 0)).toBe(3);
    }
  });

  it('that are too long are refused, wherever they stand; what is passed over may be of any length', async () => {
    const long = 'x'.repeat(2000);
    const read = (text: string) =>
      Array.fromAsync(parseJson(inPieces(Buffer.from(text), 100), { maxRecordBytes: 1000, paths: [['a'], ['b']] }));
    for (const text of [`{"a":["${long}"]}`, `{"a":{"b":"${long}"}}`, `{"${long}":1}`]) {
      await expect(read(text)).rejects.toMatchObject({ code: 'record_too_long' });
    }
    expect((await read(`{"c":"${long}","a":[{}]}`)).flatMap(({ records }) => records)).toEqual([{}]);
  });
});
