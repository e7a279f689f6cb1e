/** functions/providers/google/readers/address.ts — what the addresses in My Activity say. */

const GOOGLE_HOST = /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/;
const YOUTUBE_HOST = /^(?:(?:www|m|music|gaming|kids)\.)?youtube(?:-nocookie)?\.com$/;
const VIDEO_ID = /^[\w-]{11}$/;

/** A record's address is asked about by each of its columns: the last one is kept parsed. */
let last: { readonly text: string; readonly url: URL | undefined } | undefined;

/** @returns the parsed address, not to be changed; undefined where it is no http(s) address */
export function parseAddress(text: unknown): URL | undefined {
  if (typeof text !== 'string' || !/^https?:\/\//i.test(text)) return undefined;
  if (last?.text !== text) last = { text, url: URL.parse(text) ?? undefined };
  return last.url;
}

/** Google's hosts in all countries, e.g. `www.google.co.uk`. */
export const isGoogle = (url: URL): boolean => GOOGLE_HOST.test(url.hostname);

export const isYouTube = (url: URL): boolean => YOUTUBE_HOST.test(url.hostname) || url.hostname === 'youtu.be';

/**
 * Takes the target out of Google's redirect `https://www.google.com/url?q=<target>&usg=…`.
 * @returns the address as it stood, where it is no redirect; null where it is no http(s) address
 */
export function unwrapAddress(text: unknown): string | null {
  const url = parseAddress(text);
  if (!url) return null;
  if (!isGoogle(url) || url.pathname !== '/url') return text as string;
  const target = url.searchParams.get('q') || url.searchParams.get('url');
  // A target of Google's own may be written without its host, e.g. `/search?q=…`.
  if (target?.startsWith('/')) return URL.parse(target, url)?.href ?? (text as string);
  return parseAddress(target) ? target : (text as string);
}

/**
 * The id of the video an address plays: `watch?v=`, Shorts, live, embedded, `youtu.be`, YouTube Music.
 * @returns null where there is none, as in `watch?v=` of a removed video
 */
export function videoIdOf(address: unknown): string | null {
  const url = parseAddress(address);
  if (!url || !isYouTube(url)) return null;
  const [, first = '', second = ''] = url.pathname.split('/');
  const inPath = ['shorts', 'live', 'embed', 'v'].includes(first) ? second : null;
  const id = url.hostname === 'youtu.be' ? first : (inPath ?? url.searchParams.get('v'));
  return id && VIDEO_ID.test(id) ? id : null;
}
