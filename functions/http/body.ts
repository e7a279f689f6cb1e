/** functions/http/body.ts — the JSON body of a request, before any schema sees it. */
import { MAX_REQUEST_BYTES } from '../constants.ts';
import { AppError } from '../core/errors.ts';
import { type ApiEvent, header } from './event.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** The body as it was sent. @throws AppError `too_large` above 5 MB */
export function rawBody({ body = '', isBase64Encoded = false }: ApiEvent): Buffer {
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
  if (bytes.length > MAX_REQUEST_BYTES) throw new AppError('too_large');
  return bytes;
}

/**
 * @returns the parsed body
 * @throws AppError `too_large` above 5 MB, before anything of it is parsed; `invalid` (field `body`) when there is
 * none; `unsupported_media_type` when it is not `application/json`; `broken_json` when it is no JSON in UTF-8
 */
export function readBody(event: ApiEvent): unknown {
  const bytes = rawBody(event);
  if (bytes.length === 0) throw new AppError('invalid', { errors: { body: ['A JSON object is required.'] } });
  if (!JSON_TYPE.test(header(event, 'content-type') ?? '')) throw new AppError('unsupported_media_type');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body.
    throw new AppError('broken_json');
  }
}
