/** local/aws/s3/buckets.ts — buckets: made, looked at, listed and removed. */
import { toTimestamp } from '../../../functions/core/clock.ts';
import { readXmlBody } from './body.ts';
import type { Answer, Operation } from './call.ts';
import { deleteBucket, insertBucket, listBuckets, requireBucket } from './catalogue.ts';
import { s3Error } from './errors.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const createBucket: Operation = async (call, { catalogue, clock }) => {
  if (!BUCKET_NAME.test(call.bucket)) throw s3Error('InvalidBucketName');
  // The body may name a region; here is only one, but the body is verified all the same.
  if (Number(call.headers.get('content-length') ?? 0) > 0) await readXmlBody(call);
  insertBucket(catalogue, call.bucket, clock());
  return { headers: { location: `/${call.bucket}` } };
};

export const headBucket: Operation = ({ bucket, signed }, { catalogue }): Answer => {
  requireBucket(catalogue, bucket);
  return { headers: { 'x-amz-bucket-region': signed.region } };
};

export const removeBucket: Operation = ({ bucket }, { catalogue }): Answer => {
  deleteBucket(catalogue, bucket);
  return { status: 204 };
};

export const listAllBuckets: Operation = (_, { catalogue }): Answer => {
  const found = listBuckets(catalogue).map(({ name, created }) => ({ Name: name, CreationDate: toTimestamp(created) }));
  return { xml: ['ListAllMyBucketsResult', { Buckets: { Bucket: found } }] };
};
