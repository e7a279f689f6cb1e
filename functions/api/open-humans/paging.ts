/** functions/api/open-humans/paging.ts — pages by `limit` and `offset`, with whole addresses of the next and the one before. */
import { MAX_RESPONSE_BYTES } from '../../constants.ts';
import { required } from '../../env.ts';
import type { ApiEvent } from '../../http/event.ts';

const PAGE = 100;
/** Room for what stands around the entries. */
const ROOM = MAX_RESPONSE_BYTES - 100_000;

export type Place = { readonly limit: number; readonly offset: number };

/** What is no number counts as absent. @param most the largest page there is */
export function placeOf({ queryStringParameters: query = {} }: ApiEvent, most = Number.MAX_SAFE_INTEGER): Place {
  const number = (text: string | undefined): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0);
  return { limit: Math.min(number(query.limit) || PAGE, most), offset: number(query.offset) };
}

/** As many as fit into one answer, at least one. */
export function fitting<Entry>(entries: readonly Entry[]): readonly Entry[] {
  let room = ROOM;
  const cut = entries.findIndex((entry) => {
    room -= Buffer.byteLength(JSON.stringify(entry)) + 1;
    return room < 0;
  });
  return cut < 0 ? entries : entries.slice(0, Math.max(cut, 1));
}

/** The same address with another place in it; whatever else was asked for stays, the token too. */
function address({ rawPath, queryStringParameters: query = {} }: ApiEvent, { limit, offset }: Place): string {
  const url = new URL(`${rawPath.replace(/\/+$/, '')}/`, required('PUBLIC_ORIGIN'));
  for (const [name, value = ''] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set('limit', String(limit));
  if (offset > 0) url.searchParams.set('offset', String(offset));
  else url.searchParams.delete('offset');
  return url.href;
}

/**
 * What a page says of its place.
 * @param shown how many entries it has: fewer than asked for where they are large
 */
export function pageFacts(event: ApiEvent, { limit, offset }: Place, count: number, shown: number) {
  const end = offset + shown;
  return {
    count,
    next: shown > 0 && end < count ? address(event, { limit, offset: end }) : null,
    previous: offset > 0 ? address(event, { limit, offset: Math.max(0, offset - limit) }) : null,
  };
}
