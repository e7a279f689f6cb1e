import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Parsed, parseJsonArray } from '../../../functions/archive/parse-json.ts';
import { JsonArrayScanner } from '../../../functions/archive/scan-json.ts';
import { inPieces } from '../../support/bytes.ts';

const parse = async (bytes: Uint8Array, piece: number, maxRecordBytes = 1e6): Promise<Parsed[]> =>
  (await Array.fromAsync(parseJsonArray(inPieces(bytes, piece), maxRecordBytes))).flat();

/** The records' bytes, as texts. */
function scan(bytes: Uint8Array, piece: number): string[] {
  const scanner = new JsonArrayScanner(1e6);
  const found: string[] = [];
  for (let from = 0; from < bytes.length; from += piece) {
    const { bytes: buffer, bounds } = scanner.scan(bytes.subarray(from, from + piece));
    for (let n = 0; n < bounds.length; n += 2) {
      found.push(Buffer.from(buffer.subarray(bounds[n], bounds[n + 1])).toString());
    }
  }
  scanner.end();
  return found;
}

const nasty = fc.constantFrom('"},{"', '\\', '\\"', '"time": "x"', '[{', '}]', '\u2028', 'é\ud83d\ude00', '\n', '');
const text = fc.oneof(fc.string({ unit: 'binary' }), nasty);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4 }),
  ),
})).any;
const space = fc.constantFrom('', ' ', '\n', '\r\n\t ', '\n  ');
const piece = fc.integer({ min: 1, max: 70 });

describe('the records of a JSON array', () => {
  it('are found where JSON.parse finds them, in any layout and any chunking', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, space, space, fc.nat(3))), space, piece, (elements, outer, size) => {
        const texts = elements.map(([each, , , indent]) => JSON.stringify(each, null, indent));
        const inner = elements.map(([, before, after], n) => `${before}${texts[n]}${after}`).join(',');
        expect(scan(Buffer.from(`${outer}[${inner}]${outer}`), size)).toEqual(texts);
      }),
      { numRuns: 500 },
    );
  });

  it('are what JSON.parse makes of them; one that is no object is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value), fc.nat(2), piece, async (values, indent, size) => {
        const json = JSON.stringify(values, null, indent);
        const objects = (JSON.parse(json) as unknown[]).map((each) =>
          typeof each === 'object' && !Array.isArray(each) ? each : null,
        );
        expect(await parse(Buffer.from(json), size)).toEqual(objects);
      }),
    );
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
    const reading = Array.fromAsync(parseJsonArray(endless(), 10_000));
    await expect(reading).rejects.toMatchObject({ code: 'record_too_long' });
    expect(given).toBeLessThan(12_000);
  });
});
