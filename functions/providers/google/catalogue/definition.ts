/** functions/providers/google/catalogue/definition.ts — how a resource group is described: as data, file by file. */
import type { Column, ColumnType } from '../../../archive/types.ts';

/** How a value is read where its column's type alone does not say. */
export type Reading =
  /** RFC 3339, or the same with a space and without a zone, which then is UTC. */
  | 'iso'
  /** Whole microseconds since the epoch, as number or text; or `iso`. */
  | 'usec'
  /** A day written out in any language: midnight UTC. */
  | 'day'
  /** Whole seconds since the epoch. */
  | 'seconds'
  /** Any of these, by its looks, or a day written out in any language. */
  | 'any'
  /** Whole microseconds since 1601, as Chrome counts. */
  | 'usec1601'
  /** Text that Google wraps as a sequence of JSON objects. */
  | 'segments';

/** A column, and where its value stands. */
export type Field = Column & {
  /** Table: names of the header in known languages. JSON: paths of keys, joined by points, the first that is there. */
  readonly names: readonly string[];
  readonly reading?: Reading;
  /** Not in the record: where it stood tells it. `entry`: the file's name in the archive; `file`: its base name. */
  readonly place?: 'entry' | 'file' | 'section' | 'preamble';
  /** Table: older or newer exports have no such column. */
  readonly optional?: boolean;
};

/** Where a record's time stands. */
export type TimeField = {
  readonly names: readonly string[];
  readonly reading: Reading;
  /** What the time is, for the data dictionary. */
  readonly description: string;
  /** Some records have none by nature: those are kept whatever the period. Otherwise they are undated. */
  readonly optional?: boolean;
};

/** One kind of file that a group's archive holds. */
export type FileKind = {
  /** Its reader's name, and the value of the column `kind` where a group has several kinds. */
  readonly kind: string;
  readonly format: 'table' | 'json' | 'bookmarks' | 'kml';
  /** Base names without ending, in known languages; a leading `*` stands for any beginning. */
  readonly names: readonly string[];
  readonly fields: readonly Field[];
  readonly time?: TimeField;
  /** JSON: where records stand, see `EntryReader`. */
  readonly paths?: readonly (readonly string[])[];
  /** JSON: values that are no objects are records as well. */
  readonly values?: boolean;
  /** Table: the header is the first line with at least so many filled fields. */
  readonly minColumns?: number;
};

/** What Google calls a scope that lets an app see it: both need its review, restricted ones a security assessment. */
export type Sensitivity = 'restricted' | 'sensitive';

export type GroupDefinition = {
  /** The resource group, e.g. `youtube.subscriptions`. */
  readonly group: string;
  /** In plain words, for the participant. */
  readonly label: string;
  readonly description: string;
  readonly sensitivity: Sensitivity;
  /** Its files, where Google documents them; without any, each record is kept as JSON. */
  readonly files: readonly FileKind[];
};

const field =
  (type: ColumnType) =>
  (name: string, description: string, names: readonly string[], more: Partial<Field> = {}): Field => ({
    ...{ name, type, description, names, source: names[0] ?? name },
    ...more,
  });

export const text = field('string');
export const json = field('json');
export const flag = field('boolean');
export const whole = field('integer');
export const decimal = field('number');
export const moment = field('timestamp');
const SOURCES = {
  entry: 'name in the archive',
  file: 'name of the file',
  section: 'key or folders above the record',
  preamble: 'lines before the header',
} as const;
/** A text that the record's place tells. */
export const placed = (place: NonNullable<Field['place']>, name: string, description: string): Field =>
  text(name, description, [], { place, source: SOURCES[place] });
/** A text that is different in nearly every row. */
export const unique = (name: string, description: string, names: readonly string[]): Field =>
  text(name, description, names, { distinct: true });
