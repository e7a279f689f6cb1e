import { expect, it } from 'vitest';
import { OUTCOMES } from '../../../functions/api/oauth/back-to-site.ts';
import { t } from '../../../web/i18n/messages.ts';

it('has a sentence for each outcome of a callback, and for no other', () => {
  expect(Object.keys(t.outcomes).sort()).toEqual([...OUTCOMES].sort());
});
