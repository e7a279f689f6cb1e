/** local/simulators/tiktok/document/people.ts — what the built-in accounts' documents hold, list by list. */
import type { Account } from '../../accounts.ts';
import type { Group } from '../scopes.ts';
import { type Drawn, draw, type Manner } from './draw.ts';
import { Records, type Tree } from './json.ts';
import { CONVERSATIONS, LISTS, type ListSpec } from './lists.ts';

/** Whose documents are made on the fly, and how large the large one is. */
export type Described = Pick<Account, 'persona' | 'rows'>;

const isEmpty = ({ persona }: Described): boolean => persona === undefined || persona === 'empty';
const isOld = ({ persona }: Described): boolean => persona === 'old_names';

const mannerOf = ({ persona }: Described): Manner => ({
  ...{ seed: persona ?? '', gaps: persona === 'gaps', anyCase: persona === 'any_case' },
});

const rowsOf = ({ persona, rows = 1_000_000 }: Described, { name, rows: usual }: ListSpec): number =>
  persona === 'huge' && name === 'watch_history' ? rows : usual;

/** The lists that groups give out. */
const listsOf = (groups: readonly Group[]): readonly ListSpec[] =>
  [...LISTS, ...CONVERSATIONS].filter(({ group }) => groups.includes('all') || groups.includes(group));

function drawnOf(described: Described, spec: ListSpec): Iterable<Drawn> {
  return isEmpty(described) ? [] : draw(spec, rowsOf(described, spec), mannerOf(described));
}

/** Favourites are part of the activity where only that is given out. */
function pathOf(described: Described, { path, old }: ListSpec, groups: readonly Group[]): readonly string[] {
  const own = (isOld(described) && old) || path;
  return own[0] === 'Likes and Favorites' && !groups.includes('all') ? ['Your Activity', ...own.slice(1)] : own;
}

/** What stands in a list's place where there is nothing. */
const NOTHING: readonly Tree[] = [null, [], null];

/** A list's content, as its place has it: most are lists, LIVE is a map by the stream's id. */
function contentOf(described: Described, spec: ListSpec, at: number): Tree {
  if (isEmpty(described)) return spec.path.at(-1) === '*' ? {} : (NOTHING[at % NOTHING.length] as Tree);
  const records = (): Iterable<object> => Iterator.from(drawnOf(described, spec)).map(({ record }) => record);
  if (spec.path.at(-1) !== '*') return new Records(records);
  return Object.fromEntries([...records()].map((record, n) => [`73${String(n).padStart(17, '0')}`, record as Tree]));
}

type Branch = { [key: string]: Tree | Branch };

function place(root: Branch, path: readonly string[], content: Tree): void {
  const keys = path.filter((key) => key !== '*');
  const parent = keys.slice(0, -1).reduce<Branch>((node, key) => {
    node[key] ??= {};
    return node[key] as Branch;
  }, root);
  parent[keys.at(-1) as string] = content;
}

/** What has no dates, and what the exporter adds to it. */
function undated(described: Described, groups: readonly Group[]): readonly (readonly [readonly string[], Tree])[] {
  const [activity, profile] = isOld(described) ? ['Activity', 'Profile'] : ['Your Activity', 'Profile And Settings'];
  const has = (group: Group): boolean => groups.includes('all') || groups.includes(group);
  return [
    ...(has('all') ? ([[[activity, 'Ad Interests', 'AdInterestCategories'], interests(described)]] as const) : []),
    ...(has('activity')
      ? ([
          [
            [activity, 'Activity Summary', 'ActivitySummaryMap'],
            { note: 'N/A', videosWatchedToTheEndSinceAccountRegistration: 3 },
          ],
          [[activity, 'Hashtag', 'HashtagList'], null],
          [[activity, 'Status', 'Status List'], [{ Resolution: '1080*2400', 'App Version': '35.1.2', DID: '0' }]],
        ] as const)
      : []),
    ...(has('postsandprofile')
      ? ([
          [[profile, 'Profile Info', 'ProfileMap'], profileOf(described)],
          [[profile, 'Block List', 'BlockList'], null],
          [[profile, 'Settings', 'SettingsMap'], { 'App Language': 'English', 'Push Notification': {} }],
        ] as const)
      : []),
  ];
}

const interests = (described: Described): Tree => (isEmpty(described) ? '' : 'Food & Drink, Pets, Public transport');

const profileOf = (described: Described): Tree =>
  isEmpty(described)
    ? {}
    : {
        ...{ PlatformInfo: [], accountRegion: 'FI', bioDescription: 'tea, trams', birthDate: '01-Jan-1990' },
        ...{ displayName: 'Tiina', emailAddress: 'tiina@mail.example', followerCount: 150, followingCount: 220 },
        ...{ inferredGender: '', likesReceived: '1234', telephoneNumber: '+358 000 0000', userName: 'tiina.t' },
      };

/** The document of some groups. */
export function documentOf(described: Described, groups: readonly Group[]): Tree {
  const root: Branch = {};
  for (const [at, spec] of listsOf(groups).entries()) {
    // Nobody wrote to a person without data: there is no conversation either.
    if (isEmpty(described) && spec.name === 'direct_messages')
      place(root, pathOf(described, spec, groups).slice(0, -1), {});
    else place(root, pathOf(described, spec, groups), contentOf(described, spec, at));
    if (spec.twin && !isOld(described)) place(root, spec.twin, contentOf(described, spec, at));
  }
  for (const [path, content] of undated(described, groups)) place(root, path, content);
  return root as Tree;
}

/** A record as a reader should find it: milliseconds since the epoch, null where it tells no time. */
export type TrueRecord = { readonly time: number | null };

/** The truth about a document, list by list, to compare with what a donation kept of it. */
export function expectedLists(
  described: Described,
  groups: readonly Group[],
): ReadonlyMap<string, readonly TrueRecord[]> {
  const lists = new Map<string, TrueRecord[]>();
  for (const spec of listsOf(groups)) {
    const twice = spec.twin && !isOld(described) ? 2 : 1;
    const times = [...drawnOf(described, spec)].map(({ time }) => ({ time }));
    lists.set(spec.name, [...(lists.get(spec.name) ?? []), ...Array.from({ length: twice }, () => times).flat()]);
  }
  const one = isEmpty(described) ? [] : [{ time: null }];
  if (groups.includes('all')) lists.set('ad_interests', one);
  if (groups.includes('all') || groups.includes('postsandprofile')) lists.set('profile', one);
  return lists;
}

/** Each list by its path, for the form in texts. */
export const textsOf = (described: Described, groups: readonly Group[]) =>
  listsOf(groups).map((spec) => ({ path: pathOf(described, spec, groups), records: drawnOf(described, spec) }));
