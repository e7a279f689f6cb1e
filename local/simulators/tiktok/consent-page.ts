/** local/simulators/tiktok/consent-page.ts — the page on which a person decides what TikTok gives out. */
import type { Account } from '../accounts.ts';
import { choice, decisions, page, people } from '../page.ts';
import { escapeHtml } from '../reply.ts';
import { SCOPES } from './scopes.ts';

/** @param action path and query that the form is posted to: the page's own */
export function consentPage(action: string, accounts: readonly Account[], scopes: readonly string[]): string {
  const ticks = scopes.map((scope) => choice('checkbox', 'scope', scope, SCOPES.get(scope) ?? scope, true));
  return page(
    'TikTok',
    'Authorise an app',
    `<h1>An app would like to get your data</h1>
<form method="post" action="${escapeHtml(action)}">
${people(accounts)}
<fieldset><legend>Edit access</legend>${ticks.join('')}</fieldset>
${decisions('Cancel', 'Authorise')}
</form>`,
  );
}
