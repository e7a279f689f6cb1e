import { describe, expect, it } from 'vitest';
import { read, shown } from './support.ts';

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
