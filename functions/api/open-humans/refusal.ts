/** functions/api/open-humans/refusal.ts — errors in the shapes of Open Humans, which are not those of our own API. */
import { AppError, type HttpErrorCode } from '../../core/errors.ts';
import type { Answer } from '../../http/answer.ts';

const CODES: Readonly<Record<number, HttpErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
};

/** An error with exactly this body. A text is a page. */
export class Refusal extends AppError {
  readonly body: object | string;

  constructor(status: 400 | 401 | 403 | 405 | 413 | 415, body: object | string) {
    super(CODES[status] as HttpErrorCode);
    this.body = body;
  }
}

/** What is wrong with an input, by field: all of it at once. */
export type Faults = Record<string, readonly string[]>;

/** @throws Refusal when there is any */
export function refuseFaults(faults: Faults): void {
  if (Object.keys(faults).length) throw new Refusal(400, faults);
}

const WWW_AUTHENTICATE = { 'www-authenticate': 'Bearer realm="api"' };
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** Any error as it is told: `detail` in words, or the faults by field. An unexpected one says nothing of itself. */
export function toRefusal(error: unknown): Answer {
  if (error instanceof Refusal) {
    const { status, body } = error;
    return {
      status,
      body,
      headers: { ...(status === 401 && WWW_AUTHENTICATE), ...(typeof body === 'string' && HTML) },
    };
  }
  const { status, detail, errors } = error instanceof AppError ? error : new AppError('internal');
  return { status, body: errors ?? { detail } };
}
