/** local/aws/s3/catalogue.ts — what the S3 endpoint knows: buckets, objects, uploads and parts, in one SQLite file. */
import type { DatabaseSync } from 'node:sqlite';
import { Damaged } from '../../damage.ts';
import { openDatabase } from '../../sqlite.ts';
import type { Segment } from './blobs.ts';
import type { Checksum } from './checksums.ts';
import { s3Error } from './errors.ts';

/** What is kept of an object beside its bytes. */
export type Facts = {
  /** Response headers as they were given with the upload: content type, user metadata, encryption. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: Checksum;
};

export type StoredObject = {
  readonly segments: readonly Segment[];
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly facts: Facts;
};

/** A key as bytes: their order is the order of a listing. */
export type KeyRow = { readonly key: Buffer; readonly size: number; readonly etag: string; readonly modified: number };

const SCHEMA = `
  PRAGMA foreign_keys = ON;
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL,
    segments TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (
    bucket TEXT NOT NULL, key BLOB NOT NULL, id TEXT NOT NULL UNIQUE, initiated INTEGER NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (bucket, key, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL, size INTEGER NOT NULL,
    etag TEXT NOT NULL, modified INTEGER NOT NULL, file TEXT NOT NULL, checksum TEXT, PRIMARY KEY (upload, number)
  ) WITHOUT ROWID;
`;

/** Every call is one transaction, on disk when it returns. */
export type Catalogue = {
  readonly database: DatabaseSync;
  /** Runs several statements as one. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
};

/** Set once the tables are there: an emptied file would look like a new one, and every stored file as left over. */
const MADE = 1;

/**
 * @param hasFiles whether there are stored files, which a new catalogue knows nothing of
 * @throws Damaged when the file cannot be understood, or knows nothing of the files that are stored
 */
export function openCatalogue(path: string, hasFiles: boolean): Catalogue {
  const database = openDatabase(path, SCHEMA);
  const { user_version: made } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (made !== MADE && hasFiles) {
    database.close();
    throw new Damaged(path, 'it is empty, though objects are stored');
  }
  database.exec(`PRAGMA user_version = ${MADE}`);
  return {
    database,
    transaction(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => database.close(),
  };
}

/** The names of all files that objects and parts are made of. */
export function filesInUse({ database }: Catalogue): ReadonlySet<string> {
  const ofObjects = database.prepare("SELECT value ->> 'file' AS file FROM objects, json_each(objects.segments)");
  const ofParts = database.prepare('SELECT file FROM parts');
  return new Set([...ofObjects.all(), ...ofParts.all()].map(({ file }) => String(file)));
}

/** @throws AwsError `NoSuchBucket` */
export function requireBucket({ database }: Catalogue, bucket: string): void {
  if (!database.prepare('SELECT 1 FROM buckets WHERE name = ?').get(bucket)) throw s3Error('NoSuchBucket');
}

/** @throws AwsError `BucketAlreadyOwnedByYou` */
export function insertBucket({ database }: Catalogue, bucket: string, created: number): void {
  const insert = database.prepare('INSERT INTO buckets VALUES (?, ?) ON CONFLICT DO NOTHING');
  if (insert.run(bucket, created).changes === 0) throw s3Error('BucketAlreadyOwnedByYou');
}

/** @throws AwsError `NoSuchBucket`, `BucketNotEmpty` */
export function deleteBucket(catalogue: Catalogue, bucket: string): void {
  const { database } = catalogue;
  catalogue.transaction(() => {
    requireBucket(catalogue, bucket);
    for (const table of ['objects', 'uploads']) {
      if (database.prepare(`SELECT 1 FROM ${table} WHERE bucket = ?`).get(bucket)) throw s3Error('BucketNotEmpty');
    }
    database.prepare('DELETE FROM buckets WHERE name = ?').run(bucket);
  });
}

export function listBuckets({ database }: Catalogue): readonly { name: string; created: number }[] {
  return database
    .prepare('SELECT name, created FROM buckets ORDER BY name')
    .all()
    .map(({ name, created }) => ({ name: String(name), created: Number(created) }));
}

/** @returns the object; undefined when there is none */
export function findObject({ database }: Catalogue, bucket: string, key: string): StoredObject | undefined {
  const row = database.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?').get(bucket, Buffer.from(key));
  return (
    row && {
      segments: JSON.parse(String(row.segments)) as Segment[],
      size: Number(row.size),
      etag: String(row.etag),
      modified: Number(row.modified),
      facts: JSON.parse(String(row.facts)) as Facts,
    }
  );
}

/** When an upload may take its place. */
export type Condition = { readonly absent?: boolean; readonly etag?: string };

/**
 * Puts an object in its place, in a transaction of the caller's.
 * @returns the segments of the object that was there
 * @throws AwsError `PreconditionFailed`, `NoSuchKey`, `NoSuchBucket`
 */
export function replaceObject(
  catalogue: Catalogue,
  bucket: string,
  key: string,
  object: StoredObject,
  condition: Condition,
): readonly Segment[] {
  requireBucket(catalogue, bucket);
  const before = findObject(catalogue, bucket, key);
  if (condition.absent && before) throw s3Error('PreconditionFailed');
  if (condition.etag !== undefined && !before) throw s3Error('NoSuchKey');
  if (condition.etag !== undefined && condition.etag !== before?.etag) throw s3Error('PreconditionFailed');
  const { segments, size, etag, modified, facts } = object;
  catalogue.database
    .prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(bucket, Buffer.from(key), size, etag, modified, JSON.stringify(segments), JSON.stringify(facts));
  return before?.segments ?? [];
}

/** Deletes objects in one transaction. @returns the segments they had */
export function deleteObjects(catalogue: Catalogue, bucket: string, keys: readonly string[]): readonly Segment[] {
  const remove = catalogue.database.prepare('DELETE FROM objects WHERE bucket = ? AND key = ? RETURNING segments');
  return catalogue.transaction(() =>
    keys.flatMap((key) => {
      const row = remove.get(bucket, Buffer.from(key));
      return row ? (JSON.parse(String(row.segments)) as Segment[]) : [];
    }),
  );
}

/** The keys of a bucket in order, read as they are asked for. @param from the first key that may come, itself included */
export function* keysFrom({ database }: Catalogue, bucket: string, from: Buffer, until: Buffer): Generator<KeyRow> {
  const select = database.prepare(
    'SELECT key, size, etag, modified FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key',
  );
  for (const { key, size, etag, modified } of select.iterate(bucket, from, until)) {
    yield { key: Buffer.from(key as Uint8Array), size: Number(size), etag: String(etag), modified: Number(modified) };
  }
}
