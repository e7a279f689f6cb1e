/** test/support/participant-views.ts — donations and rows as the participant API shows them. */
import { NO_ROWS } from '../../functions/core/accounting.ts';
import type { DataTypeView, DonationView, Row } from '../../web/lib/contract.ts';

/** When everything in these views happened. */
export const AT = '2026-01-05T10:00:00.000Z';

export const CONSENT_TEXT = [
  'Example University asks for a copy of a part of your Google data for the study “Everyday media use”.',
  'If you agree, the service fetches your YouTube history and your searches from 1 January to 31 December 2023. Rows from outside these days are removed before anything is kept.',
  'You can withdraw at any time with the same link.',
].join('\n\n');

export const dataType = (name: string, label: string, more: Partial<DataTypeView> = {}): DataTypeView => ({
  data_type: name,
  label,
  description: `What ${label.toLowerCase()} means, in plain words.`,
  state: 'requested',
  counts: NO_ROWS,
  removed: 0,
  released_at: null,
  min_time: null,
  max_time: null,
  covered_until: null,
  reason: null,
  not_granted: [],
  ...more,
});

/** A donation that has just been opened for the first time. */
export const newDonation = (more: Partial<DonationView> = {}): DonationView => ({
  id: 'don_1',
  status: 'pending',
  step: 'consent',
  created_at: AT,
  declined: false,
  study: {
    title: 'Everyday media use',
    purpose: 'We want to learn how people move between search and video in everyday life.',
    institution: 'Example University',
    contact: 'media-use@example.org',
    privacy_url: 'https://example.org/media-use/privacy',
  },
  provider: { id: 'google', title: 'Google', permissions_url: 'https://myaccount.google.com/connections' },
  own: true,
  has_personal_link: false,
  review: null,
  period: { start: '2023-01-01', end: '2023-12-31' },
  consent: {
    id: 'con_1',
    language: 'en',
    text: CONSENT_TEXT,
    accepted_at: null,
    declined_at: null,
  },
  data_types: [dataType('youtube_history', 'YouTube history'), dataType('search', 'Searches')],
  timeline: [],
  last_attempt: null,
  error: null,
  can_authorize: true,
  sign_ins: null,
  files: [],
  files_count: 0,
  accesses: [],
  link_expires_at: null,
  processed_at: null,
  retention_days: null,
  retention_until: null,
  access_type: null,
  grant_expires_at: null,
  access_ended_at: null,
  last_checked_at: null,
  next_check_at: null,
  return_url: null,
  ...more,
});

/** Rows of watching, one an hour, newest first. */
export const watchedRows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2023, 11, 31) - index * 3_600_000);
    return {
      time: time.toISOString(),
      timestamp: time.getTime(),
      platform: 'YouTube',
      action: 'watched',
      title: `Watched A rather long title of a video about the weather, number ${count - index}`,
      url: `https://www.youtube.com/watch?v=abcdefghij${index}&list=PLaVeryLongPlaylistIdentifierThatGoesOnAndOn`,
      channel_name: 'Weather channel',
      is_ad: index % 10 === 0,
      products: ['YouTube'],
      extra: null,
    };
  });

/** The consent, accepted. */
export const agreed = { ...(newDonation().consent as NonNullable<DonationView['consent']>), accepted_at: AT };

/** A donation whose copy is being made. */
export const working = newDonation({
  status: 'processing',
  step: 'poll',
  consent: agreed,
  can_authorize: false,
  sign_ins: null,
  access_type: 'one_time',
  last_checked_at: AT,
  next_check_at: AT,
  timeline: [
    { step: 'consent', at: AT },
    { step: 'authorize', at: AT },
    { step: 'initiate', at: AT },
    { step: 'poll', at: AT },
  ],
  data_types: [
    dataType('youtube_history', 'YouTube history', { state: 'running' }),
    dataType('search', 'Searches', { state: 'not_granted' }),
  ],
});

/** A donation with a data type in each end state. */
export const processed = newDonation({
  ...working,
  status: 'processed',
  step: 'done',
  processed_at: AT,
  can_authorize: true,
  sign_ins: null,
  return_url: 'https://example.org/thanks',
  data_types: [
    dataType('youtube_history', 'YouTube history', {
      state: 'ready',
      counts: {
        ...NO_ROWS,
        seen: 4410,
        kept: 412,
        outside_period: 3980,
        undated: 3,
        malformed: 1,
        filtered: 4,
        duplicate: 10,
      },
      min_time: '2023-01-02T00:00:00Z',
      max_time: '2023-12-30T00:00:00Z',
    }),
    dataType('search', 'Searches', { state: 'not_granted' }),
    dataType('google_lens', 'Google Lens', { state: 'empty' }),
    dataType('discover', 'Discover', {
      state: 'failed',
      reason: { code: 'archive_corrupt' },
    }),
  ],
});

/** When the review of `underReview` ends. */
export const UNTIL = '2026-01-12T10:00:00.000Z';

/** A donation whose copy has arrived, and which its participant looks through. */
export const underReview = newDonation({
  ...working,
  step: 'review',
  review: { days: 7, until: UNTIL, releasing: false },
  last_checked_at: null,
  next_check_at: null,
  timeline: [...working.timeline, { step: 'review', at: AT }],
  data_types: processed.data_types,
});
