/** local/aws/s3/facts.ts — the headers that are kept with an object, and how it shows them again. */

import { quoted } from './call.ts';
import type { Facts, StoredObject } from './catalogue.ts';
import { algorithmNamed, type Checksum, checksumElement, checksumHeader } from './checksums.ts';
import { s3Error } from './errors.ts';
import type { UploadFacts } from './uploads.ts';

const KEPT = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];
const ENCRYPTION = 'x-amz-server-side-encryption';
const MAX_METADATA_BYTES = 2048;

/**
 * The headers of an upload that go with its object.
 * @throws AwsError `InvalidArgument`, `InvalidRequest`
 */
export function factsIn(headers: ReadonlyMap<string, string>): Facts {
  checkEncryption(headers);
  const kept = [...headers].filter(
    ([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-') || name.startsWith(ENCRYPTION),
  );
  const metadata = kept.filter(([name]) => name.startsWith('x-amz-meta-'));
  if (Buffer.byteLength(metadata.flat().join('')) > MAX_METADATA_BYTES) {
    throw s3Error('InvalidRequest', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  const pairs = kept.map(
    ([name, value]) => [name, name === 'content-encoding' ? withoutChunked(value) : value] as const,
  );
  return { headers: Object.fromEntries(pairs.filter(([, value]) => value !== '')) };
}

/**
 * The facts of a multipart upload. A checksum of the whole object would have to be combined of its parts': refused.
 * @throws AwsError `NotImplemented`, and what `factsIn` throws
 */
export function uploadFactsIn(headers: ReadonlyMap<string, string>): UploadFacts {
  const named = headers.get('x-amz-checksum-algorithm');
  const algorithm = named === undefined ? undefined : algorithmNamed(named);
  if (headers.get('x-amz-checksum-type') === 'FULL_OBJECT' || algorithm === 'crc64nvme') {
    throw s3Error('NotImplemented', 'A multipart upload has a composite checksum here');
  }
  return { ...factsIn(headers), ...(algorithm && { algorithm }) };
}

/** The transfer's own encoding is no property of the object. */
const withoutChunked = (encoding: string): string =>
  encoding
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== 'aws-chunked')
    .join(', ');

function checkEncryption(headers: ReadonlyMap<string, string>): void {
  const encryption = headers.get(ENCRYPTION);
  if (encryption !== undefined && encryption !== 'aws:kms' && encryption !== 'AES256') {
    throw s3Error('InvalidArgument', 'The encryption method specified is not supported');
  }
  if (encryption !== 'aws:kms' && headers.has(`${ENCRYPTION}-aws-kms-key-id`)) {
    throw s3Error('InvalidArgument', 'A KMS key needs the encryption aws:kms');
  }
}

/** The encryption headers alone, as answers to uploads repeat them. */
export const encryptionOf = ({ headers }: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(ENCRYPTION)));

/** @returns the checksum as response headers; none when there is none */
export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};

/** @returns the checksum as elements of an XML answer */
export const checksumElements = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [checksumElement(checksum.algorithm)]: checksum.value } : {};

/** Response headers of an object, except its length. */
export const headersOf = ({ etag, modified, facts }: StoredObject): Record<string, string> => ({
  'content-type': 'binary/octet-stream',
  ...facts.headers,
  etag: quoted(etag),
  'last-modified': new Date(modified).toUTCString(),
  'accept-ranges': 'bytes',
});
