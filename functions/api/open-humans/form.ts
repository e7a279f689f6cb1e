/** functions/api/open-humans/form.ts — the fields of a request: multipart, form or JSON, all alike. Unknown ones are passed over. */
import { MAX_UPLOAD_BYTES, UPLOAD_TOO_LARGE } from '../../constants.ts';
import { AppError } from '../../core/errors.ts';
import { rawBody } from '../../http/body.ts';
import { type ApiEvent, header } from '../../http/event.ts';
import { MultipartError, readMultipart } from '../../http/multipart.ts';
import { type Faults, Refusal } from './refusal.ts';

export type SentFile = { readonly name: string; readonly bytes: Buffer };

export type Form = {
  readonly values: ReadonlyMap<string, unknown>;
  readonly files: ReadonlyMap<string, SentFile>;
};

/** The body. @throws Refusal 413 saying the limit */
function bodyOf(event: ApiEvent): Buffer {
  try {
    const body = rawBody(event);
    if (body.length <= MAX_UPLOAD_BYTES) return body;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  throw new Refusal(413, { detail: UPLOAD_TOO_LARGE });
}

const NO_FILES: Form['files'] = new Map();

function readJson(body: Buffer): Form {
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The parser's own message quotes the body.
    throw new Refusal(400, { detail: 'JSON parse error - the body is not valid JSON.' });
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw new Refusal(400, { detail: 'JSON parse error - expected an object.' });
  }
  return { values: new Map(Object.entries(found)), files: NO_FILES };
}

function readParts(body: Buffer, contentType: string): Form {
  const values = new Map<string, unknown>();
  const files = new Map<string, SentFile>();
  try {
    for (const { name, fileName, bytes } of readMultipart(body, contentType)) {
      // A part whose file name is empty is a file field that was left empty.
      if (fileName) files.set(name, { name: fileName, bytes });
      else if (fileName === undefined) values.set(name, bytes.toString('utf8'));
    }
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    throw new Refusal(400, { detail: `Multipart form parse error - ${error.message}` });
  }
  return { values, files };
}

/** Reads the body. @throws Refusal 400 for what is broken, 413, 415 */
export function readForm(event: ApiEvent): Form {
  const body = bodyOf(event);
  if (!body.length) return { values: new Map(), files: NO_FILES };
  const contentType = header(event, 'content-type') ?? '';
  const [type = ''] = contentType.split(';', 1);
  switch (type.trim().toLowerCase()) {
    case 'application/json':
      return readJson(body);
    case 'multipart/form-data':
      return readParts(body, contentType);
    case 'application/x-www-form-urlencoded':
      return { values: new Map(new URLSearchParams(body.toString('utf8'))), files: NO_FILES };
    default: {
      const detail = `Unsupported media type "${contentType.slice(0, 100)}" in request.`;
      throw new Refusal(415, { detail });
    }
  }
}

/** A field as text, without white space at its ends; what is no text in JSON cannot be read as any. */
export function textOf({ values }: Form, name: string): string {
  const value = values.get(name) ?? '';
  return typeof value === 'object' ? '[object]' : String(value).trim();
}

/** A text that has to be there; what is wrong with it is noted. */
export function requiredText(form: Form, name: string, faults: Faults): string {
  const text = textOf(form, name);
  if (!text) faults[name] = ['This field is required.'];
  else if (text.includes('\0')) faults[name] = ['Null characters are not allowed.'];
  return text;
}

/** The list of data types, which is taken and not used; what is wrong with it is noted. */
export function checkDataTypes(form: Form, faults: Faults): void {
  const text = textOf(form, 'datatypes');
  if (!text) return;
  try {
    if (Array.isArray(JSON.parse(text))) return;
  } catch {
    // Told like any other text that is no list.
  }
  faults.datatypes = [`Could not parse the uploaded datatypes from: '${text.slice(0, 200)}'`];
}

/** A whole number. @returns undefined where there is none; what is no number is noted */
export function wholeNumber(form: Form, name: string, faults: Faults): number | undefined {
  const value = form.values.get(name);
  const text = textOf(form, name);
  if (!text) return undefined;
  if (typeof value === 'boolean' || !/^[+-]?\d{1,1000}(\.0*)?$/.test(text)) {
    faults[name] = ['Enter a whole number.'];
    return undefined;
  }
  return Number(text);
}
