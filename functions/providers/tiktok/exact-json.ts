/** functions/providers/tiktok/exact-json.ts — JSON whose whole numbers keep all their digits. */

const WHOLE = /^-?\d+$/;

/** Ids are of 64 bits: a number would round their last digits, so that they are read as text. */
const keepDigits = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(context?.source ?? '')
    ? context?.source
    : value;

/** @returns the parsed text; undefined for what is no JSON */
export function parseExact(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

const ID = /^[1-9]\d{0,19}$/;

/** An id as text, whatever it came as; undefined for what is none. */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && ID.test(text) ? text : undefined;
}
