/** test/chaos/donor.ts — one donation under attack: a participant who does what the page says until it is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { donate, openLink, participant } from '../../local/walk.ts';
import { insist } from '../support/insist.ts';
import type { Service } from '../support/service.ts';
import type { DonationView, TestStudy } from '../support/study.ts';
import type { Plan } from './plan.ts';

export type Given = {
  readonly id: string;
  readonly plan: Plan;
  readonly account: string;
  /** Whether it was withdrawn: then nothing of it may be left. */
  erased: boolean;
  /** How often the participant signed in. */
  attempts: number;
};

const LOOK_EVERY_MS = 250;

type Tools = {
  readonly service: Service;
  readonly study: TestStudy;
  /** Paths of an archive's parts. */
  readonly archive: (rows: number, parts: number) => readonly string[];
};

const needsSigningIn = ({ status, data_types, error }: DonationView): boolean =>
  status === 'pending' ||
  (status === 'error' && error?.retryable === true) ||
  (status === 'processed' && data_types.some(({ state }) => ['failed', 'expired', 'not_granted'].includes(state)));

export const isDone = ({ status, data_types }: DonationView): boolean =>
  status === 'processed' && data_types.every(({ state }) => state === 'ready' || state === 'empty');

/**
 * Creates a donation and sees it through: signs in, again where the page asks for it, and withdraws where planned.
 * @param giveUpAt milliseconds since the epoch
 * @throws Error when it is stuck
 */
export async function see({ service, study, archive }: Tools, plan: Plan, giveUpAt: number): Promise<Given> {
  const account = crypto.randomUUID();
  const healthy = { archives: { 'myactivity.youtube': archive(plan.rows, plan.parts) }, polls: plan.polls };
  const { ranges, url_ttl_seconds, final_state } = plan;
  const faults = plan.faults.map(({ on, times, kind }) => ({ on, times, ...kind }));
  await study.account(account, { ...healthy, ranges, url_ttl_seconds, final_state, faults });
  const key = { 'idempotency-key': account };
  const body = { source_type: 'google_portability', requested_data_types: plan.types };
  const created = await insist(async () => {
    const answer = await study.api.post<DonationView>('/api/donations/', body, key);
    if (answer.status !== 201) throw new Error(`Creating answered ${answer.status}`);
    return answer.body;
  }, giveUpAt);
  const given: Given = { id: created.id, plan, account, erased: false, attempts: 0 };
  const browser = participant(service.origin);
  const began = Date.now();
  let mayTakeBack = plan.takeBack !== null;

  for (;;) {
    const passed = Date.now() - began;
    if (plan.withdrawal && passed > plan.withdrawal.after) {
      await insist(() => withdraw(plan.withdrawal?.by ?? 'researcher'), giveUpAt);
      given.erased = true;
      return given;
    }
    if (mayTakeBack && passed > (plan.takeBack ?? 0)) {
      mayTakeBack = false;
      await fetch(`${service.simulator.url}/simulator/accounts/${account}/grants`, { method: 'DELETE' });
    }
    const view = await insist(() => look(), giveUpAt);
    if (isDone(view) && !plan.withdrawal) return given;
    if (needsSigningIn(view)) await signIn();
    else if (plan.reads) await read().catch(() => {});
    if (Date.now() > giveUpAt) throw new Error(`Stuck: ${JSON.stringify(view).slice(0, 3000)}`);
    await sleep(LOOK_EVERY_MS);
  }

  async function look(): Promise<DonationView> {
    const answer = await study.api.get<DonationView>(`/api/donations/${given.id}/`);
    if (answer.status !== 200) throw new Error(`Looking answered ${answer.status}`);
    return answer.body;
  }

  async function signIn(): Promise<void> {
    given.attempts += 1;
    // Whoever tries a third time does so on another day.
    if (given.attempts > 2) await study.account(account, healthy);
    await donate(browser, created.donation_url, { account }).catch(() => {});
  }

  async function read(): Promise<void> {
    await study.api.get(`/api/donations/${given.id}/data/?data_type=youtube_history&limit=10`);
    await study.api.get(`/api/donations/${given.id}/data/youtube_history.csv`);
  }

  async function withdraw(by: 'researcher' | 'participant' | string): Promise<void> {
    if (by === 'participant') await openLink(browser, created.donation_url).catch(() => {});
    const { status } =
      by === 'participant'
        ? await browser.call('DELETE', `/api/participant/donations/${given.id}/`)
        : await study.api.delete(`/api/donations/${given.id}/`);
    if (status !== 200 && status !== 204) throw new Error(`Withdrawing answered ${status}`);
  }
}
