/** local/simulators/google/records.ts — years of made-up activity, newest first and always the same. */
import { contains, type Interval } from '../../../functions/core/period.ts';
import { type ActivityRecord, activityTime } from './activity-json.ts';
import type { Locale, Product } from './locales.ts';
import { type Random, randomOf } from './random.ts';

/** The newest record's time: fixed, so that the archives are too. */
export const NEWEST = Date.parse('2026-11-20T21:14:37.512Z');
/** One record in so many stands a few seconds out of order. */
const SWAP_EVERY = 60;

const THINGS = [
  ...[
    'tea',
    'sourdough & rye',
    'northern lights',
    'bicycle repair',
    'how to fold a map',
    'Jean Sibelius',
    'räksmörgås',
  ],
  ...['cabin by the lake', 'jazz piano', 'winter swimming', 'moka pot', 'old trams', 'C# or C++?', 'birdsong at 4 am'],
] as const;
const NASTY = [
  ...['He said "},{" and left', 'back\\slash\\', '{"time": "2001-01-01T00:00:00Z"}', '[[[', 'line\nbreak', 'tab\there'],
  ...['🦉 owl 🦉', 'مرحبا', "<b>bold</b> & 'quoted' = 1", 'null', '\u2028separator', '"time"'],
] as const;
const SITES = ['example.com', 'example.org', 'library.example', 'news.example', 'recipes.example'] as const;
const APPS = ['FMI Weather', 'Tram Times', 'Notes', 'Chess', 'Radio'] as const;

const id = (random: Random): string =>
  Array.from(
    { length: 11 },
    () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[random.below(64)],
  ).join('');
const thing = (random: Random): string =>
  random.chance(0.03) ? random.pick(NASTY) : `${random.pick(THINGS)} ${random.below(900)}`;
const redirect = (url: string, random: Random): string =>
  `https://www.google.com/url?q=${encodeURIComponent(url)}&usg=AOvVaw${id(random)}`;
const searchUrl = (what: string, rest = ''): string =>
  `https://www.google.com/search?q=${encodeURIComponent(what)}${rest}`;

type Draft = Omit<ActivityRecord, 'time' | 'products'>;
type Make = (random: Random, locale: Locale) => Draft;

const location = (random: Random, { area, fromDevice }: Locale): Partial<Draft> => {
  if (!random.chance(0.19)) return {};
  const centre = `${(60 + random.next()).toFixed(6)},${(24 + random.next()).toFixed(6)}`;
  const url = `https://www.google.com/maps/@?api=1&map_action=map&center=${centre}&zoom=11`;
  return { locationInfos: [{ name: area, url, source: fromDevice }] };
};

const MAKERS: Readonly<Record<Product, Make>> = {
  youtube(random, { verbs, removed, ad, adDescription, controls }) {
    const kind = random.next();
    const title = thing(random);
    const watch = `https://www.youtube.com/watch?v=${id(random)}`;
    const n = random.below(80);
    const channel = { name: `Channel ${n}`, url: `https://www.youtube.com/channel/UC${String(n).padStart(22, '0')}` };
    const activityControls = [controls.watch, controls.search];
    const header = 'YouTube';
    if (kind < 0.03) return { header, title: removed, activityControls };
    if (kind < 0.05) return { header, title: verbs.watched(watch), titleUrl: watch, activityControls };
    if (kind < 0.1) {
      const details = [{ name: ad }];
      const adControls = [controls.web, ...activityControls];
      return {
        header,
        title: verbs.watched(title),
        titleUrl: watch,
        description: adDescription,
        details,
        activityControls: adControls,
      };
    }
    if (kind < 0.2) {
      const titleUrl = `https://www.youtube.com/results?search_query=${encodeURIComponent(title)}`;
      return { header, title: verbs.searched(title), titleUrl, activityControls };
    }
    if (kind < 0.24) return { header, title: verbs.liked(title), titleUrl: watch, subtitles: [channel] };
    if (kind < 0.26) return { header, title: verbs.subscribed(channel.name), titleUrl: channel.url };
    if (kind < 0.28) {
      const titleUrl = `https://www.youtube.com/post/Ugkx${id(random)}`;
      return { header, title: verbs.viewed(title), titleUrl, subtitles: [channel], activityControls };
    }
    if (kind < 0.36) {
      const titleUrl = `https://www.youtube.com/shorts/${id(random)}`;
      return { header, title: verbs.watched(title), titleUrl, subtitles: [channel], activityControls };
    }
    if (kind < 0.42) {
      const titleUrl = `https://music.youtube.com/watch?v=${id(random)}`;
      const subtitles = [{ ...channel, name: `${channel.name} - Topic` }];
      return { header: 'YouTube Music', title: verbs.watched(title), titleUrl, subtitles, activityControls };
    }
    return { header, title: verbs.watched(title), titleUrl: watch, subtitles: [channel], activityControls };
  },
  search(random, locale) {
    const { verbs, controls, notifications, products } = locale;
    const activityControls = [controls.web];
    const title = thing(random);
    if (random.chance(0.05)) {
      const subtitles = [{ name: 'Including topics:' }, { name: 'Weather' }, { name: title }];
      return { header: products.search, title: notifications(1 + random.below(4)), subtitles, activityControls };
    }
    if (random.chance(0.45)) {
      const site = random.pick(SITES);
      const titleUrl = redirect(`https://${site}/page?n=${random.below(500)}`, random);
      return { header: products.search, title: verbs.visited(`${title} - ${site}`), titleUrl, activityControls };
    }
    return {
      ...{ header: products.search, title: verbs.searched(title), titleUrl: searchUrl(title), activityControls },
      ...location(random, locale),
    };
  },
  image(random, locale) {
    const { verbs, controls, products } = locale;
    const title = thing(random);
    const activityControls = [controls.web];
    if (random.chance(0.4)) {
      const site = random.pick(SITES);
      const titleUrl = redirect(`https://${site}/image/${random.below(99)}.jpg`, random);
      return { header: products.image, title: verbs.viewed(site), titleUrl, activityControls };
    }
    const titleUrl = searchUrl(title, '&udm=2');
    return {
      header: products.image,
      title: verbs.searched(title),
      titleUrl,
      activityControls,
      ...location(random, locale),
    };
  },
  video(random, { verbs, controls }) {
    const activityControls = [controls.web];
    const title = verbs.watched(thing(random));
    if (random.chance(0.5)) {
      return {
        header: 'youtube.com',
        title,
        titleUrl: `https://www.youtube.com/watch?v=${id(random)}`,
        activityControls,
      };
    }
    const titleUrl = redirect(`https://reddit.com/r/video/${random.below(9999)}/`, random);
    return { header: 'reddit.com', title, titleUrl, activityControls };
  },
  lens(random, { verbs, controls, lens, products }) {
    const activityControls = [controls.web];
    const header = products.lens.replace('\u00a0', ' ');
    if (random.chance(0.6))
      return { header, title: lens, activityControls, imageFile: `lens-${random.below(999)}.jpg` };
    const title = thing(random);
    return {
      header,
      title: verbs.searched(title),
      titleUrl: `https://lens.google.com/search?p=${id(random)}`,
      activityControls,
    };
  },
  discover(random, { cards, controls, products }) {
    const activityControls = [controls.web];
    const details = random.chance(0.3) ? { details: [{ name: 'Business' }, { name: 'Education - viewed' }] } : {};
    return { header: products.discover, title: cards(1 + random.below(30)), activityControls, ...details };
  },
  store(random, { verbs, controls }) {
    const app = random.pick(APPS);
    const titleUrl = `https://play.google.com/store/apps/details?id=example.${app.toLowerCase().replace(/\W/g, '')}`;
    const activityControls = [random.chance(0.5) ? controls.play : controls.web];
    return { header: app, title: verbs.used(app), titleUrl, activityControls };
  },
  games(random, { verbs, controls, products }) {
    const game = `${random.pick(['Chess', 'Rowing', 'Solitaire'])} ${1 + random.below(3)}`;
    const title = random.chance(0.3) ? `Achievement unlocked: ${game} - Victory` : verbs.played(game);
    return { header: products.games, title, activityControls: [controls.web] };
  },
};

export type History = {
  readonly seed: string;
  readonly product: Product;
  readonly locale: Locale;
  readonly rows: number;
  /** How far back the oldest record lies, milliseconds. */
  readonly span: number;
};

/** Records in the interval. Every record is drawn, so that a filtered archive holds the very same ones. */
export function* recordsOf(
  { seed, product, locale, rows, span }: History,
  interval: Interval,
): Generator<ActivityRecord> {
  const random = randomOf(`${seed}/${product}`);
  const step = span / rows;
  const products = [locale.products[product].replace('\u00a0', ' ')];
  for (let n = 0; n < rows; n += 1) {
    const late = n % SWAP_EVERY === SWAP_EVERY - 1 ? step + 5_000 : 0;
    const exact = Math.floor(NEWEST - n * step - random.next() * step * 0.9 + late);
    // A few have no milliseconds, and a few microseconds.
    const time = random.chance(0.05) ? exact - (exact % 1000) : exact;
    const micros = random.chance(0.01) ? 1 + random.below(998) : 0;
    const { header, title, titleUrl, subtitles, description, ...rest } = MAKERS[product](random, locale);
    if (!contains(interval, time)) continue;
    yield {
      ...(header !== undefined && { header }),
      ...(title !== undefined && { title }),
      ...(titleUrl !== undefined && { titleUrl }),
      ...(subtitles && { subtitles }),
      ...(description !== undefined && { description }),
      time: activityTime(time, micros),
      products,
      ...rest,
    };
  }
}
