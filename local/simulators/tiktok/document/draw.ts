/** local/simulators/tiktok/document/draw.ts — the records of a list, the same ones each time. */
import { DAY_MS, SECOND_MS } from '../../../../functions/core/clock.ts';
import { type Random, randomOf } from '../../random.ts';
import type { ListSpec } from './lists.ts';

/** The newest record's time: fixed, so that the documents are too. */
const NEWEST = Date.parse('2026-11-20T21:14:37Z');
const SPAN_MS = 5 * 365 * DAY_MS;

/** How a person's document differs from an ordinary one. */
export type Manner = {
  readonly seed: string;
  /** Values are missing here and there, times among them. */
  readonly gaps: boolean;
  /** Keys are written now in small letters, now in capitals. */
  readonly anyCase: boolean;
};

export type Drawn = {
  readonly record: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch; null where the record does not tell it. */
  readonly time: number | null;
};

const MISSING = ['N/A', '', null];

export function* draw(spec: ListSpec, rows: number, { seed, gaps, anyCase }: Manner): Generator<Drawn> {
  const random = randomOf(`${seed}/${spec.path.join('/')}`);
  const step = SPAN_MS / rows;
  for (let n = 0; n < rows; n += 1) {
    // Nearly newest first: some stand behind the next one.
    const late = n % 12 === 11 ? step * 1.5 : 0;
    const exact = Math.floor(NEWEST - n * step - random.next() * step * 0.9 + late);
    const time = exact - (exact % SECOND_MS);
    const undated = gaps && random.chance(0.02);
    const text = undated ? 'N/A' : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
    const full = spec.record({ n, time: text, random });
    const record = gaps ? withGap(full, random) : full;
    yield { record: anyCase ? inCase(record, n) : record, time: undated ? null : time };
  }
}

/** The first key is the time's: it is left as it is. */
function withGap(record: Drawn['record'], random: Random): Drawn['record'] {
  const [, ...keys] = Object.keys(record);
  return random.chance(0.1) ? { ...record, [random.pick(keys)]: random.pick(MISSING) } : record;
}

const inCase = (record: Drawn['record'], n: number): Drawn['record'] =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      n % 3 ? (n % 3 === 1 ? key.toLowerCase() : key.toUpperCase()) : key,
      value,
    ]),
  );
