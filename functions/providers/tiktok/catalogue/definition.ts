/** functions/providers/tiktok/catalogue/definition.ts — how a data type of TikTok is described: as data, list by list. */
import type { ColumnType } from '../../../archive/types.ts';
import type { Sensitivity } from '../../provider.ts';
import type { Group } from '../groups.ts';

/** How a value is read where its column's type alone does not say. */
export type Reading =
  /** The number in a video's address. */
  | 'video_id'
  /** Another person's name: it is replaced by a pseudonym. */
  | 'person'
  /** How many elements a list has. */
  | 'count'
  /** Yes and No, in words. */
  | 'yes_no';

/** A column, and where its value stands. */
export type Field = {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** Names of the record's keys, in the form of `plainKey`; the first that holds something counts. */
  readonly keys: readonly string[];
  readonly reading?: Reading;
  /** Not in the record: the key above it tells it. */
  readonly fromSection?: true;
  readonly distinct?: true;
};

/** One place of the document, or several of which a document has one. */
export type Place = {
  /** Its reader's name. */
  readonly name: string;
  /** Keys that lead to the records, in lower case; `*` is any. */
  readonly paths: readonly (readonly string[])[];
};

export type TypeDefinition = {
  readonly name: string;
  /** In plain words, for the participant. */
  readonly label: string;
  readonly description: string;
  readonly group: Group;
  readonly sensitivity: Sensitivity;
  /** Requested only where it is named: it is in no bundle, and not in what an empty request means. */
  readonly onlyByName?: true;
  readonly places: readonly Place[];
  /** What the time is called; absent: its records have none by nature. */
  readonly time?: { readonly keys: readonly string[]; readonly description: string };
  readonly fields: readonly Field[];
  /** What the column `kind` says, by the last key of a path. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** Keys whose values are kept nowhere, in the form of `plainKey`. `rest`: nothing but what has a column is kept. */
  readonly never: readonly string[] | 'rest';
  /** Records may be texts. */
  readonly values?: true;
};

/** Keys as they are compared: lists write the same ones in several cases, with spaces and without. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** One place under any of several keys. */
export const under = (tops: readonly string[], ...rest: readonly string[]): readonly (readonly string[])[] =>
  tops.map((top) => [top, ...rest]);

const field =
  (type: ColumnType) =>
  (name: string, description: string, keys: readonly string[], more: Partial<Field> = {}): Field => ({
    ...{ name, type, description, keys },
    ...more,
  });

export const text = field('string');
export const whole = field('integer');
export const flag = field('boolean');
export const json = field('json');

export const VIDEO: readonly Field[] = [
  text('video_id', 'TikTok’s id of the video, 19 digits.', ['link'], { reading: 'video_id', distinct: true }),
  text('url', 'The video’s address.', ['link'], { distinct: true }),
];

/** What an export's activity is called: now, and until about 2024. */
export const ACTIVITY = ['your activity', 'activity'];
export const LIKES = ['likes and favorites', ...ACTIVITY];
export const PROFILE = ['profile and settings', 'profile', ...ACTIVITY];
