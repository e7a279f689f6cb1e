import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../../functions/providers/google/catalogue/index.ts';
import { DATA_TYPES } from '../../../../functions/providers/google/data-types.ts';

describe('the catalogue', () => {
  it('has every scope of Google’s own client', () => {
    const client =
      readFileSync(
        new URL('../../../../node_modules/googleapis/build/src/apis/dataportability/v1.d.ts', import.meta.url),
        'utf8',
      ) +
      readFileSync(
        new URL('../../../../node_modules/googleapis/build/src/apis/dataportability/v1.js', import.meta.url),
        'utf8',
      );
    const scopes = new Set(
      Array.from(client.matchAll(/auth\/dataportability\.([a-z_.]*[a-z])/g), ([, group]) => group as string),
    );
    const groups = new Set(Object.values(DATA_TYPES).flatMap(({ groups: each }) => each));
    expect(scopes.size).toBeGreaterThanOrEqual(73);
    expect([...scopes].filter((scope) => !groups.has(scope))).toEqual([]);
  });

  it('describes each group once, and each column', () => {
    const groups = CATALOGUE.map(({ group }) => group);
    expect(new Set(groups).size).toBe(groups.length);
    for (const { name, label, description, schema } of Object.values(DATA_TYPES)) {
      expect(
        [label, description].every((text) => text.length > 5),
        name,
      ).toBe(true);
      const columns = schema.columns.map((column) => column.name);
      expect(new Set(columns).size, name).toBe(columns.length);
      expect([columns[0], columns.at(-1)], name).toEqual(['time', 'extra']);
      for (const column of schema.columns) expect(column.description, `${name} ${column.name}`).toMatch(/\.$/);
    }
  });
});
