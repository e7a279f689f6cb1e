/** functions/http/problem.ts — errors as problem details. */
import { AppError, HTTP_ERRORS } from '../core/errors.ts';
import type { Answer } from './answer.ts';

/** Where a code is explained: an anchor of the documentation page. */
export const problemType = (code: string): string => `/api/docs/#${code}`;

/**
 * An error as problem details: `type title status detail code`, `errors` for invalid input, and the error's own
 * members. Whatever is not an `AppError` is `internal`, without any detail of it.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function toProblem(error: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const { code, status, detail, errors, extra } = error instanceof AppError ? error : new AppError('internal');
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      // RFC 9110 §15.5.2: a 401 names the scheme that would be accepted.
      ...(code === 'unauthorized' && { 'www-authenticate': 'Token' }),
      ...headers,
    },
    body: {
      ...extra,
      type: problemType(code),
      title: HTTP_ERRORS[code].title,
      status,
      detail,
      code,
      ...(errors && { errors }),
    },
  };
}
