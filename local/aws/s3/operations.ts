/** local/aws/s3/operations.ts — which request is which operation; whatever is not in here is refused. */
import { createBucket, headBucket, listAllBuckets, removeBucket } from './buckets.ts';
import type { Call, Operation } from './call.ts';
import { deleteMany, deleteObject } from './delete-objects.ts';
import { s3Error } from './errors.ts';
import { getObject, headObject, OVERRIDE_NAMES } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import {
  abortMultipart,
  completeMultipart,
  createUpload,
  listOpenUploads,
  listUploadParts,
  uploadPart,
} from './multipart.ts';
import { copyObject, putObject } from './put-object.ts';

type Route = {
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** The query parameter or header that tells it from others of the same method. */
  readonly marker?: string;
  /** Query parameters that it understands. */
  readonly query?: readonly string[];
  readonly run: Operation;
};

const LISTING = [
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
];
const UPLOADS = ['prefix', 'key-marker', 'upload-id-marker', 'max-uploads', 'encoding-type'];

/** The first that fits is taken. */
const ROUTES: readonly Route[] = [
  { method: 'GET', on: 'service', run: listAllBuckets },
  { method: 'PUT', on: 'bucket', run: createBucket },
  { method: 'HEAD', on: 'bucket', run: headBucket },
  { method: 'DELETE', on: 'bucket', run: removeBucket },
  { method: 'GET', on: 'bucket', marker: 'list-type', query: LISTING, run: listObjects },
  { method: 'GET', on: 'bucket', marker: 'uploads', query: UPLOADS, run: listOpenUploads },
  { method: 'POST', on: 'bucket', marker: 'delete', run: deleteMany },
  { method: 'POST', on: 'object', marker: 'uploads', run: createUpload },
  { method: 'PUT', on: 'object', marker: 'uploadId', query: ['partNumber'], run: uploadPart },
  { method: 'POST', on: 'object', marker: 'uploadId', run: completeMultipart },
  { method: 'DELETE', on: 'object', marker: 'uploadId', run: abortMultipart },
  { method: 'GET', on: 'object', marker: 'uploadId', query: ['max-parts', 'part-number-marker'], run: listUploadParts },
  { method: 'PUT', on: 'object', marker: 'x-amz-copy-source', run: copyObject },
  { method: 'PUT', on: 'object', run: putObject },
  { method: 'GET', on: 'object', query: OVERRIDE_NAMES, run: getObject },
  { method: 'HEAD', on: 'object', query: OVERRIDE_NAMES, run: headObject },
  { method: 'DELETE', on: 'object', run: deleteObject },
];

/** `x-amz-` headers that are understood or may be passed over; another one could ask for what is not done. */
const HEADERS = new RegExp(
  `^x-amz-(${[
    ...['date', 'content-sha256', 'user-agent', 'security-token', 'decoded-content-length', 'trailer'],
    ...['meta-.+', 'copy-source', 'metadata-directive', 'sdk-checksum-algorithm'],
    ...['checksum-(mode|algorithm|type|crc32|crc32c|crc64nvme|sha1|sha256)'],
    ...['server-side-encryption(-aws-kms-key-id|-bucket-key-enabled)?'],
  ].join('|')})$`,
);

/**
 * @returns what a request asks for
 * @throws AwsError `NotImplemented` for anything that is not understood to the last parameter
 */
export function operationOf({ request, bucket, key, query, headers }: Call): Operation {
  const on = key ? 'object' : bucket ? 'bucket' : 'service';
  const route = ROUTES.find(
    ({ method, on: level, marker }) =>
      method === request.method && level === on && (!marker || query.has(marker) || headers.has(marker)),
  );
  if (!route) throw s3Error('NotImplemented');
  const known = new Set([route.marker, ...(route.query ?? []), 'x-id']);
  if ([...query.keys()].some((name) => !known.has(name))) throw s3Error('NotImplemented');
  if ([...headers.keys()].some((name) => name.startsWith('x-amz-') && !HEADERS.test(name))) {
    throw s3Error('NotImplemented', 'A header asks for what is not implemented here');
  }
  return route.run;
}
