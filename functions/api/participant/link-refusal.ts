/** functions/api/participant/link-refusal.ts — why a link does not open, and what to do. */
import { isDisabled } from '../../store/tokens.ts';

const SENTENCES = {
  donation: {
    broken: 'This link is not complete. Copy it whole, or ask the study for a new one.',
    void: 'This link is no longer valid: ask the study for the new one.',
  },
  participant: {
    broken: 'This personal link is not complete. Copy it whole, from where you kept it.',
    void: 'This personal link is no longer valid: a newer one has taken its place. Open the newer one.',
  },
} as const;

/** @returns a sentence for the participant */
export async function whyNotOpened(kind: keyof typeof SENTENCES, token: string): Promise<string> {
  return SENTENCES[kind][(await isDisabled(token)) ? 'void' : 'broken'];
}
