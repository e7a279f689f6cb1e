/** functions/core/schemas-donation.ts — what researchers send, field by field. */
import * as z from 'zod';
import { toTimestamp } from './clock.ts';
import { ON_ACCESS_REMOVED, SOURCE_TYPES, STATUSES } from './donation.ts';
import { isTimeZone } from './local-time.ts';
import { strictObject } from './schemas.ts';

/** A day that exists, written YYYY-MM-DD. */
export const day = z.iso.date({ error: 'Expected a day that exists, as YYYY-MM-DD.' });

const YEAR_10000 = Date.UTC(10_000, 0);

const webAddress = z.url({ protocol: /^https?$/, error: 'Expected an http or https address.' }).max(2000);
const line = (max: number) => z.string().trim().min(1).max(max);

/** The study as the participant sees it. */
export const studyFacts = strictObject({
  title: line(200).optional(),
  purpose: line(2000).optional(),
  institution: line(200).optional(),
  contact: line(300).optional(),
  privacy_url: webAddress.optional(),
}).meta({ description: 'Who asks and why; fields left out are taken from the researcher’s record.' });

const bothDays = ({ data_start_date, data_end_date }: Readonly<Record<string, unknown>>): boolean =>
  day.safeParse(data_start_date).success && day.safeParse(data_end_date).success;

/** The body of `POST /api/donations/`, as far as it does not depend on the providers. */
export const createBody = strictObject({
  source_type: z.enum(SOURCE_TYPES),
  data_start_date: day.optional().meta({ description: 'Only data from this day on (UTC).' }),
  data_end_date: day.optional().meta({ description: 'Only data up to and including this day (UTC).' }),
  requested_data_types: z.array(z.string().max(100)).max(100).default([]).meta({
    description:
      'Data types to collect, or bundles of them (e.g. chrome, maps, youtube). Empty means all that are enabled.',
  }),
  study: studyFacts.optional(),
  external_id: line(200).optional().meta({ description: 'Your own id of the participant.' }),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Expected a language tag, e.g. "en" or "fi".')
    // What BCP 47 has programs make room for. @see https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1
    .max(35)
    .optional(),
  return_url: webAddress.optional().meta({ description: 'Where the participant can go on to afterwards.' }),
  link_expires_at: z.iso
    .datetime({ offset: true, error: 'Expected an RFC 3339 time, e.g. 2027-01-31T12:00:00Z.' })
    // With an offset, the last hours of the year 9999 are of one that has no form in RFC 3339.
    .refine((time) => Date.parse(time) < YEAR_10000, { error: 'The year may have four digits at most.' })
    .transform((time) => toTimestamp(Date.parse(time)))
    .optional()
    .meta({ description: 'Until when an authorization may be started. Seeing and withdrawing never expire.' }),
  retention_days: z
    .int('Expected a whole number of days.')
    .min(1, 'At least 1 day.')
    .max(3650, 'At most 3,650 days.')
    .optional()
    .meta({
      description:
        'How many days after it was processed the donation is erased by itself. Absent: as the service has it.',
    }),
  review: strictObject({
    days: z
      .int('Expected a whole number of days.')
      .min(1, 'At least 1 day.')
      .max(30, 'At most 30 days.')
      .meta({ description: 'After so many days the rows are released by themselves.' }),
  })
    .nullable()
    .default(null)
    .meta({
      description:
        'Whether the participant may look at the rows and remove some before you get them. Until they release them, or ' +
        'the days are over, reading them answers 409 under_review. The consent says so.',
    }),
  on_access_removed: z
    .enum(ON_ACCESS_REMOVED, 'Expected "erase" or "stop".')
    .optional()
    .meta({
      description:
        'What becomes of the donation when the participant ends the access on the platform’s own page, for platforms ' +
        'that tell (TikTok): it is erased (absent), or what has arrived is kept and the rest not fetched. The consent says which.',
    }),
})
  .check(
    z.refine<{ data_start_date?: string | undefined; data_end_date?: string | undefined }>(
      ({ data_start_date, data_end_date }) => String(data_start_date) <= String(data_end_date),
      {
        path: ['data_end_date'],
        error: 'The end lies before the start (data_start_date).',
        // Told together with everything else that is wrong.
        when: ({ value }) => bothDays((value ?? {}) as Record<string, unknown>),
      },
    ),
  )
  .meta({
    examples: [
      {
        source_type: 'google_portability',
        data_start_date: '2023-01-01',
        data_end_date: '2023-12-31',
        requested_data_types: ['youtube_history', 'search'],
        external_id: 'participant-17',
      },
    ],
  });
export type CreateInput = z.output<typeof createBody>;

/** A whole number in a query string; described as what it stands for. */
function whole(min: number, max: number, more: { readonly default?: number; readonly description: string }) {
  const fits = (digits: string) => /^\d{1,16}$/.test(digits) && Number(digits) >= min && Number(digits) <= max;
  return z
    .string()
    .refine(fits, { error: `Expected a whole number from ${min} to ${max}.` })
    .transform(Number)
    .meta({ type: 'integer', minimum: min, maximum: max, ...more });
}

export const listQuery = {
  limit: whole(1, 10_000, { description: 'How many at most; absent: all that fit into one answer.' }).optional(),
  status: z
    .enum([...STATUSES, 'erased'])
    .optional()
    .meta({ description: '`erased` lists what is left of erased donations.' }),
  external_id: z.string().max(200).optional().meta({ description: 'Only donations with this external_id.' }),
  cursor: z.string().max(200).optional().meta({ description: 'From the Link header of the page before.' }),
};

const dates = {
  start_date: day.optional().meta({ description: 'Only rows from this day on (UTC).' }),
  end_date: day.optional().meta({ description: 'Only rows up to and including this day (UTC).' }),
};

const exact = z
  .enum(['0', '1'])
  .optional()
  .meta({ description: 'CSV only. 1: texts that a spreadsheet would take for formulas stay exactly as they are.' });

export const rowsQuery = {
  data_type: z.string().max(100).optional().meta({ description: 'Absent: the answer names those that are there.' }),
  ...dates,
  limit: whole(1, 10_000, { description: 'How many rows at most.', default: 1000 }).default(1000),
  offset: whole(0, Number.MAX_SAFE_INTEGER, { description: 'How many rows to skip.', default: 0 }).default(0),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Only rows that hold this text, in any case, in one of their texts. `count` is of those.' }),
};

export const overviewQuery = {
  data_type: z.string().max(100),
  ...dates,
  time_zone: z
    .string()
    .max(100)
    .refine(isTimeZone, { error: 'Expected a time zone, e.g. Europe/Helsinki.' })
    .default('UTC')
    .meta({ description: 'Whose days and hours are meant.' }),
};

export const fileQuery = { ...dates, exact };

export const bundleQuery = {
  data_types: z
    .string()
    .max(4000)
    .optional()
    .meta({ description: 'Names separated by commas; absent: all that can be read.' }),
  format: z.enum(['csv', 'ndjson', 'parquet']).default('csv').meta({ description: 'What the rows are written as.' }),
  ...fileQuery,
};
