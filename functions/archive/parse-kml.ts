/** functions/archive/parse-kml.ts — the placemarks of a map in KML, or in KMZ: a small zip around it. */
import { Parser } from 'htmlparser2';
import { inflateEntry } from './inflate.ts';
import type { Batch, Parsed } from './parse-json.ts';
import { ArchiveError, type ArchiveLimits, type RangeSource } from './types.ts';
import { rawEntry, readDirectory } from './zip.ts';

/** Maps are drawn by hand: the largest are a few megabytes, with the pictures on them. */
const MAX_MAP_BYTES = 32 * 1024 * 1024;
const ZIP = Buffer.from('PK\u0003\u0004');
/** What a placemark's shape is called. */
const SHAPES = new Set(['Point', 'LineString', 'Polygon', 'MultiGeometry']);
/** Texts of a placemark that are fields of it. */
const TEXTS = new Set(['name', 'description', 'coordinates', 'when', 'begin', 'end', 'address', 'phoneNumber']);

/**
 * Yields the placemarks: name, description, shape and coordinates as they were drawn, with the extended data beside them.
 * `section` holds the folders that one stands in, joined by " / ".
 * @throws ArchiveError `too_large`; what is thrown of a zip; `bounds_lost` for what is no UTF-8
 * @see https://developers.google.com/kml/documentation/kmlreference
 */
export async function* parseKml(bytes: AsyncIterable<Uint8Array>, limits: ArchiveLimits): AsyncGenerator<Batch> {
  const map = await collect(bytes);
  const text = map.subarray(0, ZIP.length).equals(ZIP) ? await documentOf(map, limits) : map;
  const found: { section: string | null; records: Parsed[] }[] = [];
  const parser = createParser((section, record) => {
    const last = found.at(-1);
    if (last?.section === section) last.records.push(record);
    else found.push({ section, records: [record] });
  });
  parser.end(decode(text));
  yield* found;
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_MAP_BYTES) throw new ArchiveError('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The first KML file of a KMZ: there is one that counts. */
async function documentOf(map: Buffer, limits: ArchiveLimits): Promise<Buffer> {
  const source: RangeSource = {
    size: map.length,
    ranged: true,
    async *stream(start, end) {
      yield map.subarray(start, end);
    },
  };
  const entry = (await readDirectory(source, limits)).find(({ name }) => /\.kml$/i.test(name));
  return entry ? collect(inflateEntry(rawEntry(source, entry), entry, limits)) : Buffer.alloc(0);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ArchiveError('bounds_lost');
  }
}

type Placemark = Record<string, unknown> & { properties: Record<string, string> };

function createParser(take: (section: string | null, record: Parsed) => void): Parser {
  const folders: string[] = [];
  const open: string[] = [];
  let placemark: Placemark | undefined;
  let property = '';
  let text = '';
  return new Parser(
    {
      onopentag(tag, attributes) {
        open.push(tag);
        text = '';
        if (tag === 'Placemark') placemark = { properties: {} };
        else if (tag === 'Folder') folders.push('');
        else if (tag === 'Data' || tag === 'SimpleData') property = attributes.name ?? '';
        if (placemark && SHAPES.has(tag)) placemark.shape ??= tag;
      },
      ontext(piece) {
        text += piece;
      },
      onclosetag(tag) {
        open.pop();
        const value = text.trim();
        text = '';
        if (tag === 'Folder') folders.pop();
        if (tag === 'name' && open.at(-1) === 'Folder') folders[folders.length - 1] = value;
        if (!placemark) return;
        if (TEXTS.has(tag)) addText(placemark, tag, value);
        if (tag === 'SimpleData' || (tag === 'value' && open.at(-1) === 'Data')) placemark.properties[property] = value;
        if (tag !== 'Placemark') return;
        take(folders.length ? folders.join(' / ') : null, placemark);
        placemark = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}

/** The first of a kind counts, but for coordinates: a shape of several parts has several. */
function addText(placemark: Placemark, tag: string, value: string): void {
  if (tag !== 'coordinates') placemark[tag] ??= value;
  else if (placemark.shape === 'Point' && placemark.longitude === undefined) {
    const [longitude, latitude] = value.split(',').map(Number);
    if (Number.isFinite(longitude) && Number.isFinite(latitude)) Object.assign(placemark, { longitude, latitude });
  } else placemark.coordinates = [placemark.coordinates, value].filter(Boolean).join('\n');
}
