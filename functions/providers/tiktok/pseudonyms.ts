/** functions/providers/tiktok/pseudonyms.ts — other people under names that hold within one donation only. */
import { createHmac } from 'node:crypto';

/**
 * The same name under the same salt is the same pseudonym: 64 bits, in which a person's contacts do not collide.
 * @param salt known to this service alone: without it, a pseudonym cannot be found by trying out names
 */
export function pseudonym(salt: string, name: string): string {
  const plain = name.trim().replace(/^@/, '').normalize('NFC').toLowerCase();
  return createHmac('sha256', salt).update(plain).digest('hex').slice(0, 16);
}
