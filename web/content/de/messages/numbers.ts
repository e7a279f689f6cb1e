/** web/content/de/messages/numbers.ts — how German writes numbers, and what is counted. */

export const number = new Intl.NumberFormat('de');
export const rows = (count: number): string => `${number.format(count)} ${count === 1 ? 'Zeile' : 'Zeilen'}`;
