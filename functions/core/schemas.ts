/** functions/core/schemas.ts — what the schemas of the API have in common. */
import * as z from 'zod';
import { idPattern } from './id.ts';

/** An object whose unknown fields are an error that names the known ones. */
export function strictObject<const Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const known = Object.keys(shape).join(', ') || 'none';
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `Unknown field. Known fields: ${known}.` : undefined),
  });
}

/** The path of one donation. */
export const donationPath = { id: z.string().regex(idPattern('don')) } as const;
