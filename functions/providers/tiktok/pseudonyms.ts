/** functions/providers/tiktok/pseudonyms.ts — other people under names that hold within one donation only. */
import { createHmac } from 'node:crypto';

export type Salt = {
  readonly donationId: string;
  /** Known to this service alone: without it, a pseudonym could be found by trying out names. */
  readonly secret: string;
};

/** The same name in the same donation is the same pseudonym; 64 bits, in which a person's contacts do not collide. */
export function pseudonym({ donationId, secret }: Salt, name: string): string {
  const plain = name.trim().replace(/^@/, '').normalize('NFC').toLowerCase();
  return createHmac('sha256', secret).update(`pseudonym\0${donationId}\0${plain}`).digest('hex').slice(0, 16);
}
