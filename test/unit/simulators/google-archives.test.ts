import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import { readDirectory } from '../../../functions/archive/zip.ts';
import { toInterval } from '../../../functions/core/period.ts';
import type { Persona } from '../../../local/simulators/accounts.ts';
import { ALL_GROUPS } from '../../../local/simulators/google/groups.ts';
import { ENGLISH } from '../../../local/simulators/google/locales/english.ts';
import { FINNISH } from '../../../local/simulators/google/locales/finnish.ts';
import { GERMAN } from '../../../local/simulators/google/locales/german.ts';
import { expectedRows, partsOf } from '../../../local/simulators/google/personas.ts';
import { buildArchive } from '../../support/archives.ts';
import { bufferSource } from '../../support/bytes.ts';
import { contentOf } from '../../support/zip-content.ts';

const ALWAYS = toInterval({});
const LOCALES = { ordinary: ENGLISH, finnish: FINNISH, german: GERMAN } as const;
const INDEX = 'Portability/archive_browser.json';
const MEDIA = /\.(jpg|png|mp4)$/;

/** An export's parts as bytes, with the content of every file. */
async function exported(persona: Persona, group: string, interval = ALWAYS) {
  const parts = await Promise.all(partsOf({ persona }, [group], interval).map(buildArchive));
  const files = new Map<string, Buffer>();
  for (const part of parts) {
    for (const entry of await readDirectory(bufferSource(part), DEFAULT_LIMITS)) {
      files.set(entry.name, contentOf(part, entry));
    }
  }
  return { parts, files };
}

const hash = (parts: readonly Buffer[]): string => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

/** A time as the formats write it: RFC 3339 with more or fewer digits, micro- or whole seconds, a day. */
const writings = (time: number, day: (date: Date) => string): readonly string[] => [
  new Date(time).toISOString().replace(/(\.000)?Z$/, ''),
  String(time),
  ...(time % 1000 ? [] : [String(time / 1000)]),
  ...(time % 86_400_000 ? [] : [day(new Date(time))]),
];

/** German archives are also read, group by group, in the test of the readers. */
const TESTED = Object.entries(LOCALES).filter(([name]) => process.env.TEST_ALL || name !== 'german');

describe.each(TESTED)('the export of the %s person', (name, locale) => {
  const persona = name as keyof typeof LOCALES;

  it.each(ALL_GROUPS)('has archives of %s, with the records that the truth tells of', async (group) => {
    const { parts, files } = await exported(persona, group);
    const expected = expectedRows({ persona }, group);
    expect(expected.length).toBeGreaterThan(0);
    const held = [...files.keys()].filter((file) => file !== INDEX && !MEDIA.test(file));
    expect(held.toSorted()).toEqual(expected.map((file) => file.name).toSorted());
    for (const { name: file, records } of expected) {
      const text = (files.get(file) as Buffer).toString();
      let from = 0;
      for (const { time } of records) {
        if (time === null) continue;
        const found = writings(time, locale.day).map((writing) => text.indexOf(writing, from));
        const at = Math.min(...found.filter((each) => each >= 0));
        expect(at, `${file}: ${time}`).toBeLessThan(Number.POSITIVE_INFINITY);
        from = at;
      }
    }
    expect(hash((await exported(persona, group)).parts)).toBe(hash(parts));
  });

  it('spreads its dated records over years, so that a period cuts them', () => {
    const dated = ALL_GROUPS.flatMap((group) => expectedRows({ persona }, group)).filter(
      ({ records }) => records.filter(({ time }) => time !== null).length > 20,
    );
    expect(dated.length).toBeGreaterThan(persona === 'ordinary' ? 30 : 10);
    for (const { name: file, records } of dated) {
      const times = records.flatMap(({ time }) => time ?? []);
      expect([file, (Math.max(...times) - Math.min(...times)) / 86_400_000 > 1000]).toEqual([file, true]);
    }
  });
});

describe('names', () => {
  const pathsOf = (persona: Persona) =>
    ALL_GROUPS.flatMap((group) => expectedRows({ persona }, group).map((file) => file.name.split('/')));

  it('are those of the account’s language, in folders, files and headers', async () => {
    const english = new Set(pathsOf('ordinary').flat());
    for (const persona of ['finnish', 'german'] as const) {
      const own = pathsOf(persona).filter((path) => !path.every((part) => english.has(part)));
      expect([persona, own.length > 60]).toEqual([persona, true]);
    }
    const file = 'Portability/YouTube und YouTube Music/Abos/Abos.csv';
    const { files } = await exported('german', 'youtube.subscriptions');
    expect(files.get(file)?.toString()).toMatch(/^Kanal-ID,Kanal-URL,Kanaltitel\n/);
  });

  it('of Finnish files are decomposed, and a folder has a no-break space', () => {
    const paths = pathsOf('finnish').map((path) => path.join('/'));
    expect(paths.some((path) => path !== path.normalize('NFC'))).toBe(true);
    expect(paths.some((path) => path.startsWith('Portability/YouTube ja YouTube\u00a0Music/'))).toBe(true);
  });

  it('that are long are cut, and what file systems dislike is replaced', () => {
    const files = pathsOf('finnish').map((path) => path.at(-1) as string);
    expect(Math.max(...files.map((file) => file.normalize('NFC').length))).toBeLessThanOrEqual(52);
    expect(files).toContain('Video_s in Favorites-videot.csv');
    expect(files.filter((file) => /[<>:"\\|?*']/.test(file))).toEqual([]);
  });
});

describe('an export', () => {
  it('limited to a period holds the very same records that lie in it', async () => {
    const interval = toInterval({ start: '2023-01-01', end: '2023-12-31' });
    for (const group of ['chrome.history', 'myactivity.maps', 'myactivity.youtube']) {
      const { files } = await exported('ordinary', group, interval);
      for (const { name, records } of expectedRows({ persona: 'ordinary' }, group, interval)) {
        const text = (files.get(name) as Buffer).toString();
        expect(text.match(/"time(_usec)?": ?\d|"time": "\d/g)).toHaveLength(records.length);
        expect(records.length).toBeGreaterThan(20);
      }
    }
  });

  it('of a person without data has its index alone', async () => {
    for (const group of ['youtube.comments', 'myactivity.youtube', 'mymaps.maps']) {
      const { files } = await exported('empty', group);
      expect([...files.keys()]).toEqual([INDEX]);
      expect(expectedRows({ persona: 'empty' }, group)).toEqual([]);
    }
  });

  it('names every file in its index, by products that are called the same in every language', async () => {
    for (const group of ['maps.reviews', 'youtube.public_playlists']) {
      const services = [];
      for (const persona of ['ordinary', 'finnish'] as const) {
        const { files } = await exported(persona, group);
        const index = JSON.parse((files.get(INDEX) as Buffer).toString());
        const text = JSON.stringify(index);
        for (const file of files.keys()) {
          if (file !== INDEX) expect(text).toContain(`"name":"${file.split('/').at(-1)}"`);
        }
        services.push(index.serviceStatus.map((status: { service: object }) => status.service));
      }
      expect(services[0]).toEqual(services[1]);
    }
  });
});
