/** web/build/accent.ts — the institution's colour as a style sheet, where it can be read in both themes. */

/** The paper of each theme, as `styles/base.css` has it, and what may stand on the accent. */
const THEMES = { accent_light: '#fbfaf8', accent_dark: '#14191b' } as const;
const INKS = ['#ffffff', '#0d1416'] as const;
/** What text has to have. @see https://www.w3.org/TR/WCAG22/#contrast-minimum */
const MIN_CONTRAST = 4.5;
/** How much of the accent is in the ground of what it marks. */
const WASH = 0.09;

export type Accents = Readonly<Record<keyof typeof THEMES, string>>;

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @returns from 1 to 21. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (colour: string, ground: string): string => {
  const over = channels(ground);
  const values = channels(colour).map((value, at) => Math.round(value * WASH + (over[at] ?? 0) * (1 - WASH)));
  return `#${values.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** What is wrong with the colours: each is named with what would help. */
export function accentFaults(accents: Accents): readonly string[] {
  return Object.entries(THEMES).flatMap(([field, paper]) => {
    const colour = accents[field as keyof Accents];
    if (!/^#[0-9a-f]{6}$/i.test(colour)) return [`"${field}" is not a colour: write it as #rrggbb`];
    const reached = contrast(colour, paper);
    if (reached >= MIN_CONTRAST) return [];
    const way = field === 'accent_light' ? 'darker' : 'lighter';
    return [`"${field}" cannot be read on the page (contrast ${reached.toFixed(1)}, at least 4.5): take a ${way} one`];
  });
}

/** The style sheet: the accent, what is written on it, and its wash. */
export function accentStyles(accents: Accents): string {
  const rule = (field: keyof Accents): string => {
    const colour = accents[field];
    const ink = INKS.toSorted((one, other) => contrast(other, colour) - contrast(one, colour))[0];
    return `:root{--accent:${colour};--accent-ink:${ink};--accent-wash:${mixed(colour, THEMES[field])}}`;
  };
  return `${rule('accent_light')}@media (prefers-color-scheme:dark){${rule('accent_dark')}}\n`;
}
