/** web/content/de/data-types/google-chrome.ts — data types of Chrome, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const chrome: DataTypeWords = {
  chrome_history: [
    'Chrome-Verlauf',
    'Seiten, die Sie mit Chrome besucht haben, während der Verlauf synchronisiert wurde, jeweils mit Zeitpunkt.',
  ],
  chrome_bookmarks: [
    'Chrome-Lesezeichen',
    'Seiten, die Sie in Chrome als Lesezeichen gespeichert haben, mit ihren Ordnern.',
  ],
  chrome_reading_list: ['Chrome-Leseliste', 'Seiten, die Sie auf die Leseliste von Chrome gesetzt haben.'],
  chrome_autofill: [
    'Automatisches Ausfüllen in Chrome',
    'Adressen, Kontakte und Formulareinträge, die Chrome gespeichert hat, um Formulare auszufüllen. Darunter sind Namen und Adressen.',
  ],
  chrome_dictionary: [
    'Chrome-Wörterbuch',
    'Wörter, die Sie zum Wörterbuch der Rechtschreibprüfung von Chrome hinzugefügt haben.',
  ],
  chrome_extensions: [
    'Chrome-Erweiterungen',
    'Erweiterungen, die Sie in Chrome installiert haben, und deren Einstellungen.',
  ],
  chrome_settings: [
    'Chrome-Einstellungen',
    'Ihre synchronisierten Einstellungen in Chrome: Designs, Suchmaschinen, Präferenzen, Apps.',
  ],
};
