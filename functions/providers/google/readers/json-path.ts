/** functions/providers/google/readers/json-path.ts — values within JSON by paths such as `geometry.coordinates.0`. */

/** @returns what stands at the path; undefined where nothing does */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** What is left of an object without the values at the paths, and without what is empty then. */
export function leftoverOf(value: object, taken: readonly string[]): Record<string, unknown> {
  const left: Record<string, unknown> = Object.create(null);
  for (const [key, each] of Object.entries(value)) {
    if (taken.includes(key)) continue;
    const within = taken.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
    const rest = within.length && typeof each === 'object' && each !== null ? leftoverOf(each, within) : each;
    if (!isEmpty(rest)) left[key] = rest;
  }
  return left;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (typeof value === 'object' && !Object.keys(value).length);
