import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { NO_ROWS } from '../../../functions/core/accounting.ts';
import type { Donation } from '../../../functions/core/donation.ts';
import { PROVIDERS } from '../../../functions/providers/index.ts';
import type { DataTypeDefinition } from '../../../functions/providers/provider.ts';
import { codebook, codebookText } from '../../../functions/steps/bundle/codebook.ts';
import { renderType } from '../../../functions/steps/render-type.ts';
import { ROW_FORMATS } from '../../../functions/store/exports.ts';
import type { WholeDonation } from '../../../functions/store/whole-donation.ts';

const DEFINITIONS: readonly DataTypeDefinition[] = Object.values(PROVIDERS).flatMap(({ dataTypes }) =>
  Object.values(dataTypes),
);

const NOTHING: WholeDonation = { donation: {} as Donation, types: [], objects: [], removals: [] };

describe('the codebook', () => {
  it('names the columns of every data type as its CSV file does, in their order', async () => {
    const { data_types: described } = codebook(DEFINITIONS, { format: 'csv' });
    expect(described.map(({ data_type }) => data_type)).toEqual(DEFINITIONS.map(({ name }) => name));
    for (const [at, definition] of DEFINITIONS.entries()) {
      const order = { rendering: { format: 'csv' }, by: 'researcher' } as const;
      const file = Buffer.concat(await Array.fromAsync(renderType({ whole: NOTHING, definition, order })));
      expect(parse(file)).toEqual([described[at]?.columns.map(({ name }) => name)]);
    }
  });

  it('leaves out what Parquet does not have', () => {
    const { data_types: described } = codebook(DEFINITIONS, { format: 'parquet' });
    for (const [at, { schema }] of DEFINITIONS.entries()) {
      expect(described[at]?.columns.map(({ name }) => name)).toEqual(schema.columns.map(({ name }) => name));
    }
  });

  it('says of each column what it means, and of each count', () => {
    const { data_types: described, counts } = codebook(DEFINITIONS, { format: 'ndjson' });
    for (const column of described.flatMap(({ columns }) => columns)) {
      expect(column.meaning, column.name).toMatch(/\S/);
      expect(column.type, column.name).toMatch(/\S/);
    }
    expect(Object.keys(counts)).toEqual(Object.keys(NO_ROWS));
  });

  it('says whether formulas are neutralised, where there are any', () => {
    const formulas = (rendering: Parameters<typeof codebook>[1]) => codebook([], rendering).writing.formulas;
    expect(formulas({ format: 'csv' })).toContain('apostrophe');
    expect(formulas({ format: 'csv', exact: true })).not.toContain('apostrophe');
    expect([formulas({ format: 'ndjson' }), formulas({ format: 'parquet' })]).toEqual([undefined, undefined]);
  });

  it.each(ROW_FORMATS)('is a page whose tables hold: %s', (format) => {
    const book = codebook(DEFINITIONS, { format });
    const lines = codebookText(book).split('\n');
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length - 2;
    const columns = book.data_types.reduce((sum, each) => sum + each.columns.length, 0);
    expect(lines.filter((line) => line.startsWith('| `') && cells(line) === 4)).toHaveLength(columns);
    expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(DEFINITIONS.length + 1);
  });
});
