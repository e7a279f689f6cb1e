/** local/aws/s3/multipart.ts — uploads in parts: begun, filled, listed, completed or aborted. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { toTimestamp } from '../../../functions/core/clock.ts';
import { openBody, readXmlBody } from './body.ts';
import { type Answer, type Call, numberIn, type Operation, quoted, unquoted } from './call.ts';
import { requireBucket } from './catalogue.ts';
import { type Checksum, checksumElement, checksumHeader, compositeChecksum } from './checksums.ts';
import { s3Error } from './errors.ts';
import { checksumElements, checksumHeaders, encryptionOf, uploadFactsIn } from './facts.ts';
import { keyText } from './list-objects.ts';
import { conditionIn } from './put-object.ts';
import {
  abortUpload,
  beginUpload,
  completeUpload,
  findUpload,
  listParts,
  listUploads,
  type Part,
  putPart,
  type UploadFacts,
  type UploadPlace,
} from './uploads.ts';
import { elements, parseXml } from './xml.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;
const PAGE = 1000;

const completion = z.object({
  CompleteMultipartUpload: z.object({
    Part: elements(z.looseObject({ PartNumber: z.coerce.number().int(), ETag: z.string() })),
  }),
});

type Claimed = z.infer<typeof completion>['CompleteMultipartUpload']['Part'][number];

const place = ({ bucket, key, query }: Call): UploadPlace => ({ bucket, key, id: query.get('uploadId') ?? '' });

export const createUpload: Operation = ({ bucket, key, headers }, { catalogue, clock }): Answer => {
  const facts = uploadFactsIn(headers);
  const id = beginUpload(catalogue, bucket, key, clock(), facts);
  const checksum = facts.algorithm && {
    'x-amz-checksum-algorithm': facts.algorithm.toUpperCase(),
    'x-amz-checksum-type': 'COMPOSITE',
  };
  return {
    headers: { ...encryptionOf(facts), ...checksum },
    xml: ['InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }],
  };
};

export const uploadPart: Operation = async (call, { catalogue, blobs, clock }) => {
  if (call.headers.has('x-amz-copy-source')) throw s3Error('NotImplemented', 'Parts cannot be copied here');
  const number = Number(call.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS) {
    throw s3Error('InvalidArgument', `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
  }
  const facts = findUpload(catalogue, place(call));
  const body = openBody(call);
  const segment = await blobs.write(body.chunks);
  const { md5, checksum } = body.digests();
  try {
    const part = { number, segment, etag: md5, modified: clock(), ...(checksum && { checksum }) };
    await blobs.remove(putPart(catalogue, place(call), part));
  } catch (error) {
    await blobs.remove([segment]);
    throw error;
  }
  const { 'x-amz-checksum-type': _, ...value } = checksumHeaders(checksum);
  return { headers: { etag: quoted(md5), ...value, ...encryptionOf(facts) } };
};

export const completeMultipart: Operation = async (call, { catalogue, blobs, clock }) => {
  const facts = findUpload(catalogue, place(call));
  const claimed = parseXml(await readXmlBody(call), completion).CompleteMultipartUpload.Part;
  const parts = checkParts(claimed, listParts(catalogue, call.query.get('uploadId') ?? ''));
  const checksum = wholeChecksum(call, facts, parts);
  const etags = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  const object = {
    segments: parts.map(({ segment }) => segment),
    size: parts.reduce((sum, { segment }) => sum + segment.size, 0),
    etag: `${createHash('md5').update(etags).digest('hex')}-${parts.length}`,
    modified: clock(),
    facts: { headers: facts.headers, ...(checksum && { checksum }) },
  };
  await blobs.remove(completeUpload(catalogue, place(call), object, conditionIn(call.headers)));
  const names = { Location: `/${call.bucket}/${call.key}`, Bucket: call.bucket, Key: call.key };
  const type = checksum && { ChecksumType: checksum.type };
  return {
    headers: encryptionOf(facts),
    xml: [
      'CompleteMultipartUploadResult',
      { ...names, ETag: quoted(object.etag), ...checksumElements(checksum), ...type },
    ],
  };
};

export const abortMultipart: Operation = async (call, { catalogue, blobs }) => {
  await blobs.remove(abortUpload(catalogue, place(call)));
  return { status: 204 };
};

export const listUploadParts: Operation = (call, { catalogue }): Answer => {
  const { bucket, key, query } = call;
  const { algorithm } = findUpload(catalogue, place(call));
  const [max, marker] = [numberIn(query, 'max-parts', PAGE, PAGE), numberIn(query, 'part-number-marker', 0, MAX_PARTS)];
  const left = listParts(catalogue, place(call).id).filter(({ number }) => number > marker);
  const parts = left.slice(0, max);
  const content = {
    Bucket: bucket,
    Key: key,
    UploadId: place(call).id,
    StorageClass: 'STANDARD',
    PartNumberMarker: marker,
    NextPartNumberMarker: parts.at(-1)?.number ?? 0,
    MaxParts: max,
    IsTruncated: left.length > parts.length,
    ChecksumAlgorithm: algorithm?.toUpperCase(),
    Part: parts.map(({ number, etag, modified, segment, checksum }) => ({
      PartNumber: number,
      LastModified: toTimestamp(modified),
      ETag: quoted(etag),
      Size: segment.size,
      ...checksumElements(checksum),
    })),
  };
  return { xml: ['ListPartsResult', content] };
};

export const listOpenUploads: Operation = ({ bucket, query }, { catalogue }): Answer => {
  requireBucket(catalogue, bucket);
  const [prefix, max, text] = [query.get('prefix') ?? '', numberIn(query, 'max-uploads', PAGE, PAGE), keyText(query)];
  const [key, id] = [query.get('key-marker') ?? '', query.get('upload-id-marker')];
  // The id only counts together with a key.
  const found = listUploads(catalogue, bucket, prefix, { key, ...(key && id && { id }) }, max + 1);
  const [page, isTruncated] = [found.slice(0, max), found.length > max];
  const last = isTruncated ? page.at(-1) : undefined;
  const content = {
    Bucket: bucket,
    Prefix: text(prefix),
    KeyMarker: text(key),
    UploadIdMarker: id ?? '',
    NextKeyMarker: last && text(last.key),
    NextUploadIdMarker: last?.id,
    EncodingType: query.get('encoding-type'),
    MaxUploads: max,
    IsTruncated: isTruncated,
    Upload: page.map((upload) => ({
      Key: text(upload.key),
      UploadId: upload.id,
      StorageClass: 'STANDARD',
      Initiated: toTimestamp(upload.initiated),
    })),
  };
  return { xml: ['ListMultipartUploadsResult', content] };
};

/** @throws AwsError `MalformedXML`, `InvalidPartOrder`, `InvalidPart`, `EntityTooSmall` */
function checkParts(claimed: readonly Claimed[], stored: readonly Part[]): readonly Part[] {
  if (claimed.length === 0) throw s3Error('MalformedXML');
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const parts = claimed.map((claim, index) => {
    if (index > 0 && claim.PartNumber <= (claimed[index - 1] as Claimed).PartNumber) throw s3Error('InvalidPartOrder');
    const part = byNumber.get(claim.PartNumber);
    if (!part || unquoted(claim.ETag) !== part.etag) throw s3Error('InvalidPart');
    const checksum = part.checksum && claim[checksumElement(part.checksum.algorithm)];
    if (checksum !== undefined && checksum !== part.checksum?.value) throw s3Error('InvalidPart');
    return part;
  });
  if (parts.slice(0, -1).some(({ segment }) => segment.size < MIN_PART_BYTES)) throw s3Error('EntityTooSmall');
  return parts;
}

/** @throws AwsError `InvalidRequest` when a part has no such checksum, `BadDigest` when another was expected */
function wholeChecksum({ headers }: Call, { algorithm }: UploadFacts, parts: readonly Part[]): Checksum | undefined {
  if (!algorithm) return undefined;
  const values = parts.map(({ checksum }) => {
    if (checksum?.algorithm !== algorithm) throw s3Error('InvalidRequest', 'A part has no checksum of this kind');
    return checksum.value;
  });
  const whole = compositeChecksum(algorithm, values);
  const expected = headers.get(checksumHeader(algorithm));
  if (expected !== undefined && expected !== whole.value) throw s3Error('BadDigest');
  return whole;
}
