/** functions/core/schemas-participant.ts — what the donation site sends, field by field. */
import * as z from 'zod';
import { idPattern } from './id.ts';
import { MAX_REMOVED_ROWS } from './review.ts';
import { donationPath, strictObject } from './schemas.ts';
import { day } from './schemas-donation.ts';

/** A token as it is pasted: bare, or at the end of its link. */
const pastedToken = z
  .string()
  .max(2000)
  .transform((pasted) => pasted.trim().split('#').at(-1) as string);

export const sessionBody = strictObject({
  token: pastedToken.meta({ description: 'The token of a link, or the whole link.' }),
});

export const identityBody = strictObject({
  participant_token: pastedToken.optional().meta({
    description: 'The token of a personal link, or the whole link, which is to lead to the donations from now on.',
  }),
  claim: z
    .boolean()
    .default(false)
    .meta({ description: 'The personal link that this browser was opened with leads to the donations from now on.' }),
  first: z
    .boolean()
    .default(false)
    .meta({ description: 'Only where there is none yet: one that somebody may have kept stays valid.' }),
});

export const consentBody = strictObject({
  consent_id: z.string().max(200).meta({ description: 'The id of the text that was shown.' }),
  accepted: z.boolean(),
});

export const authorizationBody = strictObject({
  without_the_rest: z
    .boolean()
    .default(false)
    .meta({ description: 'Of several sign-ins: go on with what those made so far have granted.' }),
});

/** The number of a file, in an address. */
export const fileNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

export const filesQuery = {
  offset: z
    .string()
    .regex(/^\d{1,9}$/, 'Expected a whole number from 0 on.')
    .transform(Number)
    .default(0)
    .meta({ description: 'How many of the newest to leave out.' }),
} as const;

/** The path of one removal. */
export const removalPath = { ...donationPath, removal: z.string().regex(idPattern('rem')) } as const;

const selection = strictObject({
  data_type: z.string().max(100),
  rows: z
    .array(z.int().min(0))
    .min(1, 'Name at least one row.')
    .max(MAX_REMOVED_ROWS, `At most ${MAX_REMOVED_ROWS} rows one by one; remove more by a text, by days, or all.`)
    .optional()
    .meta({ description: 'Rows by their `row_numbers`.' }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Rows that hold this text, as in the query.' }),
  start_date: day.optional().meta({ description: 'Rows from this day on (UTC).' }),
  end_date: day.optional().meta({ description: 'Rows up to and including this day (UTC).' }),
  all: z.literal(true).optional().meta({ description: 'Every row of the data type.' }),
});
type Named = z.output<typeof selection>;

/** In how many ways rows are named: by their numbers, by what finds them, or all. */
const waysOf = ({ rows, q, start_date, end_date, all }: Named): number =>
  [rows, q ?? start_date ?? end_date, all].filter((way) => way !== undefined).length;

/** Rows to be removed before the release. */
export const removalBody = selection
  .refine((named) => waysOf(named) === 1, {
    path: ['rows'],
    error: 'Say which rows in one way: `rows`, or `q` and days, or `all`.',
  })
  .refine(({ start_date: start, end_date: end }) => !start || !end || start <= end, {
    path: ['end_date'],
    error: 'The end lies before the start (start_date).',
  });
