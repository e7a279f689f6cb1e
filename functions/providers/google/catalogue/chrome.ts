/** functions/providers/google/catalogue/chrome.ts — the resource groups of Chrome. */
import { flag, type GroupDefinition, json, moment, placed, text, unique } from './definition.ts';

const LINKS = [
  unique('title', 'The title under which it was saved.', ['title']),
  unique('url', 'The address.', ['href']),
  placed('section', 'folder', 'The folders it is in, joined by “ / ”.'),
];
const SECTION = placed('section', 'section', 'The list it stood in, e.g. Browser History, Typed Url or Session.');
const ADDED = { names: ['add_date'], reading: 'seconds', description: 'When it was saved.', optional: true } as const;

export const CHROME: readonly GroupDefinition[] = [
  {
    group: 'chrome.history',
    label: 'Chrome history',
    description: 'The pages you visited with Chrome while its history was synchronized, with times.',
    sensitivity: 'restricted',
    files: [
      {
        kind: 'history',
        format: 'json',
        names: ['History', 'BrowserHistory', 'Verlauf', 'Geschiedenis', 'Historial', 'Historia'],
        paths: [['*']],
        time: { names: ['time_usec', 'time'], reading: 'usec', description: 'When the page was visited.' },
        fields: [
          unique('title', 'The page’s title.', ['title']),
          unique('url', 'The page’s address.', ['url']),
          text('page_transition', 'How the page was reached, e.g. LINK or TYPED.', ['page_transition']),
          text('page_transition_qualifier', 'More about how it was reached.', ['page_transition_qualifier']),
          unique('favicon_url', 'Address of the page’s icon.', ['favicon_url']),
          text('client_id', 'Which of the person’s devices it was, as Google numbers them.', ['client_id']),
          SECTION,
        ],
      },
    ],
  },
  {
    group: 'chrome.bookmarks',
    label: 'Chrome bookmarks',
    description: 'The pages you bookmarked in Chrome, with their folders.',
    sensitivity: 'restricted',
    files: [
      { kind: 'bookmarks', format: 'bookmarks', names: ['Bookmarks', 'Lesezeichen'], time: ADDED, fields: LINKS },
    ],
  },
  {
    group: 'chrome.reading_list',
    label: 'Chrome reading list',
    description: 'The pages you put on Chrome’s reading list.',
    sensitivity: 'sensitive',
    files: [
      { kind: 'reading_list', format: 'bookmarks', names: ['Reading List', 'Leseliste'], time: ADDED, fields: LINKS },
    ],
  },
  {
    group: 'chrome.autofill',
    label: 'Chrome autofill',
    description:
      'Addresses, contacts and form entries that Chrome keeps to fill in forms. Names and addresses are among them.',
    sensitivity: 'restricted',
    files: [
      {
        kind: 'autofill',
        format: 'json',
        names: ['Addresses and more', 'Adressen und mehr'],
        paths: [['*']],
        values: true,
        fields: [
          text('name', 'The form field’s name, where it is a form entry.', ['name']),
          text('value', 'What was entered; or Google’s note that the data is encrypted.', ['value']),
          placed('section', 'section', 'Autofill, Autofill Profile (addresses) or Contact Info.'),
        ],
      },
    ],
  },
  {
    group: 'chrome.dictionary',
    label: 'Chrome dictionary',
    description: 'The words you added to Chrome’s spelling dictionary.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'dictionary',
        format: 'table',
        names: ['Dictionary', 'Wörterbuch'],
        fields: [text('word', 'The word.', ['Word', 'Words', 'Wort'])],
      },
    ],
  },
  {
    group: 'chrome.extensions',
    label: 'Chrome extensions',
    description: 'The extensions you installed in Chrome, and their settings.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'extensions',
        format: 'json',
        names: ['Extensions', 'Erweiterungen'],
        paths: [['*']],
        values: true,
        fields: [
          text('id', 'The extension’s id in the Chrome Web Store.', ['id', 'extension_id', 'extension.id']),
          text('name', 'The extension’s name.', ['name', 'extension.name']),
          text('version', 'Its version.', ['version', 'extension.version']),
          flag('enabled', 'Whether it is switched on.', ['enabled', 'extension.enabled']),
          placed('section', 'section', 'Extensions, or Extension Settings.'),
        ],
      },
    ],
  },
  {
    group: 'chrome.settings',
    label: 'Chrome settings',
    description: 'Your synchronized settings of Chrome: themes, search engines, preferences, apps.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'settings',
        format: 'json',
        names: ['Settings', 'Einstellungen'],
        paths: [['*']],
        values: true,
        fields: [
          text('name', 'The setting’s name.', ['name', 'short_name', 'keyword']),
          json('value', 'Its value.', ['value']),
          moment('date_created', 'When it was made.', ['date_created'], { reading: 'usec1601' }),
          placed('section', 'section', 'What it is a setting of, e.g. Search Engines, Preferences, Themes.'),
        ],
      },
    ],
  },
];
