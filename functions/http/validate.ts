/** functions/http/validate.ts — all that is wrong with an input, by field, at once. */
import type * as z from 'zod';
import { AppError, type FieldErrors } from '../core/errors.ts';

type Issue = z.core.$ZodIssue;

const requiredMessage = ({ input }: z.core.$ZodRawIssue): string | undefined =>
  input === undefined ? 'This field is required.' : undefined;

/** A field as callers write it: `study.title`, `requested_data_types.0`; the whole input is `body`. */
const fieldName = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'body';

const namedFields = (issue: Issue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => fieldName([...issue.path, key]))
    : [fieldName(issue.path)];

/** Messages of zod issues by field. */
export function fieldErrors(issues: readonly Issue[]): FieldErrors {
  const byField = new Map<string, string[]>();
  for (const issue of issues) {
    for (const field of namedFields(issue)) byField.set(field, [...(byField.get(field) ?? []), issue.message]);
  }
  return Object.fromEntries(byField);
}

/**
 * @returns the input as the schema gives it
 * @throws AppError `invalid` with every message by field
 */
export async function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): Promise<z.output<Schema>> {
  const parsed = await schema.safeParseAsync(input, { error: requiredMessage });
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', { errors: fieldErrors(parsed.error.issues) });
}
