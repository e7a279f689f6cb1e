/** functions/providers/google/layout/tables.ts — which of Discover's tables an entry is. */
import { comparable } from '../plain-name.ts';
import { DISCOVER_TABLES } from './products.ts';

/** The one table of each group: a job for a group never counts rows of another group's table. */
const TABLE_OF_GROUP: Readonly<Record<string, string>> = {
  'discover.follows': 'follows',
  'discover.likes': 'liked',
  'discover.not_interested': 'not_interested',
};

const BY_NAME = new Map(
  Object.entries(DISCOVER_TABLES).flatMap(([reader, names]) =>
    names.map((name) => [comparable(name), reader] as const),
  ),
);

const SETTINGS = /^(NOT_INTERESTED|BLOCKED|NOT_PREFERRED)$/;

/**
 * Whose table an entry is: by its name in a language we know, else by its columns.
 * @param base name of the entry without folder and ending
 * @returns the reader of the group's own table; `other` for another table, or one without rows; `unknown` for rows
 * that neither name nor columns tell
 */
export function discoverTable(group: string, base: string, head: Uint8Array): string {
  const wanted = TABLE_OF_GROUP[group];
  if (!wanted) return 'other';
  const found = BY_NAME.get(comparable(base)) ?? byContent(head);
  return found === wanted || found === 'unknown' ? found : 'other';
}

/** One column is what is followed; two are a setting and its value, or an address and its day. */
function byContent(head: Uint8Array): string {
  const lines = new TextDecoder().decode(head).split(/\r?\n/);
  const [header = '', first = ''] = lines.filter((line) => line.trim());
  if (!first) return 'other';
  const delimiter = ['\t', ';', ','].find((mark) => header.includes(mark));
  if (!delimiter) return 'follows';
  const cells = first.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  if (SETTINGS.test(cells[1] ?? '')) return 'not_interested';
  return /^https?:\/\//i.test(cells[0] ?? '') ? 'liked' : 'unknown';
}
