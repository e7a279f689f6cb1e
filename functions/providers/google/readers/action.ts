/** functions/providers/google/readers/action.ts — what a record says was done, in any language. */
import type { SourceRecord } from '../../../archive/types.ts';
import { plainName } from '../plain-name.ts';
import { isGoogle, isYouTube, parseAddress } from './address.ts';
import { type Action, VERBS } from './verbs.ts';

/**
 * The action of a record: first by an address that allows but one, then by the verb in the title, then by what its
 * address and shape make likely. The verb stands before the last, for one and the same video address is watched,
 * liked, saved and shared.
 * @returns null when nothing tells; the title is kept whatever this finds
 */
export function actionOf({ title, titleUrl, activityControls }: SourceRecord): Action | null {
  const url = parseAddress(titleUrl);
  if (url && isYouTube(url) && url.pathname === '/results') return 'searched';
  return byVerb(title) ?? (url ? likely(url, Array.isArray(activityControls)) : null);
}

function byVerb(title: unknown): Action | null {
  if (typeof title !== 'string') return null;
  const plain = plainName(title);
  for (const { prefixes, suffixes = [], patterns = [] } of Object.values(VERBS)) {
    const found =
      prefixes.find(([verb]) => startsWithWords(plain, verb)) ??
      patterns.find(([pattern]) => pattern.test(plain)) ??
      suffixes.find(([verb]) => plain.endsWith(verb));
    if (found) return found[1];
  }
  return null;
}

const startsWithWords = (text: string, words: string): boolean =>
  text.startsWith(words) && !/\p{L}/u.test(text[words.length] ?? '');

/** @param controlled whether the record names activity controls: likes and subscriptions never do */
function likely(url: URL, controlled: boolean): Action | null {
  if (isYouTube(url)) {
    if (url.pathname.startsWith('/post/')) return 'viewed';
    const plays = url.hostname === 'youtu.be' || /^\/(watch|shorts|live)\b/.test(url.pathname);
    return plays && controlled ? 'watched' : null;
  }
  if (!isGoogle(url)) return null;
  if (url.pathname === '/url') return 'visited';
  return url.pathname === '/search' ? 'searched' : null;
}
