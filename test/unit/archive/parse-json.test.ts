import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Parsed, parseJson } from '../../../functions/archive/parse-json.ts';
import { inPieces } from '../../support/bytes.ts';
import { anyJson } from '../../support/json-arbitraries.ts';

const parse = async (bytes: Uint8Array, piece: number, maxRecordBytes = 1e6): Promise<readonly Parsed[]> =>
  (await Array.fromAsync(parseJson(inPieces(bytes, piece), { maxRecordBytes }))).flatMap(({ records }) => records);

const piece = fc.integer({ min: 1, max: 70 });

describe('the records of a JSON array', () => {
  it('are what JSON.parse makes of them; one that is no object is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyJson), fc.nat(2), piece, async (values, indent, size) => {
        const json = JSON.stringify(values, null, indent);
        const objects = (JSON.parse(json) as unknown[]).map((each) =>
          typeof each === 'object' && !Array.isArray(each) ? each : null,
        );
        expect(await parse(Buffer.from(json), size)).toEqual(objects);
      }),
    );
  });

  it('keep all digits of whole numbers where that is asked for, as text', async () => {
    const json =
      '[{"id":12345678901234567891,"b":[-9007199254740993, 9007199254740991],"c":0.1234567890123456,"d":"x: 1"}]';
    const read = (exact: boolean) =>
      Array.fromAsync(parseJson(inPieces(Buffer.from(json), 7), { maxRecordBytes: 1e6, exact }));
    const other = { c: 0.1234567890123456, d: 'x: 1' };
    const digits = { id: '12345678901234567891', b: ['-9007199254740993', 9007199254740991], ...other };
    expect((await read(true))[0]?.records).toEqual([digits]);
    expect((await read(false))[0]?.records).toEqual([JSON.parse(json)[0]]);
  });

  it.each([1, 5, 4096])('are read around damaged ones, in pieces of %i bytes', async (size) => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeff[{"a":1},{"b": nope},{"c":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"},{"d":[}},1,{"e":"\ufeff"}]'),
    ]);
    expect(await parse(bytes, size)).toEqual([{ a: 1 }, null, null, null, null, { e: '\ufeff' }]);
  });

  it.each(['', '\ufeff', ' \n', '[]', '\ufeff [ ] \n'])('are none in %j', async (json) => {
    expect(await parse(Buffer.from(json), 1)).toEqual([]);
  });

  it.each([
    ...[
      '{"a":1}',
      '[{"a":1}',
      '[{"a":1},]',
      '[{"a":1} {"b":2}]',
      '[,{}]',
      '[{}]x',
      '["a',
      '[{"a":"]',
      '[',
      '[1',
      '[1{}]',
    ],
    ...['null', '[{}]]', '[{}},{}]', '[{"a":1}{"b":2}]', '[{"a":"\\"}]', '<html>'],
  ])('have no bounds in %s', async (json) => {
    await expect(parse(Buffer.from(json), 1)).rejects.toMatchObject({ code: 'bounds_lost' });
    await expect(parse(Buffer.from(json), 99)).rejects.toMatchObject({ code: 'bounds_lost' });
  });

  it.each([10, 100, 5000])('may be as long as the limit and no longer, in pieces of %i bytes', async (size) => {
    const bytes = Buffer.from(`[{"a":"${'a'.repeat(992)}"}, {}]`);
    expect(await parse(bytes, size, 1000)).toHaveLength(2);
    await expect(parse(bytes, size, 999)).rejects.toMatchObject({ code: 'record_too_long' });
  });

  it('that never end are refused before they fill the memory', async () => {
    let given = 0;
    async function* endless() {
      yield Buffer.from('[{"a":"');
      for (;;) {
        given += 1000;
        yield Buffer.alloc(1000, 'a');
      }
    }
    const reading = Array.fromAsync(parseJson(endless(), { maxRecordBytes: 10_000 }));
    await expect(reading).rejects.toMatchObject({ code: 'record_too_long' });
    expect(given).toBeLessThan(12_000);
  });
});
