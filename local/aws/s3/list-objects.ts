/** local/aws/s3/list-objects.ts — ListObjectsV2: keys in the order of their bytes, folded at a delimiter. */
import { toTimestamp } from '../../../functions/core/clock.ts';
import { encode } from '../signature.ts';
import { type Answer, numberIn, type Operation, quoted } from './call.ts';
import { type Catalogue, type KeyRow, keysFrom, requireBucket } from './catalogue.ts';
import { s3Error } from './errors.ts';

const MAX_KEYS = 1000;

/** No UTF-8 text has this byte: behind every key that begins with what is before it. */
const BEHIND = Buffer.of(0xff);
/** The smallest key behind another one. */
const NEXT = Buffer.of(0);

type Page = {
  readonly rows: readonly KeyRow[];
  readonly prefixes: readonly Buffer[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: Buffer;
};

type Listing = {
  readonly bucket: string;
  readonly prefix: Buffer;
  readonly delimiter: Buffer;
  /** The first key that may come. */
  readonly from: Buffer;
  readonly max: number;
};

export const listObjects: Operation = ({ bucket, query }, { catalogue }): Answer => {
  requireBucket(catalogue, bucket);
  if (query.get('list-type') !== '2') throw s3Error('NotImplemented', 'Only ListObjectsV2 is supported');
  if (query.get('fetch-owner') === 'true') throw s3Error('NotImplemented', 'Objects have no owners here');
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const [token, startAfter] = [query.get('continuation-token'), query.get('start-after')];
  const max = numberIn(query, 'max-keys', MAX_KEYS, MAX_KEYS);
  const from = token === undefined ? behind(startAfter) : readToken(token);
  const bytes = { prefix: Buffer.from(prefix), delimiter: Buffer.from(delimiter) };
  const { rows, prefixes, next } = page(catalogue, { bucket, ...bytes, from, max });
  const text = keyText(query);
  const content = {
    Name: bucket,
    Prefix: text(prefix),
    Delimiter: delimiter ? text(delimiter) : undefined,
    StartAfter: startAfter === undefined ? undefined : text(startAfter),
    EncodingType: query.get('encoding-type'),
    ContinuationToken: token,
    NextContinuationToken: next?.toString('base64url'),
    KeyCount: rows.length + prefixes.length,
    MaxKeys: max,
    IsTruncated: next !== undefined,
    Contents: rows.map((row) => ({
      Key: text(row.key.toString('utf8')),
      LastModified: toTimestamp(row.modified),
      ETag: quoted(row.etag),
      Size: row.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: prefixes.map((common) => ({ Prefix: text(common.toString('utf8')) })),
  };
  return { xml: ['ListBucketResult', content] };
};

/** How keys are written in a listing. @throws AwsError `InvalidArgument` */
export function keyText(query: ReadonlyMap<string, string>): (key: string) => string {
  const encoding = query.get('encoding-type');
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url') throw s3Error('InvalidArgument', 'The encoding type must be url');
  return (key) => key.split('/').map(encode).join('/');
}

const behind = (key: string | undefined): Buffer =>
  key === undefined ? NEXT : Buffer.concat([Buffer.from(key), NEXT]);

function readToken(token: string): Buffer {
  const from = Buffer.from(token, 'base64url');
  if (from.length === 0 || from.toString('base64url') !== token) {
    throw s3Error('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return from;
}

/** Reads one row more than the page has, to know whether there is a next page. */
function page(catalogue: Catalogue, { bucket, prefix, delimiter, from, max }: Listing): Page {
  const [rows, prefixes]: [KeyRow[], Buffer[]] = [[], []];
  const until = Buffer.concat([prefix, BEHIND]);
  let position: Buffer | undefined = Buffer.compare(from, prefix) > 0 ? from : prefix;
  while (position && max > 0) {
    const start: Buffer = position;
    position = undefined;
    for (const row of keysFrom(catalogue, bucket, start, until)) {
      if (rows.length + prefixes.length === max) return { rows, prefixes, next: row.key };
      const common = commonPrefix(row.key, prefix, delimiter);
      if (!common) {
        rows.push(row);
        continue;
      }
      prefixes.push(common);
      // The whole folder is one entry: the reading goes on behind it.
      position = Buffer.concat([common, BEHIND]);
      break;
    }
  }
  return { rows, prefixes };
}

function commonPrefix(key: Buffer, prefix: Buffer, delimiter: Buffer): Buffer | undefined {
  const at = delimiter.length ? key.indexOf(delimiter, prefix.length) : -1;
  return at < 0 ? undefined : key.subarray(0, at + delimiter.length);
}
