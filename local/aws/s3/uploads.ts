/** local/aws/s3/uploads.ts — multipart uploads in the catalogue: begun, given parts, completed or aborted. */
import { ulid } from 'ulid';
import type { Segment } from './blobs.ts';
import {
  type Catalogue,
  type Condition,
  type Facts,
  replaceObject,
  requireBucket,
  type StoredObject,
} from './catalogue.ts';
import type { Algorithm, Checksum } from './checksums.ts';
import { s3Error } from './errors.ts';

/** What an upload was begun with; it goes to the object. */
export type UploadFacts = Facts & { readonly algorithm?: Algorithm };

export type Part = {
  readonly number: number;
  readonly segment: Segment;
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly checksum?: Checksum;
};

/** Where an upload goes. */
export type UploadPlace = { readonly bucket: string; readonly key: string; readonly id: string };

/** @returns the upload's id; ids sort by the time they were made. @throws AwsError `NoSuchBucket` */
export function beginUpload(
  catalogue: Catalogue,
  bucket: string,
  key: string,
  initiated: number,
  facts: UploadFacts,
): string {
  requireBucket(catalogue, bucket);
  const id = ulid(initiated);
  const insert = catalogue.database.prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?)');
  insert.run(bucket, Buffer.from(key), id, initiated, JSON.stringify(facts));
  return id;
}

/** @throws AwsError `NoSuchUpload` */
export function findUpload({ database }: Catalogue, { bucket, key, id }: UploadPlace): UploadFacts {
  const select = database.prepare('SELECT facts FROM uploads WHERE bucket = ? AND key = ? AND id = ?');
  const row = select.get(bucket, Buffer.from(key), id);
  if (!row) throw s3Error('NoSuchUpload');
  return JSON.parse(String(row.facts)) as UploadFacts;
}

/** @returns the segment of an earlier part of that number @throws AwsError `NoSuchUpload` */
export function putPart(catalogue: Catalogue, place: UploadPlace, part: Part): readonly Segment[] {
  return catalogue.transaction(() => {
    findUpload(catalogue, place);
    const select = catalogue.database.prepare('SELECT file, size FROM parts WHERE upload = ? AND number = ?');
    const before = select.get(place.id, part.number);
    const { number, segment, etag, modified, checksum } = part;
    catalogue.database
      .prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(place.id, number, segment.size, etag, modified, segment.file, checksum ? JSON.stringify(checksum) : null);
    return before ? [{ file: String(before.file), size: Number(before.size) }] : [];
  });
}

/** The parts of an upload by number. */
export function listParts({ database }: Catalogue, id: string): readonly Part[] {
  const select = database.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number');
  return select.all(id).map((row) => ({
    number: Number(row.number),
    segment: { file: String(row.file), size: Number(row.size) },
    etag: String(row.etag),
    modified: Number(row.modified),
    ...(row.checksum !== null && { checksum: JSON.parse(String(row.checksum)) as Checksum }),
  }));
}

/** Puts the object in its place and ends the upload. @returns the segments that are not in use any more */
export function completeUpload(
  catalogue: Catalogue,
  place: UploadPlace,
  object: StoredObject,
  condition: Condition,
): readonly Segment[] {
  const used = new Set(object.segments.map(({ file }) => file));
  return catalogue.transaction(() => {
    const left = abandoned(catalogue, place).filter(({ file }) => !used.has(file));
    return [...left, ...replaceObject(catalogue, place.bucket, place.key, object, condition)];
  });
}

/** Ends an upload without an object. @returns its segments @throws AwsError `NoSuchUpload` */
export const abortUpload = (catalogue: Catalogue, place: UploadPlace): readonly Segment[] =>
  catalogue.transaction(() => abandoned(catalogue, place));

function abandoned(catalogue: Catalogue, place: UploadPlace): readonly Segment[] {
  findUpload(catalogue, place);
  const parts = listParts(catalogue, place.id);
  catalogue.database.prepare('DELETE FROM uploads WHERE id = ?').run(place.id);
  return parts.map(({ segment }) => segment);
}

export type OpenUpload = { readonly key: string; readonly id: string; readonly initiated: number };

/** Where a listing goes on: behind this key, or, with an id, behind this upload of the key. */
export type UploadMarker = { readonly key: string; readonly id?: string };

/** Open uploads by key, those of one key by age. @param limit how many at most */
export function listUploads(
  { database }: Catalogue,
  bucket: string,
  prefix: string,
  after: UploadMarker,
  limit: number,
): readonly OpenUpload[] {
  const [first, key] = [Buffer.from(prefix), Buffer.from(after.key)];
  const behind = after.id === undefined ? 'key > ?' : '(key, id) > (?, ?)';
  const select = database.prepare(
    `SELECT key, id, initiated FROM uploads WHERE bucket = ? AND key >= ? AND key < ? AND ${behind} ORDER BY key, id LIMIT ?`,
  );
  const end = Buffer.concat([first, Buffer.of(0xff)]);
  const marker = after.id === undefined ? [key] : [key, after.id];
  return select.all(bucket, first, end, ...marker, limit).map((row) => ({
    key: Buffer.from(row.key as Uint8Array).toString('utf8'),
    id: String(row.id),
    initiated: Number(row.initiated),
  }));
}
