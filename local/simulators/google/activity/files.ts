/** local/simulators/google/activity/files.ts — the My Activity files of a group, with their attachments. */
import type { Interval } from '../../../../functions/core/period.ts';
import { randomOf } from '../../random.ts';
import type { Product } from '../locales/locale.ts';
import type { Person, ProductFile } from '../products/spec.ts';
import { type ActivityRecord, activityChunks } from './activity-json.ts';
import { type Dated, type History, recordsOf } from './records.ts';

/** My Activity folders of each group, and how many records an ordinary person has there. */
const FOLDERS: Readonly<Record<string, Partial<Record<Product, number>>>> = {
  'myactivity.youtube': { youtube: 6000 },
  'myactivity.search': { search: 5000, image: 400, video: 300, lens: 150, discover: 600 },
  'myactivity.play': { store: 800, games: 250 },
  'myactivity.maps': { maps: 350 },
  'myactivity.shopping': { shopping: 200 },
  'myactivity.myadcenter': { adcenter: 40 },
};

const SERVICE = 'MY_ACTIVITY';

/** Whose activity it is: `rows` and `without` tell where they differ from an ordinary person. */
export type ActivityPerson = Person & {
  readonly rows: Partial<Record<Product, number>>;
  readonly without: readonly string[];
};

/** Whether the generator holds anything, without drawing all of it. */
function* withFirst(dated: Generator<Dated>, first: Dated): Generator<ActivityRecord> {
  yield first.record;
  for (const { record } of dated) yield record;
}

/** The My Activity files of a group. A product without records has no file. */
export function activityFiles(person: ActivityPerson, group: string, interval: Interval): ProductFile[] {
  const { seed, locale, span, share, without, rows } = person;
  return Object.entries(FOLDERS[group] ?? {}).flatMap(([name, usual]) => {
    const product = name as Product;
    if (without.includes(product)) return [];
    const history: History = { seed, product, locale, rows: rows[product] ?? Math.ceil(usual * share), span };
    const dated = recordsOf(history, interval);
    const first = dated.next();
    if (first.done) return [];
    const folder = [locale.myActivity, locale.products[product]];
    const content = activityChunks(withFirst(dated, first.value));
    const records = () => Array.from(recordsOf(history, interval), ({ time }) => ({ time }));
    const file = { service: SERVICE, path: [...folder, locale.file], content, records };
    return product === 'lens' ? [file, attachment(seed, [...folder, 'lens-1.jpg'], 40_000)] : [file];
  });
}

/** Lies in the first part of an export that comes in two. */
export const postImage = ({ seed, locale }: Person): ProductFile =>
  attachment(seed, [locale.myActivity, locale.products.youtube, 'post-1.png'], 20_000);

/** Bytes that no study asks for. */
function attachment(seed: string, path: readonly string[], length: number): ProductFile {
  const random = randomOf(`${seed}/attachment`);
  const content = Uint8Array.from({ length }, () => random.below(256));
  return { service: SERVICE, path, content, records: () => [] };
}
