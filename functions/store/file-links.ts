/** functions/store/file-links.ts — the keys of download links: one a listing, good for an hour, kept as a hash. */
import { HOUR_MS } from '../core/clock.ts';
import { hashToken, newSecret } from '../core/token.ts';
import { getItem, IS_NEW, putItem, ttl } from './items.ts';
import { keys } from './table.ts';

const LIFETIME_MS = HOUR_MS;

type FileLink = { readonly donations: readonly string[]; readonly expires_at: number };

/** @returns a key that opens the files of these donations for an hour */
export async function createFileLink(donations: readonly string[], now: number): Promise<string> {
  const secret = newSecret();
  const link: FileLink = { donations, expires_at: now + LIFETIME_MS };
  await putItem(keys.fileLink(hashToken(secret)), { ...link, ttl: ttl(link.expires_at) }, IS_NEW);
  return secret;
}

/** Whether a key opens the files of a donation now. */
export async function opensFilesOf(donationId: string, secret: string, now: number): Promise<boolean> {
  const link = await getItem<FileLink>(keys.fileLink(hashToken(secret)));
  return link !== undefined && link.expires_at > now && link.donations.includes(donationId);
}
