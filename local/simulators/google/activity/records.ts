/** local/simulators/google/activity/records.ts — years of made-up activity, newest first and always the same. */
import { contains, type Interval } from '../../../../functions/core/period.ts';
import { randomOf } from '../../random.ts';
import type { Locale, Product } from '../locales/locale.ts';
import { NEWEST } from '../products/spec.ts';
import { type ActivityRecord, activityTime } from './activity-json.ts';
import type { Maker } from './maker.ts';
import { OTHERS } from './others.ts';
import { SEARCH } from './search.ts';
import { youtube } from './youtube.ts';

/** One record in so many stands a few seconds out of order. */
const SWAP_EVERY = 60;

const MAKERS: Readonly<Record<Product, Maker>> = { youtube, ...SEARCH, ...OTHERS };

export type History = {
  readonly seed: string;
  readonly product: Product;
  readonly locale: Locale;
  readonly rows: number;
  /** How far back the oldest record lies, milliseconds. */
  readonly span: number;
};

/** A record, and its time in whole milliseconds. */
export type Dated = { readonly time: number; readonly record: ActivityRecord };

/** Records in the interval. Every record is drawn, so that a filtered archive holds the very same ones. */
export function* recordsOf({ seed, product, locale, rows, span }: History, interval: Interval): Generator<Dated> {
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
    const record = {
      ...(header !== undefined && { header }),
      ...(title !== undefined && { title }),
      ...(titleUrl !== undefined && { titleUrl }),
      ...(subtitles && { subtitles }),
      ...(description !== undefined && { description }),
      time: activityTime(time, micros),
      products,
      ...rest,
    };
    yield { time, record };
  }
}
