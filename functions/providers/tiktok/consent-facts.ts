/** functions/providers/tiktok/consent-facts.ts — what TikTok wants people to be told before they sign in. */
import type { OnAccessRemoved } from '../../core/donation.ts';

const REMOVED: Readonly<Record<OnAccessRemoved, string>> = {
  erase: 'your donation is deleted as if you had withdrawn; later, withdraw here.',
  stop: 'nothing more is fetched, and what has arrived by then is kept; to have that deleted, too, withdraw here.',
};

/**
 * What TikTok's review asks for beside purpose and data types: how often, what for, how to stop, what then happens.
 * @see https://developers.tiktok.com/doc/data-portability-api-get-started
 */
export const consentFacts = (onAccessRemoved: OnAccessRemoved): readonly string[] => [
  'From TikTok: on TikTok’s own page you allow a single copy of each group of data that is named there. It is asked ' +
    'for once, right after you have signed in; nothing is fetched again later. TikTok makes a copy of the whole group; ' +
    'we keep only what is listed above, use it for this study and nothing else, and delete the rest at once.',
  'To stop: withdraw here, or remove this service in TikTok’s settings under “Security and permissions”, “Apps and ' +
    'services permissions”. If you remove it there, or your TikTok account is closed, within 15 days of signing in, ' +
    `${REMOVED[onAccessRemoved]} As soon as your copy has been fetched, we give the access back by ourselves.`,
];
