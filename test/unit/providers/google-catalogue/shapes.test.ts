import { describe, expect, it } from 'vitest';
import { read, shown } from './support.ts';

const TIME = '2024-01-02T03:04:05Z';
const alert = { query: 'tea', source: ['NEWS'] };
const thumb = { Published: TIME, 'Search Query': 'tea film' };
const place = { geometry: { coordinates: [1, 2] }, date: TIME };
const page = { title: 'Tea', url: 'https://a.example', time_usec: 1_709_640_000_000_000 };
const install = { install: { doc: { title: 'Tea timer' }, firstInstallationTime: TIME } };

describe('the same records are read', () => {
  it.each<[string, string, readonly [string, object][]]>([
    [
      'alerts.subscriptions',
      'query',
      [
        ['a list', [alert]],
        ['by their names', { a: alert }],
        ['one alone', alert],
      ],
    ],
    [
      'search_ugc.media.thumbs',
      'search_query',
      [
        ['a list', [thumb]],
        ['a list by its name', { Thumbs: [thumb] }],
        ['one alone', thumb],
      ],
    ],
    [
      'maps.reviews',
      'longitude',
      [
        ['a collection', { type: 'FeatureCollection', features: [place] }],
        ['a list', [place]],
        ['one alone', place],
      ],
    ],
    [
      'chrome.history',
      'url',
      [
        ['lists by their names', { 'Browser History': [page] }],
        ['a list', [page]],
      ],
    ],
    [
      'play.installs',
      'title',
      [
        ['a list', [install]],
        ['one alone', install],
      ],
    ],
  ])('of %s', async (group, column, forms) => {
    const found = [];
    for (const [form, content] of forms) {
      const { rows, counts } = await read(group, 'x/y.json', content);
      expect([form, counts]).toEqual([form, expect.objectContaining({ seen: 1, kept: 1 })]);
      found.push(rows[0]?.[column]);
    }
    expect(new Set(found).size).toBe(1);
    expect(found[0]).not.toBeNull();
  });
});

it.each([
  ['maps.reviews', { reviews: [place] }],
  ['play.installs', { installs: [install] }],
])('records of %s that stand where nobody said are unknown, not missing', async (group, content) => {
  expect((await read(group, 'x/y.json', content)).kind).toBe('unknown');
});

it('a review without a time is undated: it may lie outside the period', async () => {
  const { counts } = await read('maps.reviews', 'Maps/Reviews.json', { features: [{ ...place, date: null }, place] });
  expect(counts).toMatchObject({ seen: 2, kept: 1, undated: 1 });
});

it('a time that is empty under one name is read under another', async () => {
  const review = { ...place, date: null, properties: { date: TIME } };
  const { rows } = await read('maps.reviews', 'Maps/Reviews.json', { features: [review] });
  expect(shown(rows[0]).time).toBe('2024-01-02T03:04:05.000Z');
});

it('ids keep all their digits', async () => {
  const bytes = '[{"deviceId":12345678901234567891}]';
  const { rows } = await read('pixel.device_data', 'Pixel/x.json', bytes);
  expect(rows[0]?.record).toBe('{"deviceId":"12345678901234567891"}');
  const { rows: devices } = await read(
    'play.devices',
    'Play/Devices.json',
    '[{"device":{"androidId":12345678901234567891}}]',
  );
  expect(devices[0]?.extra).toBe('{"device":{"androidId":"12345678901234567891"}}');
});

it('Chrome’s count from 1601 is a time', async () => {
  const engine = { keyword: 'tea', date_created: '13350000000000001' };
  const { rows } = await read('chrome.settings', 'Chrome/Settings.json', { 'Search Engines': [engine] });
  expect(shown(rows[0])).toEqual({
    name: 'tea',
    section: 'Search Engines',
    date_created: Date.UTC(2024, 0, 17, 21, 20),
  });
});
