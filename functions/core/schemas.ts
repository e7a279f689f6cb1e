/** functions/core/schemas.ts — what the API takes, field by field; the documentation is made from the same schemas. */
import * as z from 'zod';
import { SOURCE_TYPES, STATUSES } from './donation.ts';
import { idPattern } from './id.ts';

/** An object whose unknown fields are an error that names the known ones. */
export function strictObject<const Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const known = Object.keys(shape).join(', ') || 'none';
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `Unknown field. Known fields: ${known}.` : undefined),
  });
}

/** A field that may be left out; `null` says the same. */
export const absentOr = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

const DAY = z.iso.date({ error: 'Use a date that exists, as YYYY-MM-DD.' });

/** A whole UTC day that exists: 2024-02-30 is none. */
export const day = (description: string) => DAY.meta({ description, examples: ['2023-12-31'] });

/** A non-negative integer of a query, in digits only. */
export function count(least: number, most: number) {
  const error = `Use a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,16}$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(least, { error }).max(most, { error }));
}

const text = (most: number, description: string) => z.string().trim().min(1).max(most).meta({ description });

/** An http or https address. */
const address = (description: string) =>
  z
    .url({ protocol: /^https?$/, error: 'Use an absolute http or https address.' })
    .max(2000)
    .meta({ description, examples: ['https://example.org/'] });

/** The study as the participant sees it; what is absent is taken from the researcher's record. */
export const studySchema = strictObject({
  title: absentOr(text(200, 'What the study is called.')),
  purpose: absentOr(text(2000, 'Why it needs the data, in plain words.')),
  institution: absentOr(text(200, 'Who is responsible.')),
  contact: absentOr(text(200, 'Whom participants can ask: an e-mail address or a phone number.')),
  privacy_url: absentOr(address('The study’s own privacy notice.')),
}).meta({ id: 'StudyInput' });

const isDay = (value: unknown): value is string => DAY.safeParse(value).success;
const isFuture = (time: string): boolean => Date.parse(time) > Date.now();

/** The body of `POST /api/donations/` as far as it does not depend on the provider. */
export const newDonationFields = {
  source_type: z.enum(SOURCE_TYPES).meta({ description: 'The platform and the way data come from it.' }),
  data_start_date: absentOr(day('First day of the study period, UTC, included. Absent: from the beginning.')),
  data_end_date: absentOr(day('Last day of the study period, UTC, included. Absent: until the consent.')),
  study: absentOr(studySchema),
  external_id: absentOr(
    z.string().min(1).max(200).meta({ description: 'Your own name for the participant; they do not see it.' }),
  ),
  language: absentOr(
    z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: 'Use a language tag such as en or fi (BCP 47).' })
      .meta({ description: 'Language of the donation page and the platform’s page, BCP 47.', examples: ['fi'] }),
  ),
  return_url: absentOr(address('Where the donation page leads the participant in the end.')),
  link_expires_at: absentOr(
    z.iso
      .datetime({ offset: true, error: 'Use a time as RFC 3339, such as 2027-01-31T12:00:00Z.' })
      .refine(isFuture, { error: 'This time has passed.' })
      .meta({ description: 'Until when the donation may be started. Seeing and withdrawing it never expire.' }),
  ),
} as const;

/** A period whose end does not lie before its start; told together with everything else that is wrong. */
export const periodInOrder = <Start extends string, End extends string>(start: Start, end: End) =>
  z.refine<Partial<Record<Start | End, unknown>>>((value) => String(value[start]) <= String(value[end]), {
    path: [end],
    error: `The end lies before the start (${start}).`,
    when: ({ value }) => {
      const period = (value ?? {}) as Record<string, unknown>;
      return isDay(period[start]) && isDay(period[end]);
    },
  });

/** The id in a donation's path. */
export const donationPath = {
  id: z.string().regex(idPattern('don')).meta({ description: 'The donation’s id.' }),
} as const;

/** The query of `GET /api/donations/`. */
export const donationsQuery = {
  status: z
    .enum([...STATUSES, 'erased'])
    .optional()
    .meta({ description: '`erased` lists what is left of erased ones.' }),
  external_id: z.string().max(200).optional().meta({ description: 'Only donations with this external_id.' }),
  limit: count(1, 10_000).optional().meta({ description: 'At most so many; absent: all that fit into 5 MB.' }),
  after: z.string().max(200).optional().meta({ description: 'Where the page begins; take it from the Link header.' }),
} as const;

/** Most rows of one page. */
export const MAX_ROWS = 10_000;

const bounds = {
  start_date: day('Only rows from this day on, UTC.').optional(),
  end_date: day('Only rows up to this day, UTC, included.').optional(),
} as const;

/** The query of `…/data/`. */
export const rowsQuery = strictObject({
  data_type: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Absent: the answer lists the data types that are there.' }),
  ...bounds,
  limit: count(1, MAX_ROWS).default(1000).meta({ description: 'At most so many rows.' }),
  offset: count(0, Number.MAX_SAFE_INTEGER).default(0).meta({ description: 'Skip so many rows.' }),
}).check(periodInOrder('start_date', 'end_date'));

/** The query of `…/data/{file}`. */
export const fileQuery = strictObject(bounds).check(periodInOrder('start_date', 'end_date'));

/** The code of a receipt, as people may type it. */
export const receiptPath = {
  code: z
    .string()
    .max(40)
    .transform((typed) => typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1'))
    .meta({ description: 'The receipt’s code.', examples: ['7Q2M4-0ZK3P-…'] }),
} as const;
