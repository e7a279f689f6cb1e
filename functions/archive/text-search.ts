/** functions/archive/text-search.ts — whether a row holds a text, anywhere a person can read it. */
import type { Row, TableSchema } from './types.ts';

/** A text as it is compared: in any case, whichever way its accents are written. */
export const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/** Whether a row holds a text, in any case, in one of the columns. */
export function matcher(text: string, columns: readonly string[]): (row: Row) => boolean {
  const wanted = plain(text);
  return (row) => plainTexts(row, columns).some((each) => each.includes(wanted));
}

/** A row's texts as they are compared: made once, however many are looked for in them. */
export const plainTexts = (row: Row, columns: readonly string[]): readonly string[] =>
  columns.flatMap((name) => (typeof row[name] === 'string' ? [plain(row[name])] : []));

/** Columns that hold words. JSON is searched as it is stored. */
export const textColumns = ({ columns }: TableSchema): readonly string[] =>
  columns.filter(({ type }) => type === 'string' || type === 'json').map(({ name }) => name);
