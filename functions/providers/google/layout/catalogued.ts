/** functions/providers/google/layout/catalogued.ts — which of its group's files an entry is: by name, then by shape. */
import type { FileKind, GroupDefinition } from '../catalogue/definition.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { comparable } from '../plain-name.ts';
import { PLAIN } from '../readers/catalogue.ts';
import { isOneRecord } from '../readers/generic.ts';
import { valueAt } from '../readers/json-path.ts';

/** Names are cut off by the exporter when they are long. */
const CUT_OFF = 30;
/** Columns that a newer export may have beside the documented ones, or an older one lack. */
const COLUMNS_DRIFT = 3;
const DELIMITERS = ['\t', ';', ','];

/**
 * @param base name of the entry without folder and ending
 * @param ending the ending in lower case
 * @returns the reader's name; `other` for a file without records; `unknown` for one of a shape that nobody described
 */
export function catalogued(group: GroupDefinition, base: string, ending: string, head: Uint8Array): string {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trim();
  if (!text) return 'other';
  if (ending === 'kmz' || ending === 'kml')
    return group.files.find(({ format }) => format === 'kml')?.kind ?? 'unknown';
  if (ending === 'html') return linkFile(group.files, text);
  if (ending === 'json') return jsonFile(group.files, base, text);
  return tableFile(group.files, base, text);
}

const FORMATS: Readonly<Record<string, FileKind['format']>> = {
  json: 'json',
  html: 'bookmarks',
  csv: 'table',
  tsv: 'table',
  kmz: 'kml',
  kml: 'kml',
};

/**
 * Whether the name is that of a file of another group, and of none of this one: that group's own job brings it. Where
 * files of this group may have any name, it tells nothing.
 */
export function isOfAnother(group: GroupDefinition, base: string, ending: string): boolean {
  const isNamedIn = ({ files }: GroupDefinition) =>
    files.some((kind) => kind.format === FORMATS[ending] && isNamed(kind, base));
  const anyName = group.files.some(({ names }) => names.includes('*'));
  return (
    group.files.length > 0 &&
    !anyName &&
    !isNamedIn(group) &&
    CATALOGUE.some((other) => other !== group && isNamedIn(other))
  );
}

const isNamed = ({ names }: FileKind, base: string): boolean => {
  const plain = comparable(base.replaceAll('_', ' '));
  return names.some((each) => {
    const name = comparable(each.replaceAll('_', ' '));
    if (name === '*') return false;
    if (name.startsWith('*')) return plain.endsWith(name.slice(1));
    return name === plain || (plain.length >= CUT_OFF && name.startsWith(plain));
  });
};

type Signs = (kind: FileKind) => number;

/**
 * The kind that shows most of what it is known by, among those of the same name if there are several.
 * @param distance how far the file is from what a kind usually looks like; decides where they show as much
 */
function best(kinds: readonly FileKind[], base: string, signs: Signs, distance: Signs = () => 0): FileKind | undefined {
  const shown = kinds.map((kind) => ({ kind, signs: signs(kind), named: isNamed(kind, base) }));
  const [first] = shown
    .filter((each) => each.signs > 0)
    .sort((a, b) => Number(b.named) - Number(a.named) || b.signs - a.signs || distance(a.kind) - distance(b.kind));
  return first?.kind;
}

function linkFile(files: readonly FileKind[], text: string): string {
  const kind = files.find(({ format }) => format === 'bookmarks');
  if (!kind || !/<!doctype netscape-bookmark|<dt>\s*<a\s/i.test(text)) return 'unknown';
  return kind.kind;
}

const KEY = /"((?:[^"\\]|\\.){1,200})"\s*:/g;

function jsonFile(files: readonly FileKind[], base: string, text: string): string {
  if (/^(\[\s*\]|\{\s*\}|null)$/.test(text)) return 'other';
  if (!/^[[{]/.test(text)) return 'unknown';
  const document = parsed(text);
  if (!files.length) return isOneRecord(document) ? 'object' : 'json';
  const keys = new Set(Array.from(text.matchAll(KEY), ([, key]) => key as string));
  const kinds = files.filter(({ format }) => format === 'json');
  const known = (kind: FileKind) =>
    namesOf(kind).filter((name) => name.split('.').every((key) => keys.has(key) || /^\d$/.test(key))).length;
  const [only, ...others] = kinds;
  const found = best(kinds, base, known) ?? (only?.values && !others.length ? only : undefined);
  return found ? whereRecordsStand(found, text.startsWith('['), document, keys) : 'unknown';
}

/** Records stand where they are documented to, or nowhere but at the top; otherwise nothing would be found in the file. */
function whereRecordsStand(kind: FileKind, isArray: boolean, document: unknown, keys: ReadonlySet<string>): string {
  const { paths } = kind;
  const isAtTop = isArray
    ? paths?.every((path) => path.length > 0)
    : !paths || (paths.some(([key]) => key !== undefined) && isRecordOf(kind, document));
  if (isAtTop) return isArray || isRecordOf(kind, document) ? kind.kind + PLAIN : 'unknown';
  const leads = ([key]: readonly string[]) => key === undefined || key === '*' || keys.has(key);
  return isArray || !paths || paths.some(leads) ? kind.kind : 'unknown';
}

const isRecordOf = (kind: FileKind, document: unknown): boolean =>
  namesOf(kind).some((name) => valueAt(document, name) !== undefined);

/** @returns undefined for what is not whole: a document of one record is short */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const namesOf = ({ fields, time }: FileKind): readonly string[] => [
  ...fields.flatMap(({ names }) => names),
  ...(time?.names ?? []),
];

/** A quoted cell may have lines of its own. A last one that is cut off has no end. */
const LINE = /(?:"[^"]*(?:"|$)|[^"\r\n])+/g;
/** Lines of nothing but delimiters are as good as empty. */
const BLANK = /^[\s,;"]*$/;

function tableFile(files: readonly FileKind[], base: string, text: string): string {
  const lines = (text.match(LINE) ?? []).filter((line) => !BLANK.test(line));
  if (!files.length) return lines.length > 1 ? 'table' : 'other';
  const kinds = files.filter(({ format }) => format === 'table');
  const least = Math.min(...kinds.map(({ minColumns = 1 }) => minColumns));
  const at = lines.findIndex((line) => cellsOf(line).filter(Boolean).length >= least);
  if (at < 0) return 'unknown';
  if (at === lines.length - 1) return 'other';
  const cells = cellsOf(lines[at] as string).map(comparable);
  const known = (kind: FileKind) => {
    const names = new Set(namesOf(kind).map(comparable));
    return cells.filter((cell) => names.has(cell)).length;
  };
  const drift: Signs = (kind) => Math.abs(columnsOf(kind).length - cells.length);
  const byHeader = best(kinds, base, known, drift);
  if (byHeader) return byHeader.kind;
  const byName = kinds.find((kind) => isNamed(kind, base) && drift(kind) <= COLUMNS_DRIFT);
  if (byName) return byName.kind;
  const always = (kind: FileKind) => columnsOf(kind).filter(({ optional }) => !optional);
  const sameLength = kinds.filter((kind) =>
    [columnsOf(kind), always(kind)].some((each) => each.length === cells.length),
  );
  return sameLength.length === 1 ? (sameLength[0] as FileKind).kind : 'unknown';
}

const columnsOf = ({ fields }: FileKind): FileKind['fields'] => fields.filter(({ place }) => !place);

/** Cells of a header line; delimiters within quotes do not count. */
function cellsOf(line: string): readonly string[] {
  const plain = line.replace(/"[^"]*"/g, (quoted) => quoted.slice(1, -1).replace(/[,;\t]/g, ' '));
  const counts = DELIMITERS.map((delimiter) => plain.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))] as string;
  return plain.split(delimiter).map((cell) => cell.trim());
}
