/** functions/api/open-humans/download.ts — GET files/{id}/download/: by the key of a listing, without a token. */
import { systemClock } from '../../core/clock.ts';
import type { RouteHandler } from '../../http/route.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { opensFilesOf } from '../../store/file-links.ts';
import { findCompleteFile } from '../../store/files.ts';
import { findMember } from '../../store/members.ts';
import { signDownload } from '../../store/objects.ts';
import { Refusal } from './refusal.ts';

const page = (text: string): string => `<!doctype html><title>${text}</title><p>${text}</p>`;
const NOT_YOURS = page('You are not authorized to view this file.');
const UNAVAILABLE = page('This file is unavailable.');
/** Whatever a file is, no browser is to show it as ours. */
const BYTES = 'application/octet-stream';

/** The donation whose files the key opens. @throws Refusal 403 for a key that is none, or old */
async function openedBy(key: string, now: number): Promise<string> {
  const [, memberId = '', secret = ''] = /^(\d{8})\.([\w-]{43})$/.exec(key) ?? [];
  const donationId = memberId && (await findMember(memberId));
  const isOpened = donationId && (await opensFilesOf(donationId, secret, now));
  if (!isOpened) throw new Refusal(403, NOT_YOURS);
  return donationId;
}

/** 302 to the bytes. */
export const getDownload: RouteHandler = async (event) => {
  const now = systemClock();
  const donationId = await openedBy(event.queryStringParameters?.key ?? '', now);
  const [donation, id] = [await lookUpDonation(donationId), event.pathParameters?.id ?? ''];
  const isThere = donation && !isTombstone(donation) && /^[1-9]\d{0,14}$/.test(id);
  const file = isThere ? await findCompleteFile(donationId, Number(id)) : undefined;
  if (!file) throw new Refusal(403, UNAVAILABLE);
  await recordEvent(donationId, { event: 'file_downloaded', by: 'researcher', file: file.id }, now);
  return { status: 302, headers: { location: await signDownload(file.key, file.basename, BYTES) } };
};
