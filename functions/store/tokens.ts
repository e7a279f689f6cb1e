/** functions/store/tokens.ts — tokens by their hash: whose they are, until when. */
import { DAY_MS } from '../core/clock.ts';
import { hashToken, type TokenKind } from '../core/token.ts';
import { EXISTS, getItem, IS_NEW, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

export type TokenRecord = {
  readonly kind: TokenKind;
  /** Id of the researcher, donation or participant it stands for. */
  readonly subject: string;
  readonly created_at: string;
  readonly expires_at?: string;
  readonly disabled_at?: string;
};

/** How long a token that has expired is still told from one that never was. */
const KNOWN_MS = 90 * DAY_MS;

/** Keeps a new token's hash. @param token the token itself, which is not kept */
export async function saveToken(token: string, record: TokenRecord): Promise<void> {
  const expiry = record.expires_at && { ttl: ttl(Date.parse(record.expires_at) + KNOWN_MS) };
  await putItem(keys.token(hashToken(token)), { ...record, ...expiry }, IS_NEW);
}

/** Whether a token's time is over. */
export const isExpired = ({ expires_at }: TokenRecord, now: number): boolean =>
  expires_at !== undefined && Date.parse(expires_at) <= now;

/** @returns what a token stands for, if it is of that kind, not disabled and not expired */
export async function findToken(kind: TokenKind, token: string, now: number): Promise<TokenRecord | undefined> {
  const record = await lookUpToken(token);
  return record?.kind === kind && !isExpired(record, now) ? record : undefined;
}

/** @returns what a token stands for, whatever its kind and expired or not; undefined when it is disabled */
export async function lookUpToken(token: string): Promise<TokenRecord | undefined> {
  const record = await getItem<TokenRecord>(keys.token(hashToken(token)));
  return record?.disabled_at ? undefined : record;
}

/** Whether a token was made useless, as opposed to one that never was. */
export async function isDisabled(token: string): Promise<boolean> {
  return (await getItem<TokenRecord>(keys.token(hashToken(token))))?.disabled_at !== undefined;
}

/** Makes a token useless from now on; it stays known, so that it is not taken for a typing mistake. */
export async function disableToken(hash: string, at: string): Promise<void> {
  await updateItem(keys.token(hash), { disabled_at: at }, EXISTS);
}
