/** local/simulators/google/consent-page.ts — the page on which a person decides. */
import type { Account } from '../accounts.ts';
import { choice, decisions, page, people } from '../page.ts';
import { escapeHtml } from '../reply.ts';
import { scopeWords } from './groups.ts';

/** More than these stand under their products' names. */
const UNGROUPED = 8;

function ticks(scopes: readonly string[]): string {
  const tick = (scope: string): string => choice('checkbox', 'scope', scope, scopeWords(scope).words, true);
  if (scopes.length <= UNGROUPED) return scopes.map(tick).join('');
  return [...Map.groupBy(scopes, (scope) => scopeWords(scope).product)]
    .map(([product, own]) => `<fieldset><legend>${escapeHtml(product)}</legend>${own.map(tick).join('')}</fieldset>`)
    .join('');
}

/** @param action path and query that the form is posted to: the page's own */
export function consentPage(action: string, accounts: readonly Account[], scopes: readonly string[]): string {
  const durations = [
    choice('radio', 'duration', 'once', 'One time', true),
    choice('radio', 'duration', '30d', 'For 30 days', false),
    choice('radio', 'duration', '180d', 'For 180 days', false),
  ];
  return page(
    'Google',
    'Share a copy of your data',
    `<h1>Share a copy of your data</h1>
<form method="post" action="${escapeHtml(action)}">
${people(accounts)}
<fieldset><legend>Select what to share</legend>${ticks(scopes)}</fieldset>
<fieldset><legend>How long may the app get copies?</legend>${durations.join('')}</fieldset>
${decisions('Cancel', 'Allow')}
</form>`,
  );
}
