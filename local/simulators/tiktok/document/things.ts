/** local/simulators/tiktok/document/things.ts — made-up words, names and ids that TikTok's records are drawn from. */
import type { Random } from '../../random.ts';

const WORDS = [
  'dancing cat',
  'räksmörgås',
  'moka pot',
  'tram simulator',
  '#booktok',
  'lake sauna',
  'sourdough',
  '🦉 owl',
];

/** What breaks readers that look for patterns in place of structure. */
const NASTY = [
  'He said "},{" and left',
  'back\\slash\\',
  '"Date": "2001-01-01 00:00:00"',
  '[[[',
  'line\nbreak',
  '\u2028',
  'null',
];

export const PEOPLE = [
  'ana.lysis',
  'bo_tanist',
  'cleo123',
  'dora.expl',
  'émile',
  'fin_n',
  'gus.t',
  'heli🦋',
  'ida',
  'jörg',
];
export const SHOPS = ['Tea & Co', 'Lamp "Light"', 'Sock Drawer'];
export const PRODUCTS = ['Moka pot, 6 cups', 'Wool socks', 'Desk lamp'];

export const words = (random: Random): string =>
  random.chance(0.04) ? random.pick(NASTY) : `${random.pick(WORDS)} ${random.below(900)}`;

const digits = (random: Random, count: number): string => String(random.below(10 ** count)).padStart(count, '0');

/** 19 digits: more than a double holds exactly. */
export const bigId = (random: Random): string => `7${digits(random, 9)}${digits(random, 9)}`;

export const videoLink = (random: Random): string => `https://www.tiktokv.com/share/video/${bigId(random)}/`;
