/** functions/core/schemas-participant-answers.ts — what the donation site is answered. */
import * as z from 'zod';
import { ACCESS_FORMS } from './access.ts';
import { ACCESS_TYPES, STATUSES, STEPS } from './donation.ts';
import { attempt, dataType, failure, review, study, time, timeline } from './schemas-answers.ts';

export const session = z.object({ kind: z.enum(['donation', 'participant']), donation_id: z.string().optional() });
export const authorization = z.object({
  authorize_url: z.url().nullable().meta({ description: 'Null where it goes on without another sign-in.' }),
});
const removal = z.object({
  id: z.string(),
  data_type: z.string(),
  q: z.string().optional(),
  start_date: z.iso.date().optional(),
  end_date: z.iso.date().optional(),
  all: z.literal(true).optional(),
  count: z.int().meta({ description: 'Rows that it names, whether or not another removal names them, too.' }),
  created_at: time,
});
export const removals = z.object({
  removals: z.array(removal).meta({ description: 'In the order in which they were made.' }),
  removed: z.record(z.string(), z.int()).meta({ description: 'Rows by data type, each counted once.' }),
});
export const identity = z.object({
  personal_link: z.boolean(),
  can_make: z.boolean(),
  to_claim: z.boolean().meta({ description: 'Whether the participant is to be asked if the link is theirs.' }),
});
export const personalLink = z.object({ participant_url: z.url().meta({ description: 'Shown this once.' }) });
export const linkedDonations = z.object({ linked: z.array(z.string()).meta({ description: 'Ids of donations.' }) });
export const withdrawal = z.object({ receipt: z.string(), erased_at: time.nullable() });

const participantSummary = z.object({
  ...{ id: z.string(), status: z.enum(STATUSES), step: z.enum(STEPS), study, created_at: time },
  declined: z.boolean().meta({ description: 'Whether the consent was refused, and not given since.' }),
});
export const participantDonations = z.array(participantSummary);
const participantFile = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  size: z.int().meta({ description: 'Bytes.' }),
  md5: z.string(),
  created_at: time,
});
export const participantFiles = z.object({
  count: z.int(),
  files: z.array(participantFile).meta({ description: 'Newest first.' }),
});
export const participantDonation = participantSummary.extend({
  files: z.array(participantFile).meta({ description: 'What the study has put beside it: the newest hundred.' }),
  files_count: z.int(),
  accesses: z
    .array(
      z.object({
        data_type: z.string(),
        form: z.enum(ACCESS_FORMS),
        first_at: time,
        last_at: time,
        times: z.int().meta({ description: 'Calls; each page of rows is one.' }),
      }),
    )
    .meta({ description: 'What the researcher has read or downloaded, the latest first.' }),
  provider: z.object({ id: z.string(), title: z.string(), permissions_url: z.url() }),
  period: z.object({ start: z.iso.date().optional(), end: z.iso.date().optional() }),
  own: z.boolean().meta({ description: 'This browser consented, or was opened by the personal link.' }),
  has_personal_link: z.boolean(),
  consent: z.object({
    ...{ id: z.string(), version: z.string(), language: z.string(), text: z.string() },
    ...{ accepted_at: time.nullable(), declined_at: time.nullable() },
  }),
  data_types: z.array(dataType.extend({ label: z.string(), description: z.string() })),
  review,
  timeline,
  last_attempt: attempt.nullable(),
  error: failure.nullable(),
  can_authorize: z.boolean(),
  sign_ins: z
    .object({ of: z.int(), done: z.int(), granted_any: z.boolean() })
    .nullable()
    .meta({ description: 'Where one sign-in is not enough: of how many how many have been made.' }),
  link_expires_at: time.nullable(),
  authorized_at: time.nullable(),
  processed_at: time.nullable(),
  retention_days: z.int().nullable().meta({ description: 'Days that the donation is kept after it was processed.' }),
  retention_until: time.nullable().meta({ description: 'When it is erased by itself.' }),
  access_type: z.enum(ACCESS_TYPES).nullable(),
  grant_expires_at: time.nullable(),
  access_ended_at: time.nullable().meta({ description: 'When our access at the platform was given back.' }),
  last_checked_at: time.nullable(),
  next_check_at: time.nullable(),
  return_url: z.string().nullable(),
});
