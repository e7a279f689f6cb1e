/** local/simulators/home-page.ts — what stands at the simulator's own address: who is simulated, and how to change it. */
import type { Account } from './accounts.ts';
import { page } from './page.ts';
import { escapeHtml } from './reply.ts';

const TITLES = { google: 'Google', tiktok: 'TikTok' } as const;

const listOf = (accounts: readonly Account[]): string =>
  `<ul>${accounts.map(({ id, name }) => `<li>${escapeHtml(name)}<br><code>${escapeHtml(id)}</code></li>`).join('')}</ul>`;

export const homePage = (accounts: readonly Account[]): string =>
  page(
    'platforms',
    'The simulated platforms',
    `<h1>The simulated platforms</h1>
<p>They stand in for the real ones, so that a study can be tried before a platform has approved it. Nobody signs in
here: open a donation link, and the sign-in leads to the right page, where these people can be chosen.</p>
${[...Map.groupBy(accounts, ({ provider }) => provider)]
  .map(([provider, own]) => `<h2>${TITLES[provider]}</h2>\n${listOf(own)}`)
  .join('\n')}
<p>Programs find the people at <code>GET /simulator/accounts</code>, add their own or change one by
<code>PUT /simulator/accounts/{id}</code>, and see at <code>GET /simulator/requests</code> what was asked.</p>`,
  );
