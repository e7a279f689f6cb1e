/** functions/http/multipart.ts — the parts of a multipart/form-data body. The body is whole already: Lambda gives no other. */

/** A field of a form; a file where it has a file name, or names a type of bytes. */
export type Part = { readonly name: string; readonly fileName?: string; readonly bytes: Buffer };

/** The body is not what its content type says. */
export class MultipartError extends Error {}

/** More fields than any form of ours has: what comes behind is refused, not held. */
const MAX_PARTS = 1000;

const [CRLF, BLANK_LINE] = [Buffer.from('\r\n'), Buffer.from('\r\n\r\n')];

/** One parameter after the other: a token, or a text in quotes with `\\"` or `%22` for a quote. */
const PARAMETER = /;\s*([\w*-]+)=(?:"((?:\\"|[^"])*)"|([^;\s]*))/g;

const unquoted = (text: string): string =>
  text.replaceAll('\\"', '"').replace(/%22/g, '"').replace(/%0d/gi, '\r').replace(/%0a/gi, '\n');

/** The parameters of a header by their names in lower case; the first of a name counts. */
function parametersOf(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, token = ''] of header.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted === undefined ? token : unquoted(quoted));
  }
  return found;
}

/**
 * The name of a file; `filename*=utf-8''…` is how some clients write those that are not plain ASCII.
 * @throws MultipartError @see https://www.rfc-editor.org/rfc/rfc8187
 */
function fileNameOf(parameters: ReadonlyMap<string, string>): string | undefined {
  const [, encoded] = /^utf-8'[^']*'(.*)$/i.exec(parameters.get('filename*') ?? '') ?? [];
  try {
    return encoded === undefined ? parameters.get('filename') : decodeURIComponent(encoded);
  } catch {
    throw new MultipartError('A file name is not correctly encoded.');
  }
}

/** A part without a name belongs to no field. */
function readPart(bytes: Buffer): Part | undefined {
  // Without any header the blank line stands at the start.
  const end = bytes.indexOf(BLANK_LINE);
  if (end < 0) throw new MultipartError('A part has no end to its headers.');
  const headers = bytes.subarray(0, end).toString('utf8').split('\r\n');
  const disposition = headers.find((line) => /^content-disposition:/i.test(line)) ?? '';
  const parameters = parametersOf(disposition);
  const [name, fileName] = [parameters.get('name'), fileNameOf(parameters)];
  const content = bytes.subarray(end + BLANK_LINE.length);
  return name === undefined ? undefined : { name, bytes: content, ...(fileName !== undefined && { fileName }) };
}

/**
 * Takes a body apart, without copying it.
 * @param contentType with its `boundary`
 * @throws MultipartError saying what is wrong
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function readMultipart(body: Buffer, contentType: string): readonly Part[] {
  const boundary = parametersOf(contentType).get('boundary');
  if (!boundary || boundary.length > 70) throw new MultipartError('Invalid boundary in multipart.');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter has no line before it.
  const whole = Buffer.concat([CRLF, body]);
  const parts: Part[] = [];
  let at = whole.indexOf(delimiter);
  for (;;) {
    if (at < 0) throw new MultipartError('The body ends before its last boundary.');
    const start = at + delimiter.length;
    if (whole.subarray(start, start + 2).toString() === '--') return parts;
    const next = whole.indexOf(delimiter, start);
    if (next < 0) throw new MultipartError('The body ends before its last boundary.');
    // White space may stand behind a boundary.
    const line = whole.indexOf(CRLF, start);
    const part = readPart(whole.subarray(Math.min(line + CRLF.length, next), next));
    if (part) parts.push(part);
    if (parts.length > MAX_PARTS) throw new MultipartError(`A form may have ${MAX_PARTS} fields.`);
    at = next;
  }
}
