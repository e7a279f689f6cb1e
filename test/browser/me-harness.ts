/** test/browser/me-harness.ts — what the API answers about a participant's donations and personal link. */
import type { DonationSummary } from '../../web/lib/contract.ts';
import type { Api } from '../support/participant-site.ts';
import { AT, newDonation } from '../support/participant-views.ts';
import { IDENTITY, LIST } from './donate-harness.ts';

export const MAKE = 'POST /api/participant/identity/';
export const PERSONAL = `dgp_${'p'.repeat(43)}`;
export const LINK = `https://datagift.example.org/me/#${PERSONAL}`;

const summary = (id: string, title: string | null, more: Partial<DonationSummary> = {}): DonationSummary => ({
  ...{ id, status: 'pending', step: 'consent', created_at: AT, declined: false },
  study: { ...newDonation().study, title },
  ...more,
});

/** One in each state. */
export const DONATIONS = [
  summary('don_1', 'Everyday media use'),
  summary('don_2', 'A study with an uncommonly long title about what people watch, search for and listen to at home', {
    declined: true,
  }),
  summary('don_3', 'Sleep and screens', { step: 'authorize' }),
  summary('don_4', 'Music at work', { status: 'processing', step: 'poll' }),
  summary('don_5', 'News in three countries', { status: 'processing', step: 'review' }),
  summary('don_6', 'Learning by video', { status: 'processed', step: 'done' }),
  summary('don_7', null, { status: 'error', step: 'download', study: {} }),
];

/** A browser with donations, and whether a personal link is there; making one works. */
export function answerSession(
  api: Api,
  identity: object = { personal_link: false, can_make: true },
  donations: readonly DonationSummary[] = DONATIONS,
): void {
  api[LIST] = () => ({ body: donations });
  api[IDENTITY] = () => ({ body: identity });
  api[MAKE] = () => ({ status: 201, body: { participant_url: LINK } });
}
