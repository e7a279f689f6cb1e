/** local/simulators/page.ts — how the simulated platforms' pages look: plain forms, marked as no platform's own. */
import type { Account } from './accounts.ts';
import { escapeHtml } from './reply.ts';

export const STYLE = `
:root { color-scheme: light dark; --ink: #1f1f1f; --soft: #5f6368; --paper: #fff; --ground: #f0f4f9; --line: #c4c7c5; --go: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e3e3; --soft: #c4c7c5; --paper: #131314; --ground: #1e1f20; --line: #5f6368; --go: #a8c7fa } }
* { box-sizing: border-box }
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 1rem auto; padding: 1.5rem; background: var(--paper); border-radius: 1rem }
.mark { margin: 0 0 1rem; padding: .5rem .75rem; border: 1px dashed var(--line); border-radius: .5rem; font-size: .875rem; color: var(--soft) }
h1 { font-size: 1.4rem; font-weight: 500; margin: 0 0 1rem }
fieldset { border: 0; border-top: 1px solid var(--line); margin: 0; padding: 1rem 0 }
legend { float: left; width: 100%; font-weight: 600; padding: 0 0 .5rem }
legend + * { clear: both }
fieldset fieldset { border: 0; padding: 0 0 .5rem; min-width: 0 }
fieldset fieldset legend { padding: .5rem 0 0; font-weight: 500; color: var(--soft) }
label span { min-width: 0; overflow-wrap: anywhere }
label { display: flex; gap: .75rem; align-items: start; min-height: 2.75rem; padding: .5rem 0; cursor: pointer }
input { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; flex: none; accent-color: var(--go) }
.buttons { display: flex; gap: .75rem; justify-content: end; padding-top: .5rem }
button { min-height: 2.75rem; padding: 0 1.5rem; border-radius: 1.5rem; border: 1px solid var(--line); background: none; color: var(--go); font: inherit; font-weight: 600; cursor: pointer }
button.go { background: var(--go); color: var(--paper); border-color: var(--go) }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem }
ul { margin: 0; padding: 0; list-style: none }
li { padding: .5rem 0; border-top: 1px solid var(--line) }
code { overflow-wrap: anywhere; font-size: .875rem; padding: .1rem .35rem; border-radius: .3rem; background: var(--ground) }
`;

/** A page of a simulated platform. */
export const page = (platform: string, title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/style.css"></head>
<body><main>
<p class="mark">Simulated ${platform}: no real account, no real data.</p>
${body}
</main></body></html>`;

/** What stands where a request is refused on sight of the person. */
export const errorPage = (platform: string, title: string, detail: string): string =>
  page(platform, title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p>`);

export const choice = (type: string, name: string, value: string, label: string, checked: boolean): string =>
  `<label><input type="${type}" name="${name}" value="${escapeHtml(value)}"${checked ? ' checked' : ''}> <span>${escapeHtml(label)}</span></label>`;

/** The choice of an account, as the field `account`. */
export const people = (accounts: readonly Account[]): string =>
  `<fieldset><legend>Choose an account</legend>${accounts
    .map(({ id, name }, at) => choice('radio', 'account', id, name, at === 0))
    .join('')}</fieldset>`;

/** The two ways to leave the page, as the field `decision`. */
export const decisions = (deny: string, allow: string): string =>
  `<div class="buttons"><button name="decision" value="deny">${deny}</button><button class="go" name="decision" value="allow">${allow}</button></div>`;
