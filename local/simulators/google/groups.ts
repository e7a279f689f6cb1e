/** local/simulators/google/groups.ts — the resource groups and scopes that the simulated Google has. */
import { GROUPS_BY_PRODUCT } from './group-names.ts';

export const SCOPE_PREFIX = 'https://www.googleapis.com/auth/dataportability.';

/** Product and words of the consent page, by group. */
const GROUPS: ReadonlyMap<string, { readonly product: string; readonly words: string }> = new Map(
  Object.entries(GROUPS_BY_PRODUCT).flatMap(([product, groups]) =>
    Object.entries(groups).map(([group, words]) => [group, { product, words }] as const),
  ),
);

/** Every group that can be asked for. */
export const ALL_GROUPS: readonly string[] = [...GROUPS.keys()];

/** Groups whose exports can be limited to a period. */
export const TIME_FILTERED: ReadonlySet<string> = new Set(
  ALL_GROUPS.filter((group) => group.startsWith('myactivity.') || group === 'chrome.history'),
);

export const isKnownGroup = (group: unknown): boolean => GROUPS.has(group as string);

export const isKnownScope = (scope: string): boolean =>
  scope.startsWith(SCOPE_PREFIX) && isKnownGroup(scope.slice(SCOPE_PREFIX.length));

export const groupsOf = (scopes: readonly string[]): readonly string[] =>
  scopes.map((scope) => scope.slice(SCOPE_PREFIX.length));

/** What the consent page says of a scope, and under which heading. */
export const scopeWords = (scope: string): { readonly product: string; readonly words: string } =>
  GROUPS.get(scope.slice(SCOPE_PREFIX.length)) ?? { product: '', words: scope };
