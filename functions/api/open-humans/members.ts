/** functions/api/open-humans/members.ts — GET members/: everybody who has a donation at this project. */
import type { Donation } from '../../core/donation.ts';
import { isTombstone, listDonations } from '../../store/donations.ts';
import { createFileLink } from '../../store/file-links.ts';
import { listFiles } from '../../store/files.ts';
import { authenticateMaster } from './authenticate.ts';
import { fileView, projectAddress } from './file-view.ts';
import { fitting, pageFacts, placeOf } from './paging.ts';
import { reading } from './route.ts';

/** So many of a member's files are shown here; exchange-member/ has them all. */
const FILES_SHOWN = 10;
/** The largest page: one key opens its downloads, and an item that names more donations would be too large. */
const MOST_MEMBERS = 1000;
/** How many members are looked up side by side. */
const AT_ONCE = 10;

/** The donations that have an id as a member, the oldest first, so that a page stays where it is when others come. */
export async function listMembers(researcherId: string): Promise<readonly Donation[]> {
  const { items } = await listDonations(researcherId, {}, Number.MAX_SAFE_INTEGER);
  const living = items.filter((stored): stored is Donation => !isTombstone(stored));
  return living.filter(({ project_member_id }) => project_member_id !== undefined).reverse();
}

async function memberView(donation: Donation, token: string, key: string) {
  const files = await listFiles(donation.id);
  const { created_at: created, project_member_id = '' } = donation;
  const query = new URLSearchParams({ access_token: token, project_member_id });
  return {
    ...{ created, project_member_id, file_count: files.length },
    exchange_member: `${projectAddress('exchange-member/')}?${query}`,
    sources_shared: [],
    data: files.slice(0, FILES_SHOWN).map((file) => fileView(donation, file, key)),
  };
}

/** Members and the first of their files, page by page. Not for a member's token. */
export const getMembers = reading(async ({ caller, event, now }) => {
  const place = placeOf(event, MOST_MEMBERS);
  const members = await listMembers(caller.researcher.id);
  const wanted = members.slice(place.offset, place.offset + place.limit);
  const ids = wanted.map(({ id }) => id);
  const key = ids.length ? await createFileLink(ids, now) : '';
  const views: Awaited<ReturnType<typeof memberView>>[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    views.push(...(await Promise.all(some.map((donation) => memberView(donation, caller.token, key)))));
    if (fitting(views).length < views.length) break;
  }
  const results = fitting(views);
  return { status: 200, body: { ...pageFacts(event, place, members.length, results.length), results } };
}, authenticateMaster);
