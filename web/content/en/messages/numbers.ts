/** web/content/en/messages/numbers.ts — how English writes numbers, and what is counted. */

export const number = new Intl.NumberFormat('en');
export const rows = (count: number): string => `${number.format(count)} ${count === 1 ? 'row' : 'rows'}`;
export const were = (count: number): string => `${number.format(count)} ${count === 1 ? 'was' : 'were'}`;
