/** web/lib/in-app.ts — whether the page was opened within another app, where platforms sign nobody in. */

/** What an app's own browser says of itself, and what people call the app. */
const APPS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bInstagram\b/, 'Instagram'],
  [/\bMessenger\b|FBAN\/Messenger/, 'Messenger'],
  [/\bFBA[NV]\b/, 'Facebook'],
  [/\bLine\//, 'LINE'],
  [/\bMicroMessenger\b/, 'WeChat'],
  [/\bSnapchat\b/, 'Snapchat'],
  [/\b(musical_ly|BytedanceWebview|TikTok|trill)/i, 'TikTok'],
  [/\bTwitter(Android)?\b/, 'X'],
  [/\bLinkedInApp\b/, 'LinkedIn'],
  [/\bPinterest\b/, 'Pinterest'],
  [/\bGSA\//, 'Google'],
];

/** Android’s view of a page within an app; on Apple’s phones such a view does not call itself Safari. */
const UNNAMED = [/; wv\)/, /^(?=.*\b(iPhone|iPad|iPod)\b)(?=.*AppleWebKit)(?!.*Safari\/)/];

/**
 * @param userAgent what the browser calls itself
 * @returns the app's name, `''` where it does not tell, null for a browser
 * @see https://developers.googleblog.com/upcoming-security-changes-to-googles-oauth-20-authorization-endpoint-in-embedded-webviews/
 */
export function appAround(userAgent: string): string | null {
  const named = APPS.find(([sign]) => sign.test(userAgent));
  if (named) return named[1];
  return UNNAMED.some((sign) => sign.test(userAgent)) ? '' : null;
}
