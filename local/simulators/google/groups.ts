/** local/simulators/google/groups.ts — the resource groups and scopes that the simulated Google has. */

export const SCOPE_PREFIX = 'https://www.googleapis.com/auth/dataportability.';

/** Groups with archives here, in the words of the consent page. */
export const GROUPS: Readonly<Record<string, string>> = {
  'myactivity.youtube': 'Your YouTube activity: videos you watched, searched for or liked',
  'myactivity.search': 'Your Google Search activity: searches, images, videos, Lens and Discover',
  'myactivity.play': 'Your Google Play activity: apps and games you used',
  'myactivity.maps': 'Your Google Maps activity',
  'myactivity.shopping': 'Your Google Shopping activity',
  'myactivity.myadcenter': 'Your My Ad Center activity',
  'chrome.history': 'Your Chrome history',
  'discover.follows': 'The topics you follow in Discover',
  'discover.likes': 'The articles you liked in Discover',
  'discover.not_interested': 'The topics you are not interested in, in Discover',
};

/** Groups whose exports can be limited to a period. */
export const TIME_FILTERED: ReadonlySet<string> = new Set(
  Object.keys(GROUPS).filter((group) => group.startsWith('myactivity.') || group === 'chrome.history'),
);

export const isKnownScope = (scope: string): boolean =>
  scope.startsWith(SCOPE_PREFIX) && /^[a-z_]+(\.[a-z_]+)+$/.test(scope.slice(SCOPE_PREFIX.length));

export const groupsOf = (scopes: readonly string[]): readonly string[] =>
  scopes.map((scope) => scope.slice(SCOPE_PREFIX.length));
