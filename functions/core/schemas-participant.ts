/** functions/core/schemas-participant.ts — what the donation site sends, field by field. */
import * as z from 'zod';
import { strictObject } from './schemas.ts';

export const sessionBody = strictObject({
  token: z
    .string()
    .max(2000)
    .transform((pasted) => pasted.trim().split('#').at(-1) as string)
    .meta({ description: 'The token of a link, or the whole link.' }),
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
