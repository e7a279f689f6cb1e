/** test/support/json-oracle.ts — the records of a JSON array, found byte by byte in the whole of it. */

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const char = (text: string): number => text.charCodeAt(0);

/**
 * What the scanner must find, in the plainest way. A backslash escapes a quote wherever it stands.
 * @param bytes what follows an array's opening bracket
 * @returns the records' bounds, and the place behind the array; undefined where it is no array
 */
export function recordsIn(bytes: Uint8Array): { bounds: [number, number][]; end: number } | undefined {
  const bounds: [number, number][] = [];
  let at = 0;
  let afterComma = false;
  const skip = () => {
    while (isSpace(bytes[at])) at += 1;
  };
  for (;;) {
    skip();
    if (bytes[at] === char(']') && !afterComma) return { bounds, end: at + 1 };
    const end = endOfRecord(bytes, at);
    if (end === undefined) return undefined;
    bounds.push([at, end]);
    at = end;
    skip();
    if (bytes[at] === char(']')) return { bounds, end: at + 1 };
    if (bytes[at] !== char(',')) return undefined;
    at += 1;
    afterComma = true;
  }
}

function endOfRecord(bytes: Uint8Array, start: number): number | undefined {
  const first = bytes[start];
  if (first === undefined || [',', ']', '}', ':'].some((mark) => char(mark) === first)) return undefined;
  if (!['{', '[', '"'].some((mark) => char(mark) === first)) return endOfWord(bytes, start);
  let depth = 0;
  let inString = false;
  let escaped = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const isQuote = byte === char('"') && !escaped;
    escaped = byte === char('\\') && !escaped;
    if (isQuote) inString = !inString;
    else if (!inString && (byte === char('{') || byte === char('['))) depth += 1;
    else if (!inString && (byte === char('}') || byte === char(']'))) depth -= 1;
    if (!inString && depth === 0) return at + 1;
  }
  return undefined;
}

function endOfWord(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === char(',') || byte === char(']') || isSpace(byte)) return at;
    if (['"', '{', '[', '}', ':'].some((mark) => char(mark) === byte)) return undefined;
  }
  return undefined;
}
