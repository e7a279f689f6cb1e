/** functions/providers/google/catalogue/maps.ts — the resource groups of Google Maps that are documented. */
import {
  decimal,
  type FileKind,
  type GroupDefinition,
  json,
  placed,
  type TimeField,
  text,
  unique,
  whole,
} from './definition.ts';

const SAVED: TimeField = {
  names: ['date', 'properties.date', 'properties.Published'],
  ...{ reading: 'any', description: 'When it was saved or written.' },
};
/** A place, as GeoJSON has it; in older exports its properties are wrapped. */
const PLACE = [
  decimal('longitude', 'Longitude in degrees; 0 where it is unknown.', ['geometry.coordinates.0']),
  decimal('latitude', 'Latitude in degrees; 0 where it is unknown.', ['geometry.coordinates.1']),
  unique('google_maps_url', 'The place on Google Maps.', [
    'google_maps_url',
    'properties.google_maps_url',
    'properties.Google Maps URL',
  ]),
  text('place_name', 'The place’s name.', [
    'location.0.name',
    'properties.location.name',
    'location.name',
    'properties.Location.Business Name',
  ]),
  text('place_address', 'The place’s address.', [
    'location.0.address',
    'properties.location.address',
    'location.address',
    'properties.Location.Address',
  ]),
  text('country_code', 'The place’s country.', [
    'location.0.country_code',
    'properties.location.country_code',
    'location.country_code',
  ]),
];
const features = (kind: string, names: readonly string[], fields: FileKind['fields'], time?: TimeField): FileKind => ({
  ...{ kind, format: 'json', names, paths: [['features']], fields },
  ...(time && { time }),
});

export const MAPS: readonly GroupDefinition[] = [
  {
    group: 'maps.starred_places',
    label: 'Google Maps starred places',
    description: 'The places you starred on Google Maps.',
    sensitivity: 'restricted',
    files: [features('starred_place', ['Saved Places', 'Gespeicherte Orte', 'Tallennetut paikat'], PLACE, SAVED)],
  },
  {
    group: 'maps.reviews',
    label: 'Google Maps reviews',
    description: 'The reviews of places you wrote on Google Maps, with stars and times.',
    sensitivity: 'sensitive',
    files: [
      features(
        'review',
        ['Reviews', 'Bewertungen', 'Reseñas', 'Arvostelut'],
        [
          ...PLACE,
          whole('stars', 'Stars given, one to five.', [
            'five_star_rating_published',
            'properties.five_star_rating_published',
          ]),
          unique('text', 'What was written.', [
            'review_text_published',
            'properties.review_text_published',
            'Comment',
            'properties.Comment',
          ]),
        ],
        SAVED,
      ),
    ],
  },
  {
    group: 'maps.aliased_places',
    label: 'Google Maps labelled places',
    description: 'The places you labelled on Google Maps, such as home and work, with their addresses.',
    sensitivity: 'restricted',
    files: [
      features(
        'labelled_place',
        ['Labeled places', 'Labelled places', 'Beschriftete Orte', 'Mit Labels versehene Orte'],
        [
          decimal('longitude', 'Longitude in degrees.', ['geometry.coordinates.0']),
          decimal('latitude', 'Latitude in degrees.', ['geometry.coordinates.1']),
          text('label', 'The label, e.g. Home.', ['properties.name']),
          text('address', 'The place’s address.', ['properties.address']),
        ],
      ),
    ],
  },
  {
    group: 'maps.offering_contributions',
    label: 'Google Maps dishes, products and activities',
    description: 'Dishes, products and activities you added to places on Google Maps.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'offering',
        format: 'json',
        names: ['Added dishes, products, activities'],
        paths: [[], ['*']],
        time: { names: ['creationTime', 'created'], reading: 'any', description: 'When it was added.' },
        fields: [
          unique('photo_url', 'Address of the photo.', ['photoUrl', 'photo_url']),
          text('tag', 'What was added.', ['tagText', 'text']),
        ],
      },
    ],
  },
  {
    group: 'mymaps.maps',
    label: 'My Maps',
    description:
      'The places, lines and areas you drew with My Maps, with names and descriptions; never the pictures on them.',
    sensitivity: 'restricted',
    files: [
      {
        kind: 'placemark',
        format: 'kml',
        names: ['*'],
        time: {
          names: ['when', 'begin'],
          reading: 'any',
          description: 'When it was, if it was given one.',
          optional: true,
        },
        fields: [
          unique('name', 'The placemark’s name.', ['name']),
          unique('description', 'What was written to it; it may hold HTML.', ['description']),
          text('shape', 'Point, LineString, Polygon or MultiGeometry.', ['shape']),
          decimal('longitude', 'Longitude of a point in degrees.', ['longitude']),
          decimal('latitude', 'Latitude of a point in degrees.', ['latitude']),
          unique('coordinates', 'Longitude, latitude and height of each corner of a line or an area.', ['coordinates']),
          json('properties', 'Further data of the placemark, by name.', ['properties']),
          placed('file', 'map', 'The map it is on, by the name of its file.'),
          placed('section', 'folder', 'The layers it is on, joined by “ / ”.'),
        ],
      },
    ],
  },
  {
    group: 'order_reserve.purchases_reservations',
    label: 'Purchases and reservations',
    description:
      'Orders and reservations made through Google, with merchants, prices and, where there is one, the recipient.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'order',
        format: 'json',
        names: ['*'],
        paths: [[]],
        time: { names: ['creationTime.usecSinceEpochUtc'], reading: 'usec', description: 'When the order was made.' },
        fields: [
          text('customer_email', 'The customer’s e-mail address.', ['customer.email']),
          unique('merchant_order_id', 'The merchant’s number of the order.', ['merchantOrderId']),
          text('status', 'The order’s status.', ['orderStatus.status']),
          text('status_label', 'The status in words.', ['orderStatus.label']),
          text('merchant', 'The merchant.', ['transactionMerchant.name']),
          json('items', 'What was ordered; recipients may be among it.', ['lineItem']),
          json('prices', 'What it cost, line by line.', ['priceline']),
        ],
      },
    ],
  },
];
