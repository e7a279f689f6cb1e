/** functions/api/researcher/donations.ts — a researcher's donations: list, get, link, delete. */
import { MAX_RESPONSE_BYTES } from '../../constants.ts';
import { AppError } from '../../core/errors.ts';
import { idPattern } from '../../core/id.ts';
import { donationPath } from '../../core/schemas.ts';
import { listQuery } from '../../core/schemas-donation.ts';
import { hashToken } from '../../core/token.ts';
import { required } from '../../env.ts';
import { eraseDonation } from '../../erase-donation.ts';
import { researcherRoute } from '../../http/route.ts';
import { findDonation, isTombstone, listDonations, lookUpDonation, renewLink } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { findWholeDonation } from '../../store/whole-donation.ts';
import { donationUrl } from './create-donation.ts';
import { donationView, summaryView, tombstoneView } from './donation-view.ts';

/** What is read at once; halved where that does not fit into the answer. */
const PAGE_ITEMS = 1000;

const toCursor = (position: string): string => Buffer.from(position).toString('base64url');

/** @throws AppError `invalid` for what no Link header has given */
function fromCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  const [createdAt = '', id = ''] = position.split('#');
  if (!Number.isNaN(Date.parse(createdAt)) && idPattern('don').test(id)) return position;
  throw new AppError('invalid', { errors: { cursor: ['Take the cursor as it stands in the Link header.'] } });
}

/**
 * GET /api/donations/ — newest first, as many as fit into one answer; then `Link: rel="next"`.
 * @see https://www.rfc-editor.org/rfc/rfc8288
 */
export const getDonations = researcherRoute({ query: listQuery }, async ({ query, researcher }) => {
  const { limit = Number.POSITIVE_INFINITY, status, external_id, cursor } = query;
  const filter = { ...(status && { status }), ...(external_id !== undefined && { externalId: external_id }) };
  const body: object[] = [];
  let room = MAX_RESPONSE_BYTES;
  let size = PAGE_ITEMS;
  let position = cursor === undefined ? undefined : fromCursor(cursor);
  let more = true;
  while (more && body.length < limit && size >= 1) {
    const page = await listDonations(researcher.id, filter, Math.min(size, limit - body.length), position);
    const views = page.items.map((item) => (isTombstone(item) ? tombstoneView(item) : summaryView(item)));
    const bytes = Buffer.byteLength(JSON.stringify(views));
    if (bytes > room) {
      size = Math.floor(size / 2);
      continue;
    }
    room -= bytes;
    body.push(...views);
    position = page.next;
    more = position !== undefined;
  }
  return { status: 200, body, ...(more && position && { headers: { link: nextLink(query, position) } }) };
});

function nextLink(query: Readonly<Record<string, string | number | undefined>>, position: string): string {
  const address = new URL('/api/donations/', required('PUBLIC_ORIGIN'));
  for (const [name, value] of Object.entries({ ...query, cursor: toCursor(position) })) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return `<${address.href}>; rel="next"`;
}

/** GET /api/donations/{id}/ @throws AppError `not_found`, `erased` */
export const getDonation = researcherRoute({ params: donationPath }, async ({ params, researcher }) => {
  const { donation, types } = await findWholeDonation(params.id, { ownedBy: researcher.id });
  return { status: 200, body: donationView(donation, types) };
});

/** POST /api/donations/{id}/link/ — a new link, the old one void. @throws AppError `already_authorized` */
export const postLink = researcherRoute({ params: donationPath }, async ({ params, researcher, now }) => {
  const donation = await findDonation(params.id, { ownedBy: researcher.id });
  const token = await renewLink(donation, hashToken, now);
  if (!token) {
    const detail = 'The donation has been authorized: its link stays as it is, so that the participant keeps it.';
    throw new AppError('already_authorized', { detail });
  }
  await recordEvent(donation.id, { event: 'link_renewed', by: 'researcher' }, now);
  return { status: 201, body: { id: donation.id, token, donation_url: donationUrl(token, donation) } };
});

/** DELETE /api/donations/{id}/ — 204, again 204. @throws AppError `not_found` */
export const deleteDonation = researcherRoute({ params: donationPath }, async ({ params, researcher, now }) => {
  const stored = await lookUpDonation(params.id);
  if (stored?.researcher_id !== researcher.id) throw new AppError('not_found');
  await eraseDonation(params.id, 'researcher', now);
  return { status: 204 };
});
