/** test/support/releasing.ts — donations under review, released step by step, and what that comes to. */
import { createHash } from 'node:crypto';
import { openTable } from '../../functions/archive/table.ts';
import type { Row } from '../../functions/archive/types.ts';
import { DAY_MS, toTimestamp } from '../../functions/core/clock.ts';
import type { DataObject, Donation } from '../../functions/core/donation.ts';
import { newId } from '../../functions/core/id.ts';
import type { Removal, Selection } from '../../functions/core/review.ts';
import { releaseDonation } from '../../functions/release-donation.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as flip } from '../../functions/steps/release/flip.ts';
import { handler as plan } from '../../functions/steps/release/plan.ts';
import { handler as rewrite } from '../../functions/steps/release/rewrite.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { putItem, queryItems } from '../../functions/store/items.ts';
import {
  deletePrefix,
  listKeys,
  objectPrefix,
  objectSize,
  objectSource,
  putBytes,
} from '../../functions/store/objects.ts';
import { saveRemoval } from '../../functions/store/removals.ts';
import { noteReview } from '../../functions/store/reviews.ts';
import { keys } from '../../functions/store/table.ts';
import { findDataObject } from './data-objects.ts';
import { begin, donationOf, drive, snapshot, typeOf } from './drive.ts';
import type { Ids } from './steps.ts';

/** Of the first some rows are removed, of the second all, of the third none. */
export const TYPES = ['youtube_history', 'search', 'google_lens'] as const;
/** What is removed of the first: at its beginning, on both sides of the border of two row groups, at its end. */
export const REMOVED = [0, 1, 2, 700, 4094, 4095, 4096, 5999];
const SELECTIONS: readonly Selection[] = [
  { data_type: 'youtube_history', rows: REMOVED.slice(0, 5) },
  { data_type: 'youtube_history', rows: REMOVED.slice(3) },
  { data_type: 'search', all: true },
];

/** A donation whose rows are awaited, and are to be reviewed. */
export async function requested(more: Partial<Donation> = {}): Promise<Ids> {
  const ids = await begin(TYPES);
  await updateDonation(ids.donationId, {}, { review: { days: 7 }, ...more });
  return ids;
}

/** A donation whose rows have all arrived. */
export async function arrived(more: Partial<Donation> = {}): Promise<Ids> {
  const ids = await requested(more);
  await drive(ids);
  for (const area of ['raw', 'runs'] as const) await deletePrefix(objectPrefix(area, ids.donationId));
  return ids;
}

/** Under review, with removals and a copy that the participant has downloaded. */
export async function reviewed(more: Partial<Donation> = {}): Promise<Ids> {
  const ids = await arrived(more);
  await review(ids);
  return ids;
}

/** What has arrived comes under review; some of it is removed. */
export async function review(ids: Ids): Promise<void> {
  await finish(ids);
  const removals = SELECTIONS.map((one): Removal => ({ ...one, id: newId('rem'), count: 1, created_at: '2026' }));
  // A leftover, which does not hold: of a call that was interrupted.
  const leftover: Removal = { data_type: 'google_lens', all: true, id: newId('rem'), count: 1, created_at: '2026' };
  for (const removal of [...removals, leftover]) await saveRemoval(ids.donationId, removal);
  const { reviewing } = await donationOf(ids);
  if (!reviewing) throw new Error('It is not under review');
  const named = removals.map(({ id, data_type }) => ({ id, data_type }));
  await updateDonation(ids.donationId, {}, { reviewing: { ...reviewing, version: 1, removals: named } });
  await putBytes(`${objectPrefix('exports', ids.donationId)}copy.csv`, Buffer.from('all of it'));
  await putItem(keys.exported(ids.donationId, 'copy'), { state: 'done', started_at: Date.now() });
}

/** The same once more, under an id of its own: sooner there than by way of the platform. */
export async function copyOf({ donationId, execution }: Ids): Promise<Ids> {
  const id = newId('don');
  const items = await queryItems<Record<string, unknown>>(`DONATION#${donationId}`);
  for (const item of items) {
    const { pk, sk, ...copy } = JSON.parse(JSON.stringify(item).replaceAll(donationId, id));
    await putItem({ pk, sk }, copy);
  }
  for (const area of ['data', 'exports'] as const) {
    for await (const found of listKeys(objectPrefix(area, donationId))) {
      for (const key of found) await putBytes(key.replace(donationId, id), await bytesOf(key));
    }
  }
  const { reviewing } = await donationOf({ donationId: id, execution });
  if (!reviewing) throw new Error('It is not under review');
  const until = toTimestamp(Date.now() + 7 * DAY_MS);
  await noteReview({ donation_id: id, until });
  // Its own time; the sweep may have come to the one it is taken from.
  const { release_at, ...unreleased } = reviewing;
  await updateDonation(id, {}, { reviewing: { ...unreleased, until } });
  return { donationId: id, execution };
}

export const beginRelease = ({ donationId }: Ids) => releaseDonation(donationId, 'participant', Date.now());

/** What the machine does. */
export async function runRelease(ids: Ids): Promise<void> {
  const { dataTypes } = await plan(ids);
  for (const dataType of dataTypes) await asMachine(() => rewrite({ ...ids, dataType }));
  await flip(ids);
}

/** As the machine runs a step: again where it fails, twice here; one that is superseded ends its branch. */
export async function asMachine(run: () => Promise<unknown>, retries = 2): Promise<void> {
  await run().catch((error: Error) => {
    if (error.name === 'Superseded') return;
    if (!retries) throw error;
    return asMachine(run, retries - 1);
  });
}

/** The rows of a data type as they lie in the store, read by what is known of the file. */
export async function storedRows(ids: Ids, dataType: string): Promise<readonly Row[] | undefined> {
  const object = await findDataObject(ids.donationId, dataType);
  return object && rowsOf(object);
}

async function rowsOf({ key, bytes, footer_bytes }: DataObject): Promise<readonly Row[]> {
  const table = await openTable(objectSource(key, bytes), { footerBytes: footer_bytes });
  return (await Array.fromAsync(table.rows())).flat();
}

async function bytesOf(key: string): Promise<Buffer> {
  const bytes = (await objectSize(key)) ?? 0;
  return Buffer.concat(await Array.fromAsync(objectSource(key, bytes).stream(0, bytes)));
}

const hashOfFile = async (key: string): Promise<string> =>
  createHash('sha256')
    .update(await bytesOf(key))
    .digest('hex');

/** What is told of a data type, and what is there; times differ from one donation to the next. */
async function standing(ids: Ids, dataType: string) {
  const { released_at, covered_until, ...told } = await typeOf(ids, dataType);
  const object = await findDataObject(ids.donationId, dataType);
  const { key = '', ...facts } = object ?? {};
  const hash = object ? await hashOfFile(key) : '';
  return { told, isReleased: Boolean(released_at), facts: facts as Partial<DataObject>, hash };
}

/** A file as it is released: what a late step left of it holds no row that was removed, and goes after a day. */
const isDraft = (key: string): boolean => key.startsWith('exports/') && key.includes('/release/');
const PLAIN = /^(META|TYPE|OBJECT|JOB|EVENT)/;

/** What a donation's release has come to. */
export async function outcome(ids: Ids) {
  const { status, step, reviewing, retention_until, timeline } = await donationOf(ids);
  const { items, objects } = await snapshot(ids);
  return {
    ...{ status, step, isUnderReview: reviewing !== undefined, isKeptUntil: Boolean(retention_until) },
    ended: timeline.filter((entry) => entry.step === 'done').length,
    types: await Promise.all(TYPES.map((name) => standing(ids, name))),
    left: items.map(({ sk }) => String(sk)).filter((sk) => !PLAIN.test(sk)),
    objects: objects.filter((key) => !isDraft(key)).map((key) => key.replace(ids.donationId, 'id')),
  };
}
