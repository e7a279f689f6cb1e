/** local/simulators/google/products/writers.ts — the forms of files: tables, JSON of several shapes, bookmarks, media. */
import { escapeHtml } from '../../reply.ts';
import type { Make, Part, Spec } from './spec.ts';

/** Whose file it is and where it lies: `service` of the index, folders and file in English. */
export type Place = Pick<Spec, 'service' | 'path' | 'title' | 'plain'>;
type Rows = Omit<Part, 'record' | 'section'>;

const quoted = (cell: string): string => (/[",\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const line = (cells: readonly string[], delimiter: string): string => cells.map(quoted).join(delimiter);

type TableOptions = {
  readonly delimiter?: ',' | '\t';
  /** Stands above the header, with a blank line between. */
  readonly description?: string;
};

/** A table with a header in the account's language and several blank lines at its end. */
export function table(
  place: Place,
  rows: Rows,
  header: readonly string[],
  record: (make: Make) => readonly string[],
  { delimiter = ',', description }: TableOptions = {},
): Spec {
  return {
    ...place,
    parts: [{ ...rows, record }],
    write: ([lines = []], say) => {
      const cells = [header.map(say), ...(lines as readonly (readonly string[])[])];
      const above = description === undefined ? '' : `${quoted(description)}\n\n`;
      return `${above}${cells.map((each) => line(each, delimiter)).join('\n')}\n\n\n`;
    },
  };
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A JSON array of records. */
export const jsonList = (place: Place, rows: Rows, record: (make: Make) => object): Spec => ({
  ...place,
  parts: [{ ...rows, record }],
  write: ([records]) => pretty(records),
});

/** One record, which is the whole file. */
export const jsonObject = (place: Place, rows: Omit<Rows, 'rows'>, record: (make: Make) => object): Spec => ({
  ...place,
  parts: [{ rows: 1, ...rows, record }],
  write: ([records]) => pretty(records?.[0]),
});

/** Lists of records by name. */
export const jsonSections = (place: Place, parts: readonly (Part & { readonly section: string })[]): Spec => ({
  ...place,
  parts,
  write: (records) => pretty(Object.fromEntries(parts.map(({ section }, at) => [section, records[at] ?? []]))),
});

/** A GeoJSON collection of features. */
export const features = (place: Place, rows: Rows, record: (make: Make) => object): Spec => ({
  ...place,
  parts: [{ ...rows, record }],
  write: ([records]) => pretty({ type: 'FeatureCollection', features: records }),
});

export type Bookmark = {
  readonly folder: string;
  readonly url: string;
  readonly title: string;
  readonly added: number;
};

const BOOKMARKS_HEAD = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
`;

const bookmarkFolder = (name: string, links: readonly Bookmark[], inner = ''): string => {
  const lines = links.map(
    ({ url, title, added }) => `<DT><A HREF="${escapeHtml(url)}" ADD_DATE="${added}">${escapeHtml(title)}</A>\n`,
  );
  return `<DT><H3 ADD_DATE="1400000000" LAST_MODIFIED="1700000000">${escapeHtml(name)}</H3>\n<DL><p>\n${lines.join('')}${inner}</DL><p>\n`;
};

/** A Netscape bookmark file, folder by folder; the second folder lies in the first. */
export const bookmarks = (place: Place, rows: Rows, record: (make: Make) => Bookmark): Spec => ({
  ...place,
  parts: [{ ...rows, record }],
  write: ([all = []]) => {
    const folders = [...Map.groupBy(all as readonly Bookmark[], ({ folder }) => folder)];
    const [first, second, ...others] = folders.map(
      ([name, links]) =>
        (inner?: string) =>
          bookmarkFolder(name, links, inner),
    );
    return `${BOOKMARKS_HEAD}<DL><p>\n${first?.(second?.())}${others.map((folder) => folder()).join('')}</DL><p>\n`;
  },
});

/** The first bytes of a JPEG file and its end, and of an MP4: enough for who looks at them. */
const MEDIA = {
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  mp4: Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
} as const;

/** A picture or film beside its metadata. */
export const medium = (place: Place): Spec => ({
  ...place,
  parts: [],
  write: () => MEDIA[place.path.at(-1)?.split('.').at(-1) as keyof typeof MEDIA],
});
