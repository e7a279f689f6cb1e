/** test/support/interleave.ts — steps, faults and withdrawals in any order and side by side, and what must hold. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { openTable } from '../../functions/archive/table.ts';
import { isBalanced } from '../../functions/core/accounting.ts';
import { HOUR_MS, MINUTE_MS } from '../../functions/core/clock.ts';
import {
  type Donation,
  isTerminal,
  type StoredStatus,
  type Tombstone,
  TRANSITIONS,
} from '../../functions/core/donation.ts';
import { STEP_ERRORS } from '../../functions/core/errors.ts';
import { ProviderError } from '../../functions/providers/provider.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as close } from '../../functions/steps/close.ts';
import { handler as download } from '../../functions/steps/download.ts';
import { handler as eraseItems } from '../../functions/steps/erase/items.ts';
import { handler as eraseMark } from '../../functions/steps/erase/mark.ts';
import { handler as eraseObjects } from '../../functions/steps/erase/objects.ts';
import { handler as eraseRevoke } from '../../functions/steps/erase/revoke.ts';
import { handler as eraseStop } from '../../functions/steps/erase/stop.ts';
import { handler as eraseVerify } from '../../functions/steps/erase/verify.ts';
import { handler as fail } from '../../functions/steps/fail.ts';
import { handler as filter } from '../../functions/steps/filter.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { handler as poll } from '../../functions/steps/poll.ts';
import { handler as store } from '../../functions/steps/store.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { listDataTypes } from '../../functions/store/data-types.ts';
import { isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { hasGrant } from '../../functions/store/grants.ts';
import { objectSource } from '../../functions/store/objects.ts';
import { findDataObject } from './data-objects.ts';
import { by, drive, snapshot } from './drive.ts';
import { authorizeAgain, authorizedDonation, type Ids, later, type Parts, sessionWith, signIn } from './steps.ts';

const TYPES = ['youtube_history', 'search', 'google_lens'];
const GROUPS = ['myactivity.youtube', 'myactivity.search'];
const ACCOUNT = 'anyone';
/** Errors that the state machine hands to `fail`. */
const ERRORS = ['GrantLost', 'RetryableProviderError', 'TypeError', 'States.Timeout'];

const FAULTS = [
  { status: 500 },
  { status: 503, body: '<html>' },
  { status: 429, headers: { 'Retry-After': '60' } },
  { status: 0 },
];

type World = {
  readonly parts: Parts;
  readonly donationId: string;
  readonly sessionHash: string;
  /** Path of the archive of the group that has rows. */
  readonly archive: string;
};
type Step = { readonly name: string; readonly stale: boolean; readonly pick: number };

const at = <Value>(values: readonly Value[], pick: number): Value => values[pick % values.length] as Value;

/** Sets the account up. */
const account = ({ parts, archive }: World, settings: object = {}) =>
  parts.account(ACCOUNT, { archives: { [GROUPS[0] as string]: [archive] }, polls: 1, ...settings });

const STEPS: Readonly<Record<string, (ids: Ids, pick: number, world: World) => unknown>> = {
  authorize: (ids) => authorize(ids),
  initiate: (ids) => initiate(ids),
  poll: (ids) => poll(ids),
  download: (ids, pick) => download({ ...ids, group: at(GROUPS, pick), part: 0 }),
  filter: (ids, pick) => filter({ ...ids, group: at(GROUPS, pick), part: 0, batch: 0 }),
  store: (ids, pick) => storeIfPolled(ids, at(TYPES, pick)),
  finish: (ids) => finish(ids),
  close: (ids) => close(ids),
  fail: (ids, pick) => fail({ ...ids, error: at(ERRORS, pick) }),
  failGroup: (ids, pick) => fail({ ...ids, error: at(ERRORS, pick), group: at(GROUPS, pick) }),
  failFinally: (ids, pick) => fail({ ...ids, error: at(ERRORS, pick), final: true }),
  drive: (ids) => drive(ids, 12),
  sweep: () => sweep({}),
  minutes: (_, pick) => later((1 + (pick % 60)) * MINUTE_MS),
  hours: (_, pick) => later((1 + (pick % 48)) * HOUR_MS),
  fault: (_, pick, world) =>
    account(world, {
      faults: [{ on: at(['token', 'initiate', 'state', 'download', 'reset'], pick), times: 2, ...at(FAULTS, pick) }],
    }),
  failing: (_, pick, world) => account(world, { final_state: at(['FAILED', 'CANCELLED', 'COMPLETE'], pick) }),
  takeBack: (_, __, { parts }) =>
    fetch(`${parts.simulator.url}/simulator/accounts/${ACCOUNT}/grants`, { method: 'DELETE' }),
  authorizeAgain: (ids, _, { sessionHash }) => authorizeAgain(ids, sessionHash, TYPES, { account: ACCOUNT }),
  signIn: (ids, pick, { sessionHash }) =>
    signIn(ids, sessionHash, [at(GROUPS, pick)], pick % 5 ? { account: ACCOUNT } : undefined),
};

const ERASING: Readonly<Record<string, (ids: Ids) => unknown>> = {
  mark: ({ donationId }) => eraseMark({ donationId, by }),
  stop: ({ donationId }) => eraseStop({ donationId, by }),
  objects: ({ donationId }) => eraseObjects({ donationId, by }),
  items: ({ donationId }) => eraseItems({ donationId, by }),
  revoke: ({ donationId }) => eraseRevoke({ donationId, by }),
  verify: ({ donationId }) => eraseVerify({ donationId, by }),
};

/** The machine stores a type only when Poll says that its exports have ended. */
async function storeIfPolled(ids: Ids, dataType: string): Promise<unknown> {
  const { next, dataTypes } = await poll(ids);
  return next === 'store' && dataTypes.includes(dataType) ? store({ ...ids, dataType }) : {};
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...Object.keys(STEPS)) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(ERASING)) },
  ),
  stale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  pick: fc.nat(1000),
});

/** Up to three steps side by side. */
export const scheduleArbitrary = fc.array(fc.array(stepArbitrary, { minLength: 1, maxLength: 3 }), { maxLength: 25 });

type Seen = Donation | Tombstone;

/** Every status that the table lets follow, over as many steps as ran side by side. */
function reachable(from: StoredStatus, hops: number): ReadonlySet<StoredStatus> {
  let found = new Set<StoredStatus>([from]);
  for (let hop = 0; hop < hops; hop += 1) found = new Set([...found, ...[...found].flatMap((one) => TRANSITIONS[one])]);
  return found;
}

/** What must hold at any time. @param hops how many status changes there may have been since */
async function check(before: Seen, now: Seen, hops: number): Promise<void> {
  if (isTombstone(before)) {
    expect(now).toMatchObject({ receipt: before.receipt, erased_at: before.erased_at });
  }
  if (isTombstone(now) || isTombstone(before)) return;
  expect([...reachable(before.status, hops)]).toContain(now.status);
  const times = now.timeline.map(({ at: time }) => time);
  expect(times).toEqual([...times].sort());
  for (const { counts } of await listDataTypes(now.id)) expect(isBalanced(counts)).toBe(true);
}

/** Runs steps as the interpreter does: of what they throw only errors with a name of ours count as no defect. */
async function run(world: World, steps: readonly Step[]): Promise<void> {
  const stored = await lookUpDonation(world.donationId);
  const execution = stored && !isTombstone(stored) ? stored.execution : 1;
  await Promise.all(
    steps.map(async ({ name, stale, pick }) => {
      const ids = { donationId: world.donationId, execution: stale ? execution - 1 : execution };
      try {
        await (STEPS[name] ?? ERASING[name])?.(ids, pick, world);
      } catch (error) {
        const { name: thrown, message } = error as Error;
        // What the callback makes a page of, and a drive of ours that was too short.
        if (error instanceof ProviderError || message === 'It never came to an end') return;
        if (!STEP_ERRORS.includes(thrown as never)) throw error;
      }
    }),
  );
}

/** Lets everything come to its end, undisturbed. */
async function comeToAnEnd(world: World): Promise<void> {
  await account(world, { polls: 0 });
  const stored = (await lookUpDonation(world.donationId)) as Seen;
  if (isTombstone(stored)) {
    for (const step of ['mark', 'stop', 'objects', 'items', 'revoke'])
      await ERASING[step]?.({ ...world, execution: 0 });
    const input = { donationId: world.donationId, by };
    while ((await eraseVerify(input)).next === 'wait');
    for (let n = 0; n < 12 && (await eraseRevoke(input)).next === 'wait'; n += 1) later(24 * HOUR_MS);
    return;
  }
  const ids = { donationId: world.donationId, execution: stored.execution };
  const machine = async () => {
    if ((await authorize(ids)).resumeAt === 'close') return;
    await initiate(ids);
    await drive(ids);
    await finish(ids);
  };
  await machine().catch(async (error: Error) => {
    if (error.name !== 'GrantLost') throw error;
    await fail({ ...ids, error: 'GrantLost' });
    await drive(ids);
    await finish(ids);
  });
  // Sign-ins that nobody goes on with are given back after a day.
  if (stored.sign_ins) later(24 * HOUR_MS);
  for (let n = 0; n < 100 && (await close(ids)).next === 'wait'; n += 1) later(6 * HOUR_MS);
}

/** What must hold in the end: nothing stuck, nothing left over, every row of a ready type there once. */
async function checkEnd({ donationId }: World, rows: readonly number[]): Promise<void> {
  const stored = (await lookUpDonation(donationId)) as Seen;
  const { items, objects } = await snapshot({ donationId, execution: 0 });
  expect(await hasGrant(donationId)).toBe(false);
  if (isTombstone(stored)) {
    expect([items.map(({ sk }) => sk), objects]).toEqual([['META'], []]);
    return;
  }
  expect(['processed', 'error', 'pending']).toContain(stored.status);
  const types = await listDataTypes(donationId);
  const ready = types.filter(({ state }) => state === 'ready').map(({ data_type }) => data_type);
  expect(objects).toEqual(ready.map((name) => `data/${donationId}/${name}.parquet`));
  if (stored.status !== 'pending') for (const { state } of types) expect(isTerminal(state)).toBe(true);
  for (const name of ready) {
    const object = await findDataObject(donationId, name);
    if (!object) throw new Error(`${name} has no item`);
    const table = await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes });
    const times: unknown[] = [];
    for await (const group of table.rows()) times.push(...group.map(({ time }) => time));
    expect(times).toEqual(rows);
  }
}

/** @param rows times of the archive's records, newest first */
export async function interleave(
  parts: Parts,
  archive: string,
  rows: readonly number[],
  schedule: readonly (readonly Step[])[],
): Promise<void> {
  await parts.reset();
  const world = { parts, archive, donationId: '', sessionHash: '' };
  await account(world);
  const { donationId } = await authorizedDonation({ types: TYPES }, { account: ACCOUNT });
  Object.assign(world, { donationId, sessionHash: await sessionWith(donationId) });
  for (const steps of schedule) {
    const before = (await lookUpDonation(donationId)) as Seen;
    await run(world, steps);
    await check(before, (await lookUpDonation(donationId)) as Seen, steps.length * 2);
  }
  await comeToAnEnd(world);
  await checkEnd(world, rows);
}
