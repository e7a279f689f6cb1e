/** web/content/fi/messages/cases.ts — a platform’s name in the cases of Finnish: Googlen, TikTokissa. */

const VOWEL = /[aeiouyäöå]$/i;

/** Names that end in a consonant get an i before the ending. */
const stemOf = (name: string): string => (VOWEL.test(name) ? name : `${name}i`);

/** Whose: Googlen, TikTokin. */
export const whose = (name: string): string => `${stemOf(name)}n`;

/** Where: Googlessa, Netflixissä. The ending’s vowel follows those of the name. */
export const where = (name: string): string => `${stemOf(name)}${/[aou]/i.test(name) ? 'ssa' : 'ssä'}`;

/** Where to: Googleen, TikTokiin. */
export const whereTo = (name: string): string => `${stemOf(name)}${stemOf(name).at(-1)}n`;
