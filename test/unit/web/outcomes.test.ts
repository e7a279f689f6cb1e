import { expect, it } from 'vitest';
import { OUTCOMES } from '../../../functions/api/oauth/back-to-site.ts';
import { CATALOGUES, LANGUAGES } from '../../../web/i18n/languages.ts';

it.each(LANGUAGES)('has a sentence for each outcome of a callback, and for no other: %s', async (language) => {
  const { messages } = await CATALOGUES[language]();
  expect(Object.keys(messages.outcomes).sort()).toEqual([...OUTCOMES].sort());
});
