import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../functions/archive/parse-table.ts';
import { inPieces } from '../../support/bytes.ts';

const parse = async (content: string | Uint8Array, piece = 7, maxRecordBytes = 1e6) =>
  (await Array.fromAsync(parseTable(inPieces(Buffer.from(content), piece), { maxRecordBytes }))).flatMap(
    ({ records }) => records,
  );

describe('the records of a table', () => {
  it('are what was written, with any delimiter, in any chunking', async () => {
    const field = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a,b', 'a;b\tc', '"x"', 'l1\nl2'),
    );
    // A line whose only fields are empty is blank, and no record.
    const line = fc.tuple(field, field, field).filter((fields) => fields.some(Boolean));
    const delimiters = fc.constantFrom('\t', ',', ';');
    const newlines = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        delimiters,
        newlines,
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (...given) => {
          const [lines, delimiter, record_delimiter, piece, bom] = given;
          const text = stringify([['Name', 'Liked Date', 'Url'], ...lines], {
            delimiter,
            record_delimiter,
            quoted: true,
            bom,
          });
          const expected = lines.map(([a, b, c]) => ({ Name: a, 'Liked Date': b, Url: c }));
          // A lone surrogate has no form in UTF-8.
          expect(await parse(text, piece)).toEqual(
            JSON.parse(JSON.stringify(expected).replace(/\\ud[89a-f]../g, '\ufffd')),
          );
        },
      ),
    );
  });

  it('count as damaged with too few fields, too many, or bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Name,Note\r\na,b\r\nc\r\nd,e,f\r\n\r\ng,'),
      Buffer.from([0xff]),
      Buffer.from('\r\nh,i\r\n\r\n\r\n'),
    ]);
    expect(await parse(bytes)).toEqual([{ Name: 'a', Note: 'b' }, null, null, null, { Name: 'h', Note: 'i' }]);
  });

  it('do not include lines of empty fields, whichever of them is quoted', async () => {
    expect(await parse('A,B,C\n,,\n1,,\n"","",\n,,,,\n,,3\n')).toEqual([
      { A: '1', B: '', C: '' },
      { A: '', B: '', C: '3' },
    ]);
  });

  it('begin behind the first line that is filled enough, and what stands before it goes along', async () => {
    for (const [before, preamble] of [
      ['', undefined],
      ['my list;;;\n;;;\n', 'my list'],
      ['"my; own\nlist; of; things"\n\n', 'my; own\nlist; of; things'],
    ] as const) {
      const bytes = inPieces(Buffer.from(`${before}A;B;C\n1,5;2;3\n`), 3);
      const [batch] = await Array.fromAsync(parseTable(bytes, { maxRecordBytes: 1e6, minColumns: 3 }));
      expect([batch?.records, batch?.preamble]).toEqual([[{ A: '1,5', B: '2', C: '3' }], preamble]);
    }
  });

  it('keep the order of the header, and both columns of one name', async () => {
    const [record] = await parse('B,A,B\n1,2,3\n');
    expect(Object.entries(record ?? {})).toEqual([
      ['B', '1'],
      ['A', '2'],
      ['B (2)', '3'],
    ]);
  });

  it('are none without a header, or behind a header alone', async () => {
    expect(await parse('')).toEqual([]);
    expect(await parse('\ufeffName,Note\r\n')).toEqual([]);
  });

  it('take a quote within a tab-separated field as it stands', async () => {
    expect(await parse('Name\tNote\n"Hello" she said\t5" disc\n')).toEqual([
      { Name: '"Hello" she said', Note: '5" disc' },
    ]);
  });

  it.each(['Name,Note\na,"b\nc,d\n', 'Name,Note\n"a"b,c\n'])(
    'have no bounds where quotes are broken: %j',
    async (text) => {
      const error: unknown = await parse(text).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'bounds_lost' });
      expect((error as Error).cause).toBeUndefined();
    },
  );

  it('may have no more than a thousand columns', async () => {
    const header = Array.from({ length: 1000 }, (_, n) => `c${n}`).join(',');
    expect(await parse(`${header}\n${','.repeat(998)}x,\n`, 1000)).toHaveLength(1);
    await expect(parse(`${header}\n${','.repeat(1000)}\n`, 1000)).rejects.toMatchObject({ code: 'record_too_long' });
  });

  it('may be no longer than the limit', async () => {
    await expect(parse(`Name,Note\na,${'b'.repeat(5000)}\n`, 100, 1000)).rejects.toMatchObject({
      code: 'record_too_long',
    });
  });
});
