/** functions/core/schemas.ts — what the API takes, field by field; the documentation is made from the same schemas. */
import * as z from 'zod';

/** An object whose unknown fields are an error that names the known ones. */
export function strictObject<const Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const known = Object.keys(shape).join(', ') || 'none';
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `Unknown field. Known fields: ${known}.` : undefined),
  });
}
