/** functions/core/schemas-answers.ts — what the API answers, field by field, for its description. */
import * as z from 'zod';
import {
  ACCESS_TYPES,
  DATA_TYPE_STATES,
  ERASERS,
  ON_ACCESS_REMOVED,
  SOURCE_TYPES,
  STATUSES,
  STEPS,
} from './donation.ts';
import { HTTP_ERRORS, REASONS } from './errors.ts';
import { TIME_UNITS } from './overview.ts';

export const time = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as [Key, ...Key[]];

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(keysOf(HTTP_ERRORS)),
  errors: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .meta({ description: 'By field, what is wrong with it.' }),
});

const reason = z.object({ code: z.enum(keysOf(REASONS)), title: z.string(), detail: z.string() });

export const study = z.object({
  title: z.string().optional(),
  purpose: z.string().optional(),
  institution: z.string().optional(),
  contact: z.string().optional(),
  privacy_url: z.string().optional(),
});

export const counts = z
  .object({
    seen: z.int(),
    kept: z.int(),
    outside_period: z.int(),
    undated: z.int(),
    malformed: z.int(),
    filtered: z.int(),
    duplicate: z.int(),
  })
  .meta({
    description:
      'Always: seen = kept + outside_period + undated + malformed + filtered + duplicate, and `removed` besides.',
  });

export const dataType = z.object({
  data_type: z.string(),
  state: z.enum(DATA_TYPE_STATES),
  counts,
  min_time: time.nullable(),
  max_time: time.nullable(),
  covered_until: time.nullable().meta({ description: 'What time the platform’s export reaches.' }),
  removed: z.int().meta({ description: 'Rows that the participant removed before the release: not in `kept`.' }),
  released_at: time.nullable().meta({ description: 'When a review of it ended.' }),
  reason: reason.nullable(),
  not_granted: z.array(z.string()).meta({ description: 'Resource groups that the participant did not grant.' }),
});

export const timeline = z.array(z.object({ step: z.enum(STEPS), at: time }));
export const attempt = reason.extend({ at: time });
export const failure = reason.extend({ retryable: z.boolean() });

export const review = z
  .object({
    days: z.int(),
    until: time.nullable().meta({ description: 'While it is under review: when it is released by itself.' }),
    releasing: z.boolean(),
  })
  .nullable()
  .meta({ description: 'The participant sees the rows before the researcher gets them. null: not in this study.' });

export const donationSummary = z.object({
  id: z.string(),
  project_member_id: z
    .string()
    .nullable()
    .meta({ description: 'How the file API names the participant: eight digits.' }),
  source_type: z.enum(SOURCE_TYPES),
  status: z.enum(STATUSES),
  step: z.enum(STEPS),
  data_start_date: z.iso.date().nullable(),
  data_end_date: z.iso.date().nullable(),
  requested_data_types: z.array(z.string()),
  study,
  external_id: z.string().nullable(),
  language: z.string().nullable(),
  return_url: z.string().nullable(),
  link_expires_at: time.nullable(),
  created_at: time,
  authorized_at: time.nullable(),
  processed_at: time.nullable(),
  review,
  retention_days: z.int().nullable().meta({ description: 'Days that the donation is kept after it was processed.' }),
  retention_until: time.nullable().meta({ description: 'When it is erased by itself.' }),
  on_access_removed: z.enum(ON_ACCESS_REMOVED).nullable().meta({ description: 'null: the platform does not tell.' }),
  access_type: z.enum(ACCESS_TYPES).nullable(),
  grant_expires_at: time.nullable(),
  consent: z
    .object({
      id: z.string(),
      version: z.string(),
      language: z.string(),
      text_hash: z.string(),
      accepted: z.boolean(),
      decided_at: time,
    })
    .nullable(),
  last_attempt: attempt.nullable(),
  error: failure.nullable(),
  timeline,
});

export const donation = donationSummary.extend({ data_types: z.array(dataType) });

const link = {
  token: z.string().meta({ description: 'Shown this once.' }),
  donation_url: z.url().meta({ description: 'Send this to the participant.' }),
};
export const newDonation = donation.extend(link);
export const newLink = z.object({ id: z.string(), ...link });

export const tombstone = z.object({
  id: z.string(),
  status: z.literal('erased'),
  erased_at: time,
  erased_by: z.enum(ERASERS),
});

export const dataTypeNames = z.object({ data_types: z.array(z.string()) });

export const rowPage = z.object({
  count: z.int().meta({ description: 'Exact, for the data type and the dates.' }),
  data: z
    .array(z.looseObject({ time: time.nullable(), timestamp: z.number().nullable() }))
    .meta({ description: 'Newest first; the columns of each data type are under x-data-types.' }),
  offset: z.int(),
  returned: z.int(),
  next: z.url().nullable(),
  undated_excluded: z.int().optional(),
  row_numbers: z.array(z.int()).optional().meta({ description: 'Under review: what each row is called in a removal.' }),
});

const counted = z.int();
export const overview = z.object({
  count: counted.meta({ description: 'Rows of the data type and the dates.' }),
  undated: counted.meta({ description: 'Those without a time: they are in no picture of times.' }),
  unit: z.enum(TIME_UNITS),
  over_time: z.array(z.object({ start: z.iso.date(), count: counted })).meta({
    description: 'Rows by unit (weeks begin on Monday), from the first to the last, also where there are none.',
  }),
  by_weekday_hour: z.array(z.array(counted)).meta({ description: 'Seven weekdays, Monday first, of 24 hours each.' }),
  ranked: z
    .object({
      label: z.string(),
      values: z.array(z.object({ value: z.string(), count: counted })),
      others: counted,
      exact: z.boolean().meta({ description: 'false: there are so many values that counts may be a little too low.' }),
    })
    .nullable(),
});

export const receipt = z.object({
  erased_at: time.nullable(),
  verified_at: time.nullable(),
  revocation: z.enum(['pending', 'done', 'dead', 'given_up', 'not_needed']),
});

export const health = z.object({ status: z.literal('ok') });
export const retryLater = z.object({ detail: z.string() });
