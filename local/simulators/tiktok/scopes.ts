/** local/simulators/tiktok/scopes.ts — the scopes that the simulated TikTok has, and the categories that each opens. */

/** What is given out together. */
export type Group = 'activity' | 'postsandprofile' | 'directmessages' | 'all';

type Kind = 'single' | 'ongoing';

/** Words of the consent page. */
const WORDS: Readonly<Record<Group, string>> = {
  activity: 'your activity: what you watched, searched for, saved and shared',
  postsandprofile: 'your posts and your profile',
  directmessages: 'your direct messages',
  all: 'all of your TikTok data',
};

const OFTEN: Readonly<Record<Kind, string>> = { single: 'Once, a copy of', ongoing: 'Again and again, copies of' };

export const GROUPS = Object.keys(WORDS) as readonly Group[];

export const scopeOf = (group: Group, kind: Kind): string => `portability.${group}.${kind}`;

/** What the consent page says of each scope that there is. */
export const SCOPES: ReadonlyMap<string, string> = new Map([
  ['user.info.basic', 'Your name and picture'],
  ...GROUPS.flatMap((group) =>
    (['single', 'ongoing'] as const).map((kind) => [scopeOf(group, kind), `${OFTEN[kind]} ${WORDS[group]}`] as const),
  ),
]);

const CATEGORIES: Readonly<Record<string, Group>> = {
  ...{ activity: 'activity', video: 'postsandprofile', profile: 'postsandprofile', direct_message: 'directmessages' },
  ...{ all_data: 'all', comment: 'all', live: 'all', shop: 'all', app_settings: 'all' },
};

export const isCategory = (category: unknown): category is string =>
  typeof category === 'string' && Object.hasOwn(CATEGORIES, category);

/** The groups that categories belong to; everything is in `all`. */
export function groupsOf(categories: readonly string[]): readonly Group[] {
  const groups = new Set(categories.map((category) => CATEGORIES[category] as Group));
  return groups.has('all') ? ['all'] : [...groups];
}
