/** local/simulators/google/products/chrome.ts — Chrome's history, bookmarks and settings. */
import { SECOND_MS } from '../../../../functions/core/clock.ts';
import { type Make, microseconds, type Spec } from './spec.ts';
import { id, SITES, thing } from './things.ts';
import { bookmarks, jsonSections, table } from './writers.ts';

const at = (file: string) => ({ service: 'CHROME', path: ['Chrome', file] });

const page = ({ random }: Make) => {
  const title = thing(random);
  return { title, url: `https://${random.pick(SITES)}/read?q=${encodeURIComponent(title)}&n=${random.below(99)}` };
};

const visit = (transition: string) => (make: Make) => ({
  ...{ favicon_url: 'https://example.com/favicon.ico', page_transition_qualifier: transition },
  ...page(make),
  ...{ client_id: id(make.random, 24), time_usec: microseconds(make) },
});

const bookmark = (folders: readonly string[], most: number) => (make: Make) => ({
  folder: folders[Math.min(Math.floor(make.n / most), folders.length - 1)] as string,
  ...page(make),
  added: make.time / SECOND_MS,
});

/** What stands in place of the objects of a list that sync has encrypted. */
const ENCRYPTED = 'Your data is encrypted and cannot be exported';

const ADDRESSES = jsonSections(at('Addresses and more.json'), [
  {
    ...{ section: 'Autofill Profile', rows: 2 },
    record: ({ n }) => ({ name_full: 'Maija Meikäläinen', address_home_city: ['Espoo', 'Turku'][n], guid: `g-${n}` }),
  },
  {
    ...{ section: 'Contact Info', rows: 3 },
    record: ({ n }) => ({ email_address: `maija${n}@example.org`, guid: `c-${n}` }),
  },
  { section: 'Autofill', rows: 1, record: () => ENCRYPTED },
]);

const EXTENSIONS = jsonSections(at('Extensions.json'), [
  {
    ...{ section: 'Extensions', rows: 6 },
    record: ({ n, random }) => ({
      id: id(random, 32).toLowerCase(),
      name: `Extension ${n}`,
      version: `1.${n}.0`,
      enabled: n !== 4,
    }),
  },
  {
    ...{ section: 'Extension Settings', rows: 8 },
    record: ({ n }) => ({ extension_id: `extension-${n % 6}`, key: `setting.${n}`, value: n % 2 === 0 }),
  },
]);

const SETTINGS = jsonSections(at('Settings.json'), [
  {
    ...{ section: 'Preferences', rows: 30 },
    record: ({ n }) => ({ name: `browser.preference_${n}`, value: JSON.stringify({ on: n % 2 === 0, level: n }) }),
  },
]);

export const CHROME: Readonly<Record<string, readonly Spec[]>> = {
  'chrome.history': [
    jsonSections(at('History.json'), [
      { section: 'Browser History', rows: 900, precision: 'milli', record: visit('LINK') },
      { section: 'Typed Url', rows: 60, precision: 'milli', record: visit('TYPED') },
      { section: 'Session', rows: 30, precision: 'milli', record: visit('RELOAD') },
    ]),
  ],
  'chrome.bookmarks': [
    bookmarks(
      at('Bookmarks.html'),
      { rows: 60, precision: 'second' },
      bookmark(['Bookmarks bar', 'Recipes & "more"', 'Other bookmarks'], 9),
    ),
  ],
  'chrome.reading_list': [
    bookmarks(at('Reading List.html'), { rows: 25, precision: 'second' }, bookmark(['Reading list'], 99)),
  ],
  'chrome.autofill': [ADDRESSES],
  'chrome.dictionary': [
    table(at('Dictionary.csv'), { rows: 30 }, ['Words'], ({ n }) => [
      `${['sähköpolkupyörä', 'löyly', 'Ypäjä'][n % 3]}${n}`,
    ]),
  ],
  'chrome.extensions': [EXTENSIONS],
  'chrome.settings': [SETTINGS],
};
