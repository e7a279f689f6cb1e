/** web/lib/web-address.ts — what may become a link: a web address, and nothing that a browser would run. */

export const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\//i.test(value);
