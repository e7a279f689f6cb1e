import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, authorizeUrl, donate, openLink, participant, until } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
let youtube: string;
beforeAll(async () => {
  stack = await testStack({ env: { PROVIDER_TIMEOUT_SECONDS: '1' } });
  study = studyOf(stack);
  youtube = (await study.youtubeArchive('youtube', 300)).path;
});
afterAll(() => stack.close());

type Provider = 'answers' | 'is dead' | 'has taken the access back';
type Case = { readonly account: string; readonly id: string; readonly url: string };

const HOLD = { times: 1, delay_ms: 900 };
const archives = () => ({ 'myactivity.youtube': [youtube] });

/** Asked and not answered yet. */
const reached = (id: string, holds: (view: { status: string; step: string }) => boolean) =>
  until(() => study.view(id), holds);
const browserWith = async ({ url }: Case) => {
  const browser = participant(stack.origin);
  await openLink(browser, url);
  return browser;
};
const authorize = ({ account, url }: Case) => donate(participant(stack.origin), url, { account });

/** Brings a donation into a state. */
const STATES: Readonly<Record<string, (donation: Case) => Promise<unknown>>> = {
  'just created': async () => {},
  'with its link open': (donation) => browserWith(donation),
  'with its consent accepted': async (donation) => accept(await browserWith(donation), donation.id),
  'while the participant is at the provider': async (donation) => {
    const browser = await browserWith(donation);
    await accept(browser, donation.id);
    await authorizeUrl(browser, donation.id);
  },
  'just authorized': authorize,
  'while exports are awaited': async (donation) => {
    await study.account(donation.account, { archives: archives(), polls: 100_000 });
    await authorize(donation);
    await reached(donation.id, ({ step }) => step === 'poll');
  },
  'while exports are asked for': async (donation) => {
    await study.account(donation.account, { archives: archives(), faults: [{ on: 'initiate', ...HOLD }] });
    await authorize(donation);
    await reached(donation.id, ({ step }) => step === 'initiate');
  },
  'while a part is downloaded': async (donation) => {
    await study.account(donation.account, { archives: archives(), polls: 0, faults: [{ on: 'download', ...HOLD }] });
    await authorize(donation);
    await reached(donation.id, ({ step }) => step === 'download');
  },
  processed: async (donation) => {
    await authorize(donation);
    await reached(donation.id, ({ status }) => status === 'processed');
  },
  'in error': async (donation) => {
    await study.account(donation.account, { final_state: 'CANCELLED', polls: 0 });
    await authorize(donation);
    await reached(donation.id, ({ status }) => status === 'error');
  },
};

const PROVIDERS: Readonly<Record<Provider, (account: string) => Promise<unknown>>> = {
  answers: async () => {},
  'is dead': (account) =>
    study.account(account, {
      faults: ['token', 'initiate', 'state', 'download', 'reset', 'revoke'].map((on) => ({
        on,
        times: 1e6,
        status: 503,
      })),
    }),
  'has taken the access back': (account) =>
    fetch(`${stack.simulator.url}/simulator/accounts/${account}/grants`, { method: 'DELETE' }),
};

const cases = Object.keys(STATES).flatMap((state) =>
  (Object.keys(PROVIDERS) as Provider[]).map((provider, n) => ({
    state,
    provider,
    by: (n + state.length) % 2 ? ('participant' as const) : ('researcher' as const),
  })),
);

describe.concurrent('a donation is erased', () => {
  it.each(cases)('$state, when the provider $provider, by the $by', async ({ state, provider, by }) => {
    const account = crypto.randomUUID();
    await study.account(account, { archives: archives(), polls: 0 });
    const created = await study.create({ requested_data_types: ['youtube_history'] });
    const donation = { account, id: created.id, url: created.donation_url };
    const { id } = donation;
    const browser = await browserWith(donation);
    await STATES[state]?.(donation);
    await PROVIDERS[provider](account);

    // What the participant is told, the receipt must prove; what the researcher is told, too.
    if (by === 'participant') {
      const { status, body } = await browser.call('DELETE', `/api/participant/donations/${id}/`);
      expect([status, body.erased_at]).toEqual([200, expect.any(String)]);
    } else {
      expect((await study.api.delete(`/api/donations/${id}/`)).status).toBe(204);
    }
    const { status, body } = await study.api.get<{ code: string; receipt: string }>(`/api/donations/${id}/`);
    expect([status, body.code]).toEqual([410, 'erased']);

    const receipt = async () => (await study.api.get(`/api/receipts/${body.receipt}/`)).body;
    const proof = await until(receipt, ({ verified_at }) => verified_at !== null);
    expect(await stack.objectKeys(id)).toEqual([]);
    expect((await stack.items(id)).map(({ sk }) => sk)).toEqual(['META']);
    expect(await stack.hasGrant(id)).toBe(false);
    expect(Date.parse(String(proof.verified_at))).toBeGreaterThanOrEqual(Date.parse(String(proof.erased_at)));
    if (provider !== 'is dead') {
      const done = await until(receipt, ({ revocation }) => revocation !== 'pending');
      expect(done.revocation).toMatch(/^(done|dead|not_needed)$/);
    } else {
      expect(proof.revocation).toMatch(/^(pending|not_needed)$/);
    }

    expect((await study.api.delete(`/api/donations/${id}/`)).status).toBe(204);
    const again = await browser.call('DELETE', `/api/participant/donations/${id}/`);
    expect([again.status, again.body.receipt]).toEqual([200, body.receipt]);
    const token = new URL(donation.url).hash.slice(1);
    const opened = await participant(stack.origin).call('POST', '/api/participant/session/', { body: { token } });
    expect([opened.status, opened.body.code, opened.body.receipt]).toEqual([410, 'erased', body.receipt]);
    const listed = await study.api.get<{ id: string }[]>('/api/donations/?status=erased');
    expect(listed.body.map((tombstone) => tombstone.id)).toContain(id);
  });
});
