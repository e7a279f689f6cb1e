/** functions/core/schemas-donation.ts — what researchers send, field by field. */
import * as z from 'zod';
import { SOURCE_TYPES, STATUSES } from './donation.ts';
import { strictObject } from './schemas.ts';

/** A day that exists, written YYYY-MM-DD. */
export const day = z.iso.date({ error: 'Expected a day that exists, as YYYY-MM-DD.' });

const webAddress = z.url({ protocol: /^https?$/, error: 'Expected an http or https address.' }).max(2000);
const line = (max: number) => z.string().trim().min(1).max(max);

const study = strictObject({
  title: line(200).optional(),
  purpose: line(2000).optional(),
  institution: line(200).optional(),
  contact: line(300).optional(),
  privacy_url: webAddress.optional(),
}).meta({ description: 'Who asks and why; fields left out are taken from the researcher’s record.' });

export const createBody = strictObject({
  source_type: z.enum(SOURCE_TYPES),
  data_start_date: day.optional().meta({ description: 'Only data from this day on (UTC).' }),
  data_end_date: day.optional().meta({ description: 'Only data up to and including this day (UTC).' }),
  requested_data_types: z.array(z.string().max(100)).max(100).default([]).meta({
    description: 'Data types to collect. Empty means all that are enabled.',
  }),
  study: study.optional(),
  external_id: line(200).optional().meta({ description: 'Your own id of the participant.' }),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Expected a language tag, e.g. "en" or "fi".')
    .optional(),
  return_url: webAddress.optional().meta({ description: 'Where the participant can go on to afterwards.' }),
  link_expires_at: z.iso
    .datetime({ offset: true, error: 'Expected an RFC 3339 time, e.g. 2027-01-31T12:00:00Z.' })
    .optional()
    .meta({ description: 'Until when an authorization may be started. Seeing and withdrawing never expire.' }),
}).superRefine(({ data_start_date: start, data_end_date: end }, context) => {
  if (start && end && end < start) {
    context.addIssue({
      code: 'custom',
      path: ['data_end_date'],
      message: 'The end lies before the start (data_start_date).',
    });
  }
});
export type CreateInput = z.output<typeof createBody>;

/** A whole number in a query string. */
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'Expected a whole number.')
    .transform(Number)
    .pipe(z.number().min(min, `Expected ${min} or more.`).max(max, `Expected ${max} or less.`));

export const listQuery = {
  limit: whole(1, 10_000).optional().meta({ description: 'How many at most.' }),
  status: z.enum([...STATUSES, 'erased']).optional(),
  external_id: z.string().max(200).optional(),
  cursor: z.string().max(200).optional().meta({ description: 'From the Link header of the page before.' }),
};

const dates = { start_date: day.optional(), end_date: day.optional() };

export const rowsQuery = {
  data_type: z.string().max(100).optional(),
  ...dates,
  limit: whole(1, 10_000).default(1000),
  offset: whole(0, Number.MAX_SAFE_INTEGER).default(0),
};

export const fileQuery = dates;
