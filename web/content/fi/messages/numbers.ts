/** web/content/fi/messages/numbers.ts — how Finnish writes numbers, and what is counted. */

export const number = new Intl.NumberFormat('fi');
export const rows = (count: number): string => `${number.format(count)} ${count === 1 ? 'rivi' : 'riviä'}`;
