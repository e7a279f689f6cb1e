import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../../functions/providers/google/catalogue/index.ts';
import { DATA_TYPES } from '../../../../functions/providers/google/data-types.ts';
import { buildArchive } from '../../../support/archives.ts';
import { read, shown } from './support.ts';

const USEC = Date.UTC(2024, 2, 5) * 1000 + 123_456;

describe('Chrome history', () => {
  const page = { title: 'Tea', url: 'https://a.example/', page_transition: 'LINK', client_id: 'x', ptoken: {} };

  it.each(['History', 'Verlauf', 'Historial', 'BrowserHistory'])(
    'is read from %s.json, with microseconds and RFC 3339 alike',
    async (name) => {
      const text = JSON.stringify(
        {
          'Browser History': [
            { ...page, time_usec: USEC },
            { ...page, time: '2024-03-05T00:00:00Z', icon: 1 },
            { ...page, time_usec: 1_500_000_000_000_000 },
            page,
          ],
          Session: [{ session_tag: 'x' }],
        },
        null,
        2,
      );
      const { rows, counts } = await read('chrome.history', `Chrome/${name}.json`, text, { start: '2024-01-01' });
      expect(counts).toMatchObject({ seen: 5, kept: 2, outside_period: 1, undated: 2 });
      expect(shown(rows[0])).toEqual({
        ...{ time: '2024-03-05T00:00:00.123Z', title: 'Tea', url: 'https://a.example/', page_transition: 'LINK' },
        ...{ client_id: 'x', section: 'Browser History' },
      });
      expect(shown(rows[1]).extra).toBe('{"icon":1}');
    },
  );

  const sample = new URL('../../../../../shared/samples/niimpy/Portability/Chrome/History.json', import.meta.url);
  it.skipIf(!existsSync(sample))('of the sample exports is read whole (skipped where they are not)', async () => {
    const text = readFileSync(sample, 'utf8');
    const { counts } = await read('chrome.history', 'Chrome/History.json', text);
    const all = Object.values(JSON.parse(text) as Record<string, unknown[]>).flat();
    expect(counts).toMatchObject({ seen: all.length, malformed: 0 });
    expect(counts?.kept).toBeGreaterThan(0);
  });
});

describe('bookmarks', () => {
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Bar &amp; grill</H3>
  <DL><p>
    <DT><A HREF="https://a.example/?a=1&amp;b=2" ADD_DATE="1709640000" ICON="data:image/png;base64,xyz">Tea &lt;3</A>
    <DT><H3>Sub</H3>
    <DL><p><DT><A HREF="https://b.example/" ADD_DATE="1500000000">Old</A></DL><p>
  </DL><p>
  <DT><A HREF="https://c.example/">Undated</A>
</DL><p>`;

  it('are read with their folders; those with a date obey the period', async () => {
    const { rows, counts } = await read('chrome.bookmarks', 'Chrome/Lesezeichen.html', html, { start: '2024-01-01' });
    expect(counts).toMatchObject({ seen: 3, kept: 2, outside_period: 1 });
    expect(rows.map(shown)).toEqual([
      {
        time: '2024-03-05T12:00:00.000Z',
        title: 'Tea <3',
        url: 'https://a.example/?a=1&b=2',
        folder: 'Bar & grill',
      },
      { title: 'Undated', url: 'https://c.example/' },
    ]);
    const { rows: all } = await read('chrome.reading_list', 'Chrome/Reading List.html', html);
    expect(all.map(shown)).toContainEqual(expect.objectContaining({ title: 'Old', folder: 'Bar & grill / Sub' }));
  });

  it('in a page of another kind are unknown', async () => {
    expect((await read('chrome.bookmarks', 'Chrome/Bookmarks.html', '<html><body>Hello</body></html>')).kind).toBe(
      'unknown',
    );
  });
});

describe('a map', () => {
  const kml = `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Tea</name>
<Folder><name>Houses &amp; gardens</name><Placemark><name>First</name><description><![CDATA[<b>Good</b>]]></description>
<ExtendedData><Data name="stars"><value>5</value></Data></ExtendedData><Point><coordinates> 24.9,60.2,0 </coordinates></Point></Placemark></Folder>
<Placemark><name>Way</name><TimeStamp><when>2024-03-05T12:00:00Z</when></TimeStamp><LineString><coordinates>1,2,0 3,4,0</coordinates></LineString></Placemark>
<Placemark><name>Old</name><TimeStamp><when>2019-03-05T12:00:00Z</when></TimeStamp></Placemark></Document></kml>`;
  const rows = [
    {
      time: '2024-03-05T12:00:00.000Z',
      name: 'Way',
      shape: 'LineString',
      coordinates: '1,2,0 3,4,0',
      properties: '{}',
      map: 'Tea',
    },
    {
      ...{ name: 'First', description: '<b>Good</b>', shape: 'Point', longitude: 24.9, latitude: 60.2 },
      ...{ properties: '{"stars":"5"}', map: 'Tea', folder: 'Houses & gardens' },
    },
  ];

  it('is read, zipped or not; placemarks with a time obey the period', async () => {
    const zipped = await buildArchive([
      { name: 'images/icon.png', content: Buffer.from('89504e47', 'hex') },
      { name: 'doc.kml', content: kml },
    ]);
    for (const [name, content] of [
      ['Tea.kml', Buffer.from(kml)],
      ['Tea.kmz', zipped],
    ] as const) {
      const { rows: found, counts } = await read('mymaps.maps', `My Maps/${name}`, content, { start: '2024-01-01' });
      expect(counts).toMatchObject({ seen: 3, kept: 2, outside_period: 1 });
      expect(found.map(shown)).toEqual(rows);
    }
  });

  it('that is no map fails its type with a reason', async () => {
    const bomb = await buildArchive([{ name: 'doc.kml', content: Buffer.alloc(40_000_000, ' ') }]);
    await expect(read('mymaps.maps', 'My Maps/x.kmz', bomb)).rejects.toMatchObject({ reason: 'archive_too_large' });
    const cut = bomb.subarray(0, bomb.length - 30);
    await expect(read('mymaps.maps', 'My Maps/x.kmz', cut)).rejects.toMatchObject({ reason: 'archive_corrupt' });
    expect((await read('mymaps.maps', 'My Maps/x.kml', 'no map at all')).counts).toMatchObject({ seen: 0 });
  });
});

const TIME = '2024-01-02T03:04:05Z';
const feature = (rest: object) => ({ type: 'FeatureCollection', features: [{ type: 'Feature', ...rest }] });

describe('documents', () => {
  it.each<[string, string, object, object]>([
    [
      'maps.reviews',
      'Maps/Bewertungen.json',
      feature({
        geometry: { coordinates: [24.9, 60.2], type: 'Point' },
        properties: {
          date: '2024-01-02T03:04:05Z',
          five_star_rating_published: 5,
          review_text_published: 'Good',
          google_maps_url: 'https://g.example',
          location: { name: 'Tea house', address: 'Street 1', country_code: 'FI' },
        },
      }),
      {
        time: '2024-01-02T03:04:05.000Z',
        longitude: 24.9,
        latitude: 60.2,
        stars: 5,
        text: 'Good',
        place_name: 'Tea house',
        country_code: 'FI',
      },
    ],
    [
      'maps.reviews',
      'Maps/Reviews.json',
      feature({
        geometry: { coordinates: [0, 0], type: 'Point' },
        date: '2024-01-02T03:04:05Z',
        five_star_rating_published: 4,
        Comment: 'Fine',
      }),
      { stars: 4, text: 'Fine', longitude: 0 },
    ],
    [
      'maps.starred_places',
      'Maps (your places)/Saved Places.json',
      feature({
        geometry: { coordinates: [1, 2] },
        date: '2024-01-02T03:04:05Z',
        google_maps_url: 'https://g.example',
        location: [{ name: 'Tea', address: 'A', country_code: 'DE' }],
      }),
      { place_name: 'Tea', country_code: 'DE' },
    ],
    [
      'maps.aliased_places',
      'Maps/My labeled places/Labeled places.json',
      feature({
        geometry: { coordinates: [1.5, 2.5], type: 'Point' },
        properties: { name: 'Home', address: 'Street 2' },
      }),
      { label: 'Home', address: 'Street 2', longitude: 1.5 },
    ],
    [
      'maps.offering_contributions',
      'Maps/x/y.json',
      [{ photoUrl: 'https://p.example', tagText: 'Tea', creationTime: '2024-01-02T03:04:05Z' }],
      { photo_url: 'https://p.example', tag: 'Tea', time: '2024-01-02T03:04:05.000Z' },
    ],
    [
      'play.installs',
      'Google Play Store/Installs.json',
      [
        {
          install: {
            doc: { documentType: 'Android Apps', title: 'Tea timer' },
            firstInstallationTime: '2024-08-27T22:55:15.184610Z',
            lastUpdateTime: '2024-09-01T00:00:00Z',
            deviceAttribute: { model: 'Pixel', deviceDisplayName: 'My phone' },
          },
        },
      ],
      {
        time: '2024-08-27T22:55:15.184Z',
        title: 'Tea timer',
        document_type: 'Android Apps',
        device_model: 'Pixel',
        device_name: 'My phone',
      },
    ],
    [
      'play.library',
      'Google Play Store/Library.json',
      [
        {
          libraryDoc: {
            doc: { documentType: 'Books', title: 'On tea', more: 1 },
            acquisitionTime: '2024-01-02T03:04:05Z',
          },
        },
      ],
      { title: 'On tea', extra: '{"libraryDoc":{"doc":{"more":1}}}' },
    ],
    [
      'play.purchases',
      'Google Play Store/Purchase History.json',
      [
        {
          purchaseHistory: {
            invoicePrice: '€1.99',
            paymentMethodTitle: 'Visa',
            userCountry: 'FI',
            doc: { title: 'Tea' },
            purchaseTime: '2024-01-02T03:04:05Z',
          },
        },
      ],
      { kind: 'purchase', price: '€1.99', country: 'FI' },
    ],
    [
      'play.subscriptions',
      'Google Play Store/Subscriptions.json',
      [{ subscription: { doc: { title: 'Tea monthly' }, renewalDate: 'x' } }],
      { title: 'Tea monthly', extra: '{"subscription":{"renewalDate":"x"}}' },
    ],
    [
      'play.subscriptions',
      'Google Play Store/Subscriptions.json',
      [
        {
          subscription: {
            ...{ doc: { title: 'Tea monthly' }, state: 'ACTIVE', renewalDate: TIME, pricing: [{ price: '€1' }] },
            userChangeRecord: [{ type: 'NEW_ACQUISITION', changeTime: TIME }],
          },
        },
      ],
      {
        ...{ title: 'Tea monthly', state: 'ACTIVE', renews_at: Date.parse(TIME), pricing: '[{"price":"€1"}]' },
        changes: `[{"type":"NEW_ACQUISITION","changeTime":"${TIME}"}]`,
      },
    ],
    [
      'play.devices',
      'Google Play Store/Devices.json',
      [
        {
          device: {
            mostRecentData: { modelName: 'Pixel', carrierName: 'Elisa', deviceIpCountry: 'FI', retailBrand: 'google' },
            ...{ deviceRegistrationTime: TIME, lastTimeDeviceActive: '2024-03-22T10:59:25.395423Z' },
          },
        },
      ],
      {
        ...{ model: 'Pixel', carrier: 'Elisa', ip_country: 'FI', registered_at: Date.parse(TIME) },
        ...{ last_active_at: Date.parse('2024-03-22T10:59:25.395Z') },
        extra: '{"device":{"mostRecentData":{"retailBrand":"google"}}}',
      },
    ],
    [
      'order_reserve.purchases_reservations',
      'Purchases & Reservations/Purchases/1.json',
      {
        customer: { email: 'a@a.example' },
        merchantOrderId: '7',
        creationTime: { usecSinceEpochUtc: '1709640000000000', granularity: 'MICROSECOND' },
        transactionMerchant: { name: 'Tea shop' },
        lineItem: [{ name: 'Tea' }],
      },
      {
        time: '2024-03-05T12:00:00.000Z',
        merchant: 'Tea shop',
        merchant_order_id: '7',
        items: '[{"name":"Tea"}]',
        extra: '{"creationTime":{"granularity":"MICROSECOND"}}',
      },
    ],
    [
      'search_ugc.media.thumbs',
      'Search Contributions/Thumbs.json',
      [{ Published: '2024-01-02T03:04:05Z', 'Search Query': 'tea film', 'Thumbs Rating': 'Thumbs Up', Updated: 'x' }],
      { time: '2024-01-02T03:04:05.000Z', search_query: 'tea film', thumbs_rating: 'Thumbs Up' },
    ],
    [
      'search_ugc.media.reviews_and_stars',
      'Search Contributions/Reviews.json',
      [{ Published: 'Jan 2, 2024', 'Review Comment': 'Good', 'Review Star Rating': 'Five stars' }],
      { time: '2024-01-02T00:00:00.000Z', review_comment: 'Good' },
    ],
    [
      'alerts.subscriptions',
      'Alerts/a.json',
      [{ query: 'tea', source: ['NEWS', 'WEB'], email_address: 'a@a.example' }],
      { query: 'tea', sources: '["NEWS","WEB"]' },
    ],
    [
      'chrome.autofill',
      'Chrome/Addresses and more.json',
      { Autofill: 'Your data is encrypted and cannot be exported' },
      { value: 'Your data is encrypted and cannot be exported', section: 'Autofill' },
    ],
    [
      'chrome.extensions',
      'Chrome/Extensions.json',
      { Extensions: [{ name: 'Tea', version: '1', id: 'x' }] },
      { name: 'Tea', version: '1', id: 'x' },
    ],
    [
      'nest.camera_event',
      'Nest/events.json',
      { events: [{ eventTime: '2024-01-02T03:04:05Z', a: 1 }] },
      { time: '2024-01-02T03:04:05.000Z', section: 'events', record: '{"eventTime":"2024-01-02T03:04:05Z","a":1}' },
    ],
    [
      'maps.photos_videos',
      'Maps/Photos and videos/1.jpg.json',
      { photoTakenTime: { timestamp: '1709640000', formatted: 'x' }, title: '1.jpg' },
      {},
    ],
  ])('of %s are read: %s', async (group, name, content, expected) => {
    const { rows, counts } = await read(group, name, content);
    expect(counts).toMatchObject({ malformed: 0, undated: 0 });
    expect(shown(rows[0])).toMatchObject(expected);
  });

  it('of unknown shape are told, and empty ones are nothing', async () => {
    expect((await read('play.installs', 'Google Play Store/Installs.json', [{ other: 1 }])).kind).toBe('unknown');
    expect((await read('play.installs', 'Google Play Store/Installs.json', [])).kind).toBe('other');
    expect((await read('maps.reviews', 'Maps/Reviews.json', { nothing: 1 })).kind).toBe('unknown');
    expect((await read('youtube.subscriptions', 'x/anything.json', [{ a: 1 }])).kind).toBe('unknown');
  });
});

describe('the catalogue', () => {
  it('has every scope of Google’s own client', () => {
    const client =
      readFileSync(
        new URL('../../../../node_modules/googleapis/build/src/apis/dataportability/v1.d.ts', import.meta.url),
        'utf8',
      ) +
      readFileSync(
        new URL('../../../../node_modules/googleapis/build/src/apis/dataportability/v1.js', import.meta.url),
        'utf8',
      );
    const scopes = new Set(
      Array.from(client.matchAll(/auth\/dataportability\.([a-z_.]*[a-z])/g), ([, group]) => group as string),
    );
    const groups = new Set(Object.values(DATA_TYPES).flatMap(({ groups: each }) => each));
    expect(scopes.size).toBeGreaterThanOrEqual(73);
    expect([...scopes].filter((scope) => !groups.has(scope))).toEqual([]);
  });

  it('describes each group once, and each column', () => {
    const groups = CATALOGUE.map(({ group }) => group);
    expect(new Set(groups).size).toBe(groups.length);
    for (const { name, label, description, schema } of Object.values(DATA_TYPES)) {
      expect(
        [label, description].every((text) => text.length > 5),
        name,
      ).toBe(true);
      const columns = schema.columns.map((column) => column.name);
      expect(new Set(columns).size, name).toBe(columns.length);
      expect([columns[0], columns.at(-1)], name).toEqual(['time', 'extra']);
      for (const column of schema.columns) expect(column.description, `${name} ${column.name}`).toMatch(/\.$/);
    }
  });
});
