/** functions/core/token.ts — secrets that are shown once and kept as their SHA-256. */
import { createHash, randomBytes } from 'node:crypto';

/** A prefix tells people and secret scanners what a token is for. */
export const TOKEN_PREFIX = {
  ...{ researcher: 'dgr_', donation: 'dgd_', participant: 'dgp_' },
  // Of the file API: a project's, which is a researcher's, and one member's.
  ...{ master: 'dgm_', member: 'dgu_' },
} as const;
export type TokenKind = keyof typeof TOKEN_PREFIX;

/** 256 bits in base64url: 43 characters. */
const secret = (): string => randomBytes(32).toString('base64url');

/** @returns a new token, to be shown once */
export const newToken = (kind: TokenKind): string => TOKEN_PREFIX[kind] + secret();

/** What a token of that kind looks like. */
export const tokenPattern = (kind: TokenKind): RegExp => new RegExp(`^${TOKEN_PREFIX[kind]}[A-Za-z0-9_-]{43}$`);

/** @returns a new opaque 256-bit value: OAuth state, session cookie, PKCE verifier (RFC 7636 §4.1: 43 characters) */
export const newSecret = secret;

/** @returns SHA-256 of the token, base64url: the only form in which it is kept */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** @returns the PKCE challenge of a verifier, method S256. @see https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
export const codeChallenge = hashToken;

/**
 * A receipt code a person can read out: 128 bits in Crockford's base 32, in groups of five.
 * @see https://www.crockford.com/base32.html
 */
export function newReceipt(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const letters = Array.from(randomBytes(25), (byte) => alphabet[byte & 31]);
  return [0, 5, 10, 15, 20].map((at) => letters.slice(at, at + 5).join('')).join('-');
}
