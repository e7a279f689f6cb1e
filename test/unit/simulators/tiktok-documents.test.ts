import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../local/simulators/tiktok/document/archive.ts';
import { jsonOf, Records, type Tree } from '../../../local/simulators/tiktok/document/json.ts';
import { documentOf, expectedLists } from '../../../local/simulators/tiktok/document/people.ts';
import { GROUPS } from '../../../local/simulators/tiktok/scopes.ts';

const textOf = (tree: Tree): string => [...jsonOf(tree)].join('');

/** A tree of plain values, and the same with its lists made when they are written. */
const plain = fc.jsonValue({ maxDepth: 4 });
function withRecords(value: unknown): Tree {
  if (Array.isArray(value) && value.every((each) => each && typeof each === 'object')) {
    return new Records(() => value as object[]);
  }
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withRecords(inner)]));
  }
  return value as Tree;
}

describe('a document', () => {
  it('is the JSON of its tree, whatever that holds', () => {
    fc.assert(
      fc.property(plain, (value) => {
        // Own key order and `__proto__` are the parser's to keep.
        const expected = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(textOf(withRecords(expected)))).toEqual(expected);
      }),
    );
  });

  it('is the same each time', () => {
    const once = textOf(documentOf({ persona: 'gaps' }, ['all']));
    expect(textOf(documentOf({ persona: 'gaps' }, ['all']))).toBe(once);
  });

  it('of everything has each list that there is, today and until 2024', () => {
    const today = JSON.parse(textOf(documentOf({ persona: 'ordinary' }, ['all']))) as object;
    expect(Object.keys(today).toSorted()).toEqual([
      ...['Comment', 'Direct Message', 'Likes and Favorites', 'Post', 'Profile And Settings'],
      ...['TikTok Live', 'TikTok Shop', 'Your Activity'],
    ]);
    const old = JSON.parse(textOf(documentOf({ persona: 'old_names' }, ['all']))) as object;
    expect(Object.keys(old).toSorted()).toEqual([
      ...['Activity', 'Ads and data', 'Comment', 'Direct Messages', 'Profile', 'Profile And Settings'],
      ...['Tiktok Live', 'Tiktok Shopping', 'Video'],
    ]);
  });

  it('of a group has nothing of another’s', () => {
    const topsOf = (group: (typeof GROUPS)[number]) =>
      Object.keys(JSON.parse(textOf(documentOf({ persona: 'ordinary' }, [group]))) as object);
    expect(topsOf('activity')).toEqual(['Your Activity']);
    expect(topsOf('postsandprofile').toSorted()).toEqual(['Post', 'Profile And Settings']);
    expect(topsOf('directmessages')).toEqual(['Direct Message']);
  });

  it('of nobody in particular holds nothing that has a time', () => {
    for (const group of GROUPS) {
      expect(textOf(documentOf({ persona: 'empty' }, [group]))).not.toMatch(/\d{4}-\d\d-\d\d/);
      expect([...expectedLists({ persona: 'empty' }, [group]).values()].flat()).toEqual([]);
    }
  });
});

describe('the truth about a document', () => {
  /** All times in a document’s text, by JSON alone; conversations and LIVE included. */
  function timesIn(persona: 'ordinary' | 'gaps' | 'any_case' | 'old_names'): readonly string[] {
    const times: string[] = [];
    JSON.parse(textOf(documentOf({ persona }, ['all'])), (key, value: unknown) => {
      if (/^(date|timestamp|watchtime|browsing_date|order_date)$/i.test(key))
        times.push(String(value).replace(' UTC', ''));
      return value;
    });
    return times.toSorted();
  }

  it.each(['ordinary', 'gaps', 'any_case', 'old_names'] as const)('names each time of the %s one', (persona) => {
    const records = [...expectedLists({ persona }, ['all'])].flatMap(([name, list]) =>
      ['profile', 'ad_interests'].includes(name) ? [] : list,
    );
    const times = records.map(({ time }) =>
      time === null ? 'N/A' : new Date(time).toISOString().slice(0, 19).replace('T', ' '),
    );
    expect(times.length).toBeGreaterThan(10_000);
    expect(times.toSorted()).toEqual(timesIn(persona));
  });
});

describe('an archive', () => {
  const contentOf = (persona: 'ordinary' | 'half' | 'other_shape') => {
    const [entry] = entriesOf({ persona }, ['all'], 'json');
    const content = entry?.content ?? '';
    return typeof content === 'string' ? content : [...(content as Iterable<string>)].join('');
  };

  it('has the one document at its root, under the name of its time', () => {
    expect(entriesOf({ persona: 'ordinary' }, ['all'], 'json').map(({ name }) => name)).toEqual([
      'user_data_tiktok.json',
    ]);
    expect(entriesOf({ persona: 'old_names' }, ['all'], 'json').map(({ name }) => name)).toEqual(['user_data.json']);
  });

  it('may be texts in folders, a line a value', () => {
    const entries = entriesOf({ persona: 'ordinary' }, ['activity'], 'text');
    const searches = entries.find(({ name }) => name === 'Your Activity/Searches.txt');
    const text = [...((searches?.content ?? []) as Iterable<string>)].join('');
    expect(text).toMatch(/^Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\nSearchTerm: .+\n\nDate: /);
    expect(entries.some(({ name }) => name.endsWith('.json'))).toBe(false);
  });

  it('may hold half a document, or one of another shape', () => {
    const [whole, half] = [contentOf('ordinary'), contentOf('half')];
    expect(half.length).toBeLessThan(whole.length / 2);
    expect(() => JSON.parse(half)).toThrow();
    expect(JSON.parse(contentOf('other_shape'))).not.toHaveProperty('Your Activity');
  });

  it('of a million records is never in memory at once', () => {
    const pieces = jsonOf(documentOf({ persona: 'huge', rows: 1_000_000 }, ['activity']));
    let [characters, longest] = [0, 0];
    for (const piece of pieces) {
      characters += piece.length;
      longest = Math.max(longest, piece.length);
    }
    expect(characters).toBeGreaterThan(90_000_000);
    expect(longest).toBeLessThan(100_000);
  });
});
