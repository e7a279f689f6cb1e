/** local/simulators/google/products/things.ts — made-up words, names and ids that records are drawn from. */
import type { Random } from '../../random.ts';

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

/** What breaks readers that look for patterns in place of structure. */
const NASTY = [
  ...['He said "},{" and left', 'back\\slash\\', '{"time": "2001-01-01T00:00:00Z"}', '[[[', 'line\nbreak', 'tab\there'],
  ...['🦉 owl 🦉', 'مرحبا', "<b>bold</b> & 'quoted' = 1", 'null', '\u2028separator', '"time"'],
] as const;

export const SITES = ['example.com', 'example.org', 'library.example', 'news.example', 'recipes.example'] as const;
export const APPS = ['FMI Weather', 'Tram Times', 'Notes', 'Chess', 'Radio'] as const;
export const PLACES = ['Café Ursula', 'Töölö Library', 'Bakery "Rye & Co"', 'Market Hall', 'Lake Sauna'] as const;

export const thing = (random: Random): string =>
  random.chance(0.03) ? random.pick(NASTY) : `${random.pick(THINGS)} ${random.below(900)}`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** As YouTube's ids of videos, or longer. */
export const id = (random: Random, length = 11): string =>
  Array.from({ length }, () => ALPHABET[random.below(64)]).join('');

export const channelId = (n: number): string => `UC${String(n).padStart(22, '0')}`;

/** Somewhere in Helsinki, `[lon, lat]`. */
export const coordinates = (random: Random): readonly [number, number] => [
  Number((24.8 + random.next() * 0.4).toFixed(6)),
  Number((60.1 + random.next() * 0.2).toFixed(6)),
];
