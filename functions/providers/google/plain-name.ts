/** functions/providers/google/plain-name.ts — one spelling for names that come in several. */

/** No name, and no title with a verb, is longer. Composing takes a time that grows with the square of the length. */
const MAX_COMPOSED = 2000;

/**
 * The same name occurs composed and decomposed (NFC, NFD), and with no-break spaces (U+00A0, U+202F) for spaces.
 * @returns the name composed, unless it is too long for one, with plain spaces
 */
export const plainName = (name: string): string => (ASCII.test(name) ? name : composed(name));

const ASCII = /^[\x20-\x7e]*$/;

const composed = (name: string): string =>
  (name.length > MAX_COMPOSED ? name : name.normalize('NFC')).replace(/[\u00a0\u202f]/g, ' ');

/** Names are compared without regard to case, too. */
export const comparable = (name: string): string => plainName(name).trim().toLowerCase();
