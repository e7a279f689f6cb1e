/** functions/store/events.ts — the audit trail of a donation: who did what, when; never any content. */
import { ulid } from 'ulid';
import { toTimestamp } from '../core/clock.ts';
import { putItem } from './items.ts';
import { keys } from './table.ts';

export const EVENTS = [
  'created',
  'link_renewed',
  'opened',
  'consent_accepted',
  'consent_declined',
  'personal_link_made',
  'personal_link_linked',
  'authorization_started',
  'authorized',
  'authorization_refused',
  'processed',
  'failed',
  'review_begun',
  'rows_removed',
  'removal_undone',
  'release_begun',
  'queried',
  'downloaded',
  'file_added',
  'file_refused',
  'file_downloaded',
  'file_deleted',
] as const;
export type EventName = (typeof EVENTS)[number];

export type DonationEvent = {
  readonly event: EventName;
  readonly by: 'researcher' | 'participant' | 'service';
  readonly data_type?: string;
  /** In which form rows were downloaded. */
  readonly form?: string;
  /** The file's number. */
  readonly file?: number;
};

/** Records an event. @param now milliseconds since the epoch */
export async function recordEvent(donationId: string, event: DonationEvent, now: number): Promise<void> {
  await putItem(keys.event(donationId, ulid(now)), { ...event, at: toTimestamp(now) });
}
