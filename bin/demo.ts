/** bin/demo.ts — `npm run demo`: one donation from link to rows, in the terminal, by the simulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { styleText } from 'node:util';
import { requireNode } from '../local/node-version.ts';
import { startStack } from '../local/stack.ts';
import { accept, answerProvider, authorizeUrl, openLink, participant, researcher } from '../local/walk.ts';

requireNode();

type Counts = { readonly kept: number; readonly outside_period: number };
type Donation = {
  readonly status: string;
  readonly step: string;
  readonly data_types: readonly { data_type: string; state: string; counts: Counts }[];
};

const bold = (text: string): string => styleText('bold', text);
const dim = (text: string): string => styleText('dim', text);
const say = (who: string, what: string): void => console.log(`${styleText('cyan', who.padEnd(12))} ${what}`);

const PERIOD = { data_start_date: '2024-01-01', data_end_date: '2024-12-31' };
const TYPES = ['youtube_history', 'search', 'discover'];

console.log(bold('\nA donation, from the link to the rows\n'));
const home = mkdtempSync(path.join(tmpdir(), 'datagift-demo-'));
const stack = await startStack({ home, env: { POLL_UNIT_SECONDS: '0.3' } });
try {
  say('service', `runs at ${stack.origin}, with a simulated Google at ${stack.simulator?.url}`);
  const { post, get } = researcher(stack.origin, stack.researcherToken);
  const { body: created } = await post<{ id: string; donation_url: string }>('/api/donations/', {
    source_type: 'google_portability',
    requested_data_types: TYPES,
    ...PERIOD,
  });
  say('researcher', `asks for ${TYPES.join(', ')} of ${PERIOD.data_start_date} to ${PERIOD.data_end_date}`);
  say('', dim(`donation ${created.id}, link ${stack.origin}/donate/#dgd_…`));

  const browser = participant(stack.origin);
  const id = await openLink(browser, created.donation_url);
  say('participant', 'opens the link; the token becomes a session');
  await accept(browser, id);
  say('participant', 'reads the consent text and accepts it');
  const url = await authorizeUrl(browser, id);
  say('participant', 'signs in at Google as “maija” and ticks every box, once');
  const callback = await answerProvider(browser, url, { account: 'maija' });
  await browser.call('GET', callback);

  const path = `/api/donations/${id}/`;
  let seen = '';
  let donation = (await get<Donation>(path)).body;
  while (donation.status !== 'processed' && donation.status !== 'error') {
    if (donation.step !== seen) say('service', `${donation.status}: ${donation.step}`);
    seen = donation.step;
    await new Promise((resolve) => setTimeout(resolve, 200));
    donation = (await get<Donation>(path)).body;
  }
  say('service', bold(donation.status));
  for (const { data_type, state, counts } of donation.data_types) {
    const kept = counts.kept.toLocaleString('en');
    const removed = counts.outside_period.toLocaleString('en');
    say('', `${data_type.padEnd(16)} ${state.padEnd(6)} ${kept} rows kept, ${removed} outside the period removed`);
  }
  for (const { data_type } of donation.data_types) {
    const query = `${path}data/?data_type=${data_type}&limit=3`;
    const { body } = await get<{
      count: number;
      data: { time: string | null; title: string | null; content_url?: string | null }[];
    }>(query);
    say('researcher', `reads ${data_type}, the newest of ${body.count.toLocaleString('en')}:`);
    for (const row of body.data)
      say('', dim(`${row.time ?? '(no time)'}  ${(row.title ?? row.content_url ?? '').slice(0, 70)}`));
  }
  const { body: withdrawn } = await browser.call<{ receipt: string }>('DELETE', `/api/participant/donations/${id}/`, {
    body: {},
  });
  say('participant', `withdraws; receipt ${withdrawn.receipt}`);
  say('researcher', `asks again and gets ${(await get(path)).status} Gone`);
  console.log(`\nTry it yourself: ${bold('npm start')}, then open the link it prints.\n`);
} finally {
  await stack.close();
  rmSync(home, { recursive: true, force: true });
}
