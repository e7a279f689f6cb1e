import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../../functions/providers/index.ts';
import { dataTypes as de } from '../../../web/content/de/data-types/index.ts';
import { dataTypes as fi } from '../../../web/content/fi/data-types/index.ts';

const ENGLISH = Object.values(PROVIDERS).flatMap(({ dataTypes }) => Object.values(dataTypes));

/** Names of products that are the same in every language. */
const PRODUCT_NAMES = ['Google Discover', 'Google Alerts', 'My Maps'];

describe.each(Object.entries({ fi, de }))('the data types in %s', (_, words) => {
  const labels = Object.values(words).map(([label]) => label);
  const descriptions = Object.values(words).map(([, description]) => description);

  it('are those of all providers, none missing and none too many', () => {
    expect(Object.keys(words).sort()).toEqual(ENGLISH.map(({ name }) => name).sort());
  });

  it('have a label each, which no other one has', () => {
    expect(labels.filter((label) => label.trim() !== label || label === '')).toEqual([]);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });

  it('have a description each, which ends with a full stop', () => {
    expect(descriptions.filter((description) => !/^\S.*[^\s.]\.$/.test(description))).toEqual([]);
  });

  it('are translated, except for names of products', () => {
    const english = new Set(ENGLISH.flatMap(({ label, description }) => [label, description]));
    const same = [...labels, ...descriptions].filter((text) => english.has(text));
    expect(same.filter((text) => !PRODUCT_NAMES.includes(text))).toEqual([]);
  });

  it('have typographic quotes', () => {
    expect([...labels, ...descriptions].filter((text) => /["']/.test(text))).toEqual([]);
  });
});
