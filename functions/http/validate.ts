/** functions/http/validate.ts — all that is wrong with an input, by field, at once. */
import type * as z from 'zod';
import { AppError, type FieldErrors } from '../core/errors.ts';

type Issue = z.core.$ZodIssue;

const requiredMessage = ({ input }: z.core.$ZodRawIssue): string | undefined =>
  input === undefined ? 'This field is required.' : undefined;

/** More wrong fields than anybody reads; a body of unknown fields alone would make an answer larger than may be sent. */
const MAX_FIELDS = 100;
const MAX_NAME = 200;

/** A field as callers write it: `study.title`, `requested_data_types.0`; the whole input is `body`. */
const fieldName = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, MAX_NAME) || 'body';

const namedFields = (issue: Issue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.slice(0, MAX_FIELDS).map((key) => fieldName([...issue.path, key]))
    : [fieldName(issue.path)];

/** Messages of zod issues by field: of the first hundred fields. */
export function fieldErrors(issues: readonly Issue[]): FieldErrors {
  const byField = new Map<string, string[]>();
  for (const issue of issues.slice(0, MAX_FIELDS)) {
    for (const field of namedFields(issue)) byField.set(field, [...(byField.get(field) ?? []), issue.message]);
  }
  return Object.fromEntries([...byField].slice(0, MAX_FIELDS));
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
