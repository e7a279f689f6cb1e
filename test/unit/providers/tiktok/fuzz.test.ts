import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../../functions/core/accounting.ts';
import { CATALOGUE } from '../../../../functions/providers/tiktok/catalogue/index.ts';
import { ALL_PLACES } from '../../../../functions/providers/tiktok/catalogue/places.ts';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { anyJson, nastyText } from '../../../support/json-arbitraries.ts';
import { readDocument } from './support.ts';

const KEYS = [
  ...['Date', 'date', 'DATE', 'Link', 'UserName', 'From', 'Content', 'SearchTerm', 'WatchTime', 'Likes', 'Comments'],
  ...['__proto__', 'constructor', 'order_date', 'TimeStamp', 'accountRegion', 'value'],
];
const value = fc.oneof(
  fc.constantFrom('2024-01-02 10:00:00', 'N/A', '', null, '9999-12-31 23:59:59', '0000-01-01 00:00:00', 7, [], {}),
  nastyText,
  anyJson,
);
const record = fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), nastyText), value, {
  maxKeys: 6,
  noNullPrototype: true,
});
const leaf = fc.oneof(fc.array(fc.oneof(record, value), { maxLength: 5 }), record, value);

/** Anything at places that are known, and anything beside them. */
const document = fc.array(fc.tuple(fc.constantFrom(...ALL_PLACES), leaf, nastyText), { maxLength: 6 }).map((placed) => {
  const root: Record<string, unknown> = {};
  for (const [path, content, any] of placed) {
    let at = root;
    const keys = path.map((key) => (key === '*' ? any : key));
    for (const key of keys.slice(0, -1)) {
      const next = Object.hasOwn(at, key) && isObject(at[key]) ? at[key] : {};
      Object.defineProperty(at, key, { value: next, enumerable: true, configurable: true, writable: true });
      at = next as Record<string, unknown>;
    }
    const last = keys.at(-1) ?? '';
    Object.defineProperty(at, last, { value: content, enumerable: true, configurable: true, writable: true });
  }
  return root;
});

const isObject = (each: unknown): boolean => typeof each === 'object' && each !== null && !Array.isArray(each);

describe('a document of any content', () => {
  it.each(Object.keys(tiktok.dataTypes))('is read as %s with every record accounted for', async (type) => {
    await fc.assert(
      fc.asyncProperty(document, fc.integer({ min: 1, max: 200 }), async (content, piece) => {
        const text = JSON.stringify(content);
        for (const { name: reader } of CATALOGUE.find(({ name }) => name === type)?.places ?? []) {
          const { rows, counts, lists } = await readDocument(text, type, { piece, reader });
          expect(isBalanced(counts)).toBe(true);
          expect(rows).toHaveLength(counts.kept);
          expect(lists?.unknown).toBeGreaterThanOrEqual(0);
          const columns = tiktok.dataTypes[type]?.schema.columns.map(({ name }) => name);
          for (const row of rows) expect(Object.keys(row)).toEqual(columns);
        }
      }),
      { numRuns: 60 },
    );
  });
});
