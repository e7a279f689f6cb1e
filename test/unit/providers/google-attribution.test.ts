import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupNamed } from '../../../functions/providers/google/catalogue/index.ts';
import { DATA_TYPES } from '../../../functions/providers/google/data-types.ts';
import { attribute, isCandidate, isIndex } from '../../../functions/providers/google/layout/attribute.ts';
import { readJsonHead } from '../../../functions/providers/google/layout/head.ts';
import { OTHER_PRODUCTS, PRODUCT_NAMES } from '../../../functions/providers/google/layout/products.ts';
import { comparable, plainName } from '../../../functions/providers/google/plain-name.ts';

const bytes = (content: unknown) =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
const at = (name: string, content: unknown, group = 'myactivity.search', index?: unknown) =>
  attribute({ name, group, head: bytes(content), ...(index !== undefined && { index }) });
const activity = (dataType: string) => ({ kind: 'data_type', dataType, reader: 'activity' });

/** A record that tells nothing of its product. */
const PLAIN = { header: 'x', title: 'y', time: '2024-01-15T10:00:00Z', products: ['???'] };
const ROOT = 'Portability/My Activity';

const activityGroupOf = (dataType: string) =>
  DATA_TYPES[dataType]?.groups.find((group) => group.startsWith('myactivity.')) ?? '';

describe('a candidate', () => {
  it.each(['a/MyActivity.json', 'a/B.CSV', 'a/b.tsv', 'a/b.Json', 'a/MyActivity.html'])('is %s', (name) => {
    expect(isCandidate(name)).toBe(true);
  });
  it.each(['a/b.jpg', 'a/b.mp4', 'a/json', 'a/.json', 'a/b.json.zip', 'a/b.pdf', 'Portability/archive_browser.json'])(
    'is not %s',
    (name) => {
      expect(isCandidate(name)).toBe(false);
      expect(at(name, [PLAIN])).toEqual({ kind: 'other' });
    },
  );
  it('is told from the index by its one name', () => {
    expect(isIndex('Portability/archive_browser.json')).toBe(true);
    expect(isIndex('archive_browser.json')).toBe(true);
    expect(isIndex('Portability/My Activity/Search/MyActivity.json')).toBe(false);
    expect(isIndex('Portability/not_archive_browser.json')).toBe(false);
  });
});

describe('a folder', () => {
  const names = Object.entries(PRODUCT_NAMES).flatMap(([dataType, all]) =>
    all.map((name) => [name, dataType] as const),
  );

  it.each(names)('%s holds %s, composed or decomposed, with any space and case', (name, dataType) => {
    const group = activityGroupOf(dataType);
    const spellings = [
      ...[name, name.normalize('NFD'), name.replaceAll(' ', '\u00a0'), name.replaceAll(' ', '\u202f')],
      ...[name.toUpperCase(), name.toLowerCase().normalize('NFD').replace(' ', '\u00a0')],
    ];
    for (const folder of spellings) {
      expect(at(`Portability/Meine Aktivitäten/${folder}/MeineAktivitäten.json`, [PLAIN], group)).toEqual(
        activity(dataType),
      );
    }
  });

  it('means one product, never two', () => {
    const all = [
      ...Object.values(PRODUCT_NAMES).map((of) => new Set(of.map(comparable))),
      new Set(OTHER_PRODUCTS.map(comparable)),
    ];
    const seen = all.flatMap((set) => [...set]);
    expect(seen.filter((name, place) => seen.indexOf(name) !== place)).toEqual([]);
  });

  it('of a product of another group is left to that group’s own job', () => {
    expect(at(`${ROOT}/YouTube/MyActivity.json`, [PLAIN], 'myactivity.search')).toEqual({ kind: 'other' });
    expect(at(`${ROOT}/Search/MyActivity.json`, [PLAIN], 'discover.likes')).toEqual({ kind: 'other' });
    expect(at(`${ROOT}/Maps/MyActivity.json`, [PLAIN])).toEqual({ kind: 'other' });
  });

  it('tells enough for an empty entry', () => {
    expect(at(`${ROOT}/Google Lens/MyActivity.json`, ' [ ]\n')).toEqual(activity('google_lens'));
    expect(at(`${ROOT}/???/MyActivity.json`, '[]')).toEqual({ kind: 'other' });
    expect(at(`${ROOT}/Google Lens/MyActivity.json`, '')).toEqual(activity('google_lens'));
  });
});

describe('an entry in a folder of no language we know', () => {
  const found = (records: readonly object[], group?: string) =>
    at(
      'Portability/??/??/??.json',
      records.map((record) => ({ ...PLAIN, ...record })),
      group,
    );

  it.each<[string, object, string, string]>([
    ['its products', { products: ['Image Search'] }, 'myactivity.search', 'image_search'],
    ['its products in Finnish', { products: ['Kuvahaku'] }, 'myactivity.search', 'image_search'],
    ['the heading of its cards', { header: 'Google Lens' }, 'myactivity.search', 'google_lens'],
    ['a search', { titleUrl: 'https://www.google.com/search?q=tea' }, 'myactivity.search', 'search'],
    [
      'a search for images',
      { titleUrl: 'https://www.google.fi/search?q=tea&udm=2' },
      'myactivity.search',
      'image_search',
    ],
    [
      'a search for images of old',
      { titleUrl: 'https://www.google.com/search?tbm=isch&q=tea' },
      'myactivity.search',
      'image_search',
    ],
    [
      'a search for videos',
      { titleUrl: 'https://www.google.com/search?q=tea&tbm=vid' },
      'myactivity.search',
      'video_search',
    ],
    [
      'a search for videos, newer',
      { titleUrl: 'https://www.google.com/search?q=tea&udm=7' },
      'myactivity.search',
      'video_search',
    ],
    ['a video found', { titleUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }, 'myactivity.search', 'video_search'],
    ['a search with Lens', { titleUrl: 'https://lens.google.com/search?p=x' }, 'myactivity.search', 'google_lens'],
    [
      'a search with Lens, newer',
      { titleUrl: 'https://www.google.com/search?udm=26&q=x' },
      'myactivity.search',
      'google_lens',
    ],
    ['a video', { titleUrl: 'https://www.youtube.com/shorts/dQw4w9WgXcQ' }, 'myactivity.youtube', 'youtube_history'],
    ['a song', { titleUrl: 'https://music.youtube.com/watch?v=dQw4w9WgXcQ' }, 'myactivity.youtube', 'youtube_history'],
    ['an app', { titleUrl: 'https://play.google.com/store/apps/details?id=x' }, 'myactivity.play', 'google_play_store'],
    ['a game', { titleUrl: 'https://play.google.com/games/x' }, 'myactivity.play', 'google_play_games'],
  ])('is told by %s', (_, record, group, dataType) => {
    expect(found([{}, record, {}], group)).toEqual(activity(dataType));
  });

  it('is told by what most of its records say', () => {
    const images = { titleUrl: 'https://www.google.com/search?q=tea&udm=2' };
    const pages = { titleUrl: 'https://www.google.com/search?q=tea' };
    expect(found([pages, images, images])).toEqual(activity('image_search'));
    expect(found([pages, images, pages])).toEqual(activity('search'));
  });

  it('is told by its products rather than by addresses', () => {
    const video = { products: ['Search'], titleUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' };
    expect(found([video, video])).toEqual(activity('search'));
  });

  it('is another product’s when it names only those', () => {
    expect(found([{ products: ['Maps'] }, { products: ['Assistant'] }])).toEqual({ kind: 'other' });
    const video = { products: ['YouTube'], titleUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' };
    expect(found([video])).toEqual({ kind: 'other' });
  });

  it('is unknown, never another’s, when nothing tells', () => {
    expect(found([{}, {}])).toEqual({ kind: 'unknown' });
    expect(found([{ products: undefined }])).toEqual({ kind: 'unknown' });
  });

  it('is told from a head that is cut off anywhere', () => {
    const record = { ...PLAIN, title: 'a "quoted" }, { \\ ü 🍵', products: ['Videohaku'] };
    const whole = bytes([record, record, record]);
    const first = bytes([record]).length - 1;
    for (let length = first; length <= whole.length; length += 1) {
      const head = whole.subarray(0, length);
      expect(attribute({ name: 'P/x/y/z.json', group: 'myactivity.search', head })).toEqual(activity('video_search'));
    }
  });

  it('is unknown when its first record is longer than the head', () => {
    const head = bytes([{ ...PLAIN, description: 'x'.repeat(1000) }]).subarray(0, 400);
    expect(attribute({ name: 'P/x/y/z.json', group: 'myactivity.search', head })).toEqual({ kind: 'unknown' });
    expect(attribute({ name: 'P/x/Search/z.json', group: 'myactivity.search', head })).toEqual(activity('search'));
  });
});

describe('an entry without the shape of activity', () => {
  const browser = { 'Browser History': [{ title: 'a', url: 'https://example.com', time_usec: 1 }] };

  it.each([
    ['an object', 'Portability/Chrome/History.json', browser],
    ['another list', 'Portability/Google Play Store/Installs.json', [{ install: { doc: { title: 'x' } } }]],
    ['a list of words', 'Portability/x.json', ['a', 'b']],
    ['no JSON', 'Portability/x.json', 'hello'],
    ['a page outside the activity', 'Portability/archive_browser.html', '<html>'],
    ['a table of another product', 'Portability/YouTube/subscriptions.csv', 'Channel Id,Channel Url\na,b'],
  ])('holds no rows of ours: %s', (_, name, content) => {
    expect(at(name, content)).toEqual({ kind: 'other' });
  });

  it('is unknown inside My Activity, so that a new form is not taken for no data', () => {
    expect(at(`${ROOT}/Search/MyActivity.html`, '<html>')).toEqual({ kind: 'unknown' });
    expect(at(`${ROOT}/Search/MyActivity.json`, { records: [] })).toEqual({ kind: 'unknown' });
    expect(at(`${ROOT}/Search/MyActivity.json`, [{ new: 'form' }])).toEqual({ kind: 'unknown' });
  });

  it('is known to be in My Activity by the index, in any language', () => {
    const index = { serviceStatus: [{ service: { name: 'MY_ACTIVITY' }, folderName: 'Toiminnot\u00a0ja muut' }] };
    expect(at('Portability/Toiminnot ja muut/Haku/x.json', { records: [] }, 'myactivity.search', index)).toEqual({
      kind: 'unknown',
    });
    expect(
      at('Portability/Toiminnot ja muut/Haku/x.json', {}, 'myactivity.search', { serviceStatus: [null, 1] }),
    ).toEqual({
      kind: 'other',
    });
  });
});

it('a name is composed, unless it is longer than any name', () => {
  expect(plainName('a\u0308\u00a0b')).toBe('\u00e4 b');
  const long = 'a\u0308'.repeat(1001);
  expect(plainName(long)).toBe(long);
});

it('an index is looked through once, however many entries there are', () => {
  let looked = 0;
  const service = {
    get name() {
      looked += 1;
      return 'MY_ACTIVITY';
    },
  };
  const index = { serviceStatus: [{ service, folderName: 'Toiminnot' }] };
  for (let n = 0; n < 10; n += 1) {
    expect(at(`Portability/Toiminnot/Haku/${n}.json`, {}, 'myactivity.search', index)).toEqual({ kind: 'unknown' });
  }
  expect(looked).toBe(1);
});

describe('the tables of Discover', () => {
  const groups = { follows: 'discover.follows', liked: 'discover.likes', not_interested: 'discover.not_interested' };
  const table = (reader: keyof typeof groups) => ({
    ...{ kind: 'data_type', dataType: 'discover', reader },
    also: [{ dataType: groups[reader].replace('.', '_'), reader }],
  });
  const names = (Object.keys(groups) as (keyof typeof groups)[]).flatMap((reader) =>
    (groupNamed(groups[reader])?.files[0]?.names ?? []).map((name) => [name, reader] as const),
  );

  it.each(names)('%s is %s, and counts in its own group alone', (name, reader) => {
    for (const [other, group] of Object.entries(groups)) {
      const expected = other === reader ? table(reader) : { kind: 'other' };
      expect(at(`Portability/Discover/${name.normalize('NFD')}.csv`, 'a,b\nc,d', group)).toEqual(expected);
    }
    expect(at(`Portability/Discover/${name}.csv`, 'a,b\nc,d', 'myactivity.search')).toEqual({ kind: 'other' });
  });

  it.each([
    ['follows', 'Seurattavat\nTee\n'],
    ['liked', 'Osoite\tPäivä\r\nhttps://example.com/a\t"15. tammik. 2024"\r\n'],
    ['liked', '\ufeffUrl,Date\n"https://example.com/a","Jan 15, 2024"\n'],
    ['not_interested', 'Aihe,Asetus\ntee,BLOCKED\n'],
    ['not_interested', 'Aihe\tAsetus\ntee, vihreä\tNOT_INTERESTED\n'],
  ] as const)('are told by their columns under a name we do not know: %s', (reader, content) => {
    expect(at('Portability/Discover/???.csv', content, groups[reader])).toEqual(table(reader));
  });

  it('are unknown when nothing tells, and nothing when they are empty', () => {
    expect(at('Portability/Discover/???.csv', 'a,b,c\nd,e,f\n', groups.liked)).toEqual({ kind: 'unknown' });
    expect(at('Portability/Discover/???.csv', 'a,b\n\n', groups.liked)).toEqual({ kind: 'other' });
  });
});

describe('the head of a JSON entry', () => {
  it('gives just the records that it holds whole, for any records and any cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (records, cut) => {
          const ends: number[] = [];
          let text = '[';
          for (const [n, record] of records.entries()) {
            text += (n ? ',\n' : '') + JSON.stringify(record, null, n % 3);
            ends.push(bytes(text).length);
          }
          const length = 2 + (cut % bytes(`${text}]`).length);
          const head = readJsonHead(bytes(`${text}]`).subarray(0, length));
          const whole = ends.filter((end) => end <= length).length;
          expect(head).toMatchObject({ kind: 'array', records: JSON.parse(JSON.stringify(records.slice(0, whole))) });
        },
      ),
    );
  });
});
