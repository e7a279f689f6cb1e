/** local/aws/s3/put-object.ts — PutObject and CopyObject. */

import { createHash } from 'node:crypto';
import { toTimestamp } from '../../../functions/core/clock.ts';
import { decode } from '../signature.ts';
import { type Body, openBody } from './body.ts';
import { type Call, type Operation, quoted, type Storage, unquoted } from './call.ts';
import {
  type Condition,
  type Facts,
  findObject,
  replaceObject,
  requireBucket,
  type StoredObject,
} from './catalogue.ts';
import { s3Error } from './errors.ts';
import { checksumElements, checksumHeaders, encryptionOf, factsIn } from './facts.ts';

export const putObject: Operation = async (call, storage) => {
  const condition = conditionIn(call.headers);
  const facts = factsIn(call.headers);
  const object = await store(call, storage, openBody(call), facts, condition);
  return {
    headers: { etag: quoted(object.etag), ...checksumHeaders(object.facts.checksum), ...encryptionOf(facts) },
  };
};

export const copyObject: Operation = async (call, storage) => {
  const replaces = call.headers.get('x-amz-metadata-directive') === 'REPLACE';
  const [bucket, key] = copySource(call.headers.get('x-amz-copy-source') ?? '');
  if (bucket === call.bucket && key === call.key && !replaces) {
    throw s3Error('InvalidRequest', 'This copy request changes nothing');
  }
  const source = requireObject(storage, bucket, key);
  const own = factsIn(call.headers);
  const headers = replaces ? own.headers : { ...unencrypted(source.facts), ...encryptionOf(own) };
  const checksum = source.facts.checksum?.type === 'FULL_OBJECT' ? source.facts.checksum : undefined;
  const reading = storage.blobs.read(source.segments, 0, source.size);
  try {
    const md5 = createHash('md5');
    const body = {
      chunks: through(reading.chunks, md5),
      digests: () => ({ md5: md5.digest('hex'), ...(checksum && { checksum }) }),
    };
    const { etag, modified, facts } = await store(call, storage, body, { headers }, {});
    const content = { ETag: quoted(etag), LastModified: toTimestamp(modified), ...checksumElements(facts.checksum) };
    return { headers: encryptionOf(facts), xml: ['CopyObjectResult', content] };
  } finally {
    await reading.close();
  }
};

/** @throws AwsError `NoSuchBucket`, `NoSuchKey` */
export function requireObject({ catalogue }: Storage, bucket: string, key: string): StoredObject {
  requireBucket(catalogue, bucket);
  const object = findObject(catalogue, bucket, key);
  if (!object) throw s3Error('NoSuchKey');
  return object;
}

/** When an upload may take its object's place. @throws AwsError `NotImplemented` */
export function conditionIn(headers: ReadonlyMap<string, string>): Condition {
  const [none, match] = [headers.get('if-none-match'), headers.get('if-match')];
  if (none !== undefined && none !== '*') throw s3Error('NotImplemented', 'If-None-Match of an upload must be *');
  return { ...(none && { absent: true }), ...(match && { etag: unquoted(match) }) };
}

/** Writes the bytes first, then puts the object in its place at once; on any error nothing has changed. */
async function store(
  { bucket, key }: Call,
  { catalogue, blobs, clock }: Storage,
  body: Body,
  { headers }: Facts,
  condition: Condition,
): Promise<StoredObject> {
  requireBucket(catalogue, bucket);
  const segment = await blobs.write(body.chunks);
  const { md5, checksum } = body.digests();
  const facts = { headers, ...(checksum && { checksum }) };
  const object = { segments: [segment], size: segment.size, etag: md5, modified: clock(), facts };
  try {
    const replaced = catalogue.transaction(() => replaceObject(catalogue, bucket, key, object, condition));
    await blobs.remove(replaced);
  } catch (error) {
    await blobs.remove([segment]);
    throw error;
  }
  return object;
}

async function* through(
  chunks: AsyncIterable<Buffer>,
  md5: { update(chunk: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    md5.update(chunk);
    yield chunk;
  }
}

/** A copy is encrypted as its own request says, not as its source was. */
const unencrypted = (facts: Facts): Record<string, string> => {
  const encryption = encryptionOf(facts);
  return Object.fromEntries(Object.entries(facts.headers).filter(([name]) => !(name in encryption)));
};

/** `/bucket/key` or `bucket/key`, percent-encoded. @throws AwsError `InvalidArgument`, `NotImplemented` */
function copySource(header: string): readonly [bucket: string, key: string] {
  if (header.includes('?')) throw s3Error('NotImplemented', 'There are no versions here');
  const [bucket = '', ...key] = header.replace(/^\//, '').split('/');
  if (!bucket || key.join('/') === '') throw s3Error('InvalidArgument', 'Copy source must name a bucket and a key');
  return [decode(bucket), decode(key.join('/'))];
}
