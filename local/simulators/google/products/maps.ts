/** local/simulators/google/products/maps.ts — places, reviews, contributions and vehicles of Google Maps. */

import { MAPS_PHOTOS } from './maps-photos.ts';
import { isoTime, type Make, type Spec } from './spec.ts';
import { coordinates, id, PLACES, thing } from './things.ts';
import { features, jsonList, jsonObject } from './writers.ts';

const yours = (file: string) => ({ service: 'MAPS_YOUR_PLACES', path: ['Maps (your places)', file] });
/** An object of Maps lies in a folder of its own name. */
const own = (name: string) => ({ service: 'MAPS', path: ['Maps', name, `${name}.json`] });

const placeUrl = ({ random }: Make): string =>
  `http://maps.google.com/maps/place//data=!4m2!3m1!1s0x${id(random, 8)}:0x${id(random, 8)}`;

/** Both forms are met: what is known of a place beside its geometry, or in `properties`. Accounts differ in it. */
const feature = ({ locale }: Make, point: readonly number[], known: object): object => {
  const geometry = { coordinates: point, type: 'Point' };
  return locale.language === 'en'
    ? { geometry, properties: known, type: 'Feature' }
    : { geometry, ...known, type: 'Feature' };
};

/** Beside the geometry, places are a list. */
const location = ({ n, locale }: Make) => {
  const place = { name: PLACES[n % PLACES.length], address: `Street ${n}, 00100 Helsinki`, country_code: 'FI' };
  return { location: locale.language === 'en' ? place : [place] };
};

const review = (make: Make): object =>
  feature(make, coordinates(make.random), {
    ...{ date: isoTime(make), five_star_rating_published: 1 + make.random.below(5), google_maps_url: placeUrl(make) },
    ...location(make),
    ...(make.n % 4 && { review_text_published: `${thing(make.random)}: warm & friendly` }),
  });

/** Where a few of them lie is not known: they are at 0,0. */
const starred = (make: Make): object => {
  const lost = make.n % 9 === 4;
  return feature(make, lost ? [0, 0] : coordinates(make.random), {
    ...{ date: isoTime(make), google_maps_url: placeUrl(make) },
    ...(lost ? { Comment: 'No location information is available for this saved place' } : location(make)),
  });
};

const labelled = (make: Make): object => ({
  geometry: { coordinates: coordinates(make.random), type: 'Point' },
  properties: {
    address: `Street ${make.n}, 00100 Helsinki`,
    name: ['Home', 'Work', 'Grandmother', 'Allotment'][make.n],
  },
  type: 'Feature',
});

/** The documented names, and those of an older document. */
const dish = (make: Make): object =>
  make.n % 8 === 7
    ? { photo_url: `https://maps.example/photo/${make.n}`, text: thing(make.random), created: isoTime(make) }
    : { photoUrl: `https://maps.example/photo/${make.n}`, tagText: thing(make.random), creationTime: isoTime(make) };

const OFFERINGS = 'Added dishes, products, activities';

export const MAPS: Readonly<Record<string, readonly Spec[]>> = {
  'maps.aliased_places': [
    features({ service: 'MAPS', path: ['Maps', 'My labeled places', 'Labeled places.json'] }, { rows: 4 }, labelled),
  ],
  'maps.commute_routes': [
    jsonList(own('Commute routes'), { rows: 14 }, ({ n, random }) => ({
      coordinates: [coordinates(random), coordinates(random)],
      travel_mode: ['TRANSIT', 'BICYCLING', 'WALKING'][n % 3],
      visits: 1 + random.below(40),
    })),
  ],
  'maps.commute_settings': [
    jsonObject(own('Commute settings'), {}, () => ({
      travel_mode: 'TRANSIT',
      days: ['MONDAY', 'TUESDAY'],
      leave_at: '07:50',
    })),
  ],
  'maps.ev_profile': [
    jsonObject(own('EV profile'), {}, () => ({ plugs: ['TYPE_2', 'CCS'], networks: ['K-Lataus'], battery_kwh: 58 })),
  ],
  'maps.vehicle_profile': [
    jsonObject(own('Vehicle profile'), {}, () => ({
      engine_type: 'ELECTRIC',
      toll_passes: [],
      license_plate: 'ABC-123',
    })),
  ],
  'maps.factual_contributions': [
    jsonList(own('Factual contributions'), { rows: 25, precision: 'milli' }, (make) => ({
      ...{ place: PLACES[make.n % PLACES.length], attribute: 'OPENING_HOURS', value: 'Mon–Fri 9–17' },
      creationTime: isoTime(make),
    })),
  ],
  'maps.offering_contributions': [jsonList(own(OFFERINGS), { rows: 30, precision: 'milli' }, dish)],
  'maps.photos_videos': MAPS_PHOTOS,
  'maps.questions_answers': [
    jsonList(own('Questions and answers'), { rows: 18, precision: 'milli' }, (make) => ({
      ...{ type: make.n % 2 ? 'ANSWER' : 'QUESTION', text: thing(make.random), place: PLACES[make.n % PLACES.length] },
      creationTime: isoTime(make),
    })),
  ],
  'maps.reviews': [features(yours('Reviews.json'), { rows: 80, precision: 'milli' }, review)],
  'maps.starred_places': [features(yours('Saved Places.json'), { rows: 120, precision: 'milli' }, starred)],
};
