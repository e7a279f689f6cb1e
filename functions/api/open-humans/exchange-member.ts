/** functions/api/open-humans/exchange-member.ts — GET exchange-member/: one member, with their files. */
import { createFileLink } from '../../store/file-links.ts';
import { listFiles } from '../../store/files.ts';
import { fileView } from './file-view.ts';
import { fitting, pageFacts, placeOf } from './paging.ts';
import { memberOf, reading } from './route.ts';

/** A master token names the member; without a name it is as if nobody were meant. */
export const getExchangeMember = reading(async ({ caller, event, now }) => {
  const donation = await memberOf(caller, event.queryStringParameters?.project_member_id?.trim() ?? '');
  const place = placeOf(event);
  const files = await listFiles(donation.id);
  const wanted = files.slice(place.offset, place.offset + place.limit);
  const key = wanted.length ? await createFileLink([donation.id], now) : '';
  const data = fitting(wanted.map((file) => fileView(donation, file, key)));
  const { created_at: created, project_member_id } = donation;
  const facts = pageFacts(event, place, files.length, data.length);
  return { status: 200, body: { ...facts, created, project_member_id, sources_shared: [], data } };
});
