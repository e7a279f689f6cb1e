/** bin/admin/donations.ts — the commands on one donation: how it stands, pushing it on, erasing it. Never its content. */
import { type Donation, isOpen } from '../../functions/core/donation.ts';
import { eraseDonation } from '../../functions/erase-donation.ts';
import { listDataTypes } from '../../functions/store/data-types.ts';
import { isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { isDonationRunning, type Resumed, resumeDonation, resumeRelease } from '../../functions/store/executions.ts';
import { hasGrant } from '../../functions/store/grants.ts';
import { listJobs } from '../../functions/store/jobs.ts';
import { findReceipt } from '../../functions/store/receipts.ts';
import { beginWork, listWork } from '../../functions/store/work.ts';
import { confirm } from './ask.ts';
import { type Command, facts, type Output, readOne, type Service } from './command.ts';

/** @throws Error when there is no such donation */
async function lookUp(id: string) {
  const stored = await lookUpDonation(id);
  if (!stored) throw new Error(`There is no donation ${id}.`);
  return stored;
}

/** Executions are started and followed only where they run. @throws Error saying what to do */
function needMachines({ name }: Service): void {
  if (process.env.DONATION_MACHINE_ARN) return;
  throw new Error(`Start ${name} first (npm start), or name a deployed one with --stack.`);
}

async function showTombstone(
  stored: Extract<Awaited<ReturnType<typeof lookUp>>, { erased_at: string }>,
): Promise<Output> {
  const { id, erased_at, erased_by, receipt } = stored;
  const proof = await findReceipt(receipt);
  const json = { id, status: 'erased', erased_at, erased_by, receipt, ...proof };
  const pairs = [
    ['Donation', id],
    ['Status', `erased by ${erased_by}, ${erased_at}`],
    ['Receipt', receipt],
    ['Verified', proof?.verified_at],
    ['Access at the platform', proof?.revocation],
  ] as const;
  return { json, text: facts(pairs) };
}

async function describe(id: string): Promise<Output> {
  const stored = await lookUp(id);
  if (isTombstone(stored)) return showTombstone(stored);
  const { status, step, execution } = stored;
  const [types, jobs, grant, work] = await Promise.all([
    listDataTypes(id),
    listJobs(id, execution),
    hasGrant(id),
    listWork(),
  ]);
  const running = process.env.DONATION_MACHINE_ARN && execution ? await isDonationRunning(id, execution) : null;
  const since = work.find(({ donation_id }) => donation_id === id)?.since ?? null;
  const shown = {
    ...{ id, status, step, execution, running, holds_grant: grant, looked_after_since: since },
    ...{ created_at: stored.created_at, authorized_at: stored.authorized_at ?? null, error: stored.error ?? null },
    ...{ next_check_at: stored.next_check_at ?? null, retention_until: stored.retention_until ?? null },
    timeline: stored.timeline,
    data_types: types.map(({ data_type, state, reason, counts }) => ({
      data_type,
      state,
      reason: reason ?? null,
      counts,
    })),
    jobs: jobs.map(({ group, state, polls, retries, next_at, reason }) => ({
      group,
      state,
      polls,
      retries,
      next_at,
      reason,
    })),
  };
  const pairs = [
    ['Donation', id],
    ['Status', `${status}, step ${step}${stored.error ? ` (${stored.error})` : ''}`],
    ['Execution', execution ? `${execution}${running === null ? '' : running ? ', running' : ', not running'}` : null],
    ['Access', grant ? 'held' : 'not held'],
    ['Looked after since', since],
    ['Next check', stored.next_check_at],
    ['Kept until', stored.retention_until],
    ...stored.timeline.map(({ step: reached, at }) => [`Reached ${reached}`, at]),
    ...types.map(({ data_type, state, reason, counts }) => [
      data_type,
      `${state}${reason ? ` (${reason})` : ''}, ${counts.kept} of ${counts.seen} rows kept`,
    ]),
    ...jobs.map(({ group, state, polls, next_at }) => [
      group,
      `${state}, asked ${polls} times, next ${next_at ?? '–'}`,
    ]),
  ] as (readonly [string, unknown])[];
  return { json: shown, text: facts(pairs) };
}

const show: Command = (args) => {
  const { word, asJson } = readOne(args, 'donation by its id');
  return { asJson, run: () => describe(word) };
};

/** An open donation is run again, as the sweep would; one that has ended needs its participant. */
const retry: Command = (args) => {
  const { word: id, asJson } = readOne(args, 'donation by its id');
  const run = async (service: Service): Promise<Output> => {
    needMachines(service);
    const stored = await lookUp(id);
    if (isTombstone(stored)) throw new Error(`${id} is erased: there is nothing to try again.`);
    if (!stored.execution) throw new Error(`${id} waits for its participant: nothing has been authorized yet.`);
    if (stored.reviewing?.release_at) return releaseAgain(stored);
    if (stored.reviewing) {
      const { until } = stored.reviewing;
      throw new Error(`${id} is under review: its participant releases it, or it is released on ${until}.`);
    }
    if (!isOpen(stored)) {
      throw new Error(`${id} has ended (${stored.status}). Its participant can authorize again by the same link.`);
    }
    await beginWork(id, Date.now());
    const outcome = await resumeDonation(id, stored.execution);
    return resumed(
      id,
      outcome,
      `${id} was run as often as it may be; the next sweep ends it with a reason, and its participant can try again.`,
    );
  };
  return { asJson, run };
};

function resumed(id: string, outcome: Resumed, givenUp: string): Output {
  const text = {
    running: `${id} is being worked on; nothing had to be done.`,
    started: `${id} goes on where it was.`,
    given_up: givenUp,
  }[outcome];
  return { json: { id, outcome }, text, failed: outcome === 'given_up' };
}

/** A release that stands still is run again, as the sweep would. */
async function releaseAgain({ id, execution }: Donation): Promise<Output> {
  await beginWork(id, Date.now());
  const outcome = await resumeRelease(id, execution);
  return resumed(
    id,
    outcome,
    `The release of ${id} was run as often as it may be: docs/runbook.md says what to look at.`,
  );
}

const erase: Command = (args) => {
  const { word: id, asJson, yes } = readOne(args, 'donation by its id');
  const run = async (service: Service): Promise<Output> => {
    needMachines(service);
    const stored = await lookUp(id);
    if (isTombstone(stored)) return showTombstone(stored);
    await confirm(`This erases ${id} and all its data from ${service.name}, for good.`, yes);
    const receipt = await eraseDonation(id, 'operator', Date.now());
    return {
      json: { id, receipt },
      text: `${id} is being erased; nobody can read it any more.\nReceipt  ${receipt}`,
    };
  };
  return { asJson, run };
};

export const DONATION_COMMANDS: Readonly<Record<string, Command>> = { show, retry, erase };
