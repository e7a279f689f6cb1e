/** local/aws/s3/delete-objects.ts — DeleteObject and DeleteObjects. */
import * as z from 'zod';
import { readXmlBody } from './body.ts';
import type { Operation } from './call.ts';
import { deleteObjects, requireBucket } from './catalogue.ts';
import { s3Error } from './errors.ts';
import { elements, parseXml } from './xml.ts';

const MAX_KEYS = 1000;

/** A version or a condition would be an unknown element; between elements there may be white space. */
const object = z.strictObject({ Key: z.string().min(1), '#text': z.string().optional() });

const request = z.object({
  Delete: z.object({
    Object: elements(object),
    Quiet: z.enum(['true', 'false']).default('false'),
  }),
});

/** Deleting what is not there is no error. */
export const deleteObject: Operation = async ({ bucket, key, headers }, { catalogue, blobs }) => {
  if (headers.has('if-match')) throw s3Error('NotImplemented', 'There are no conditional deletes here');
  requireBucket(catalogue, bucket);
  await blobs.remove(deleteObjects(catalogue, bucket, [key]));
  return { status: 204 };
};

export const deleteMany: Operation = async (call, { catalogue, blobs }) => {
  requireBucket(catalogue, call.bucket);
  const { Object: objects, Quiet: quiet } = parseXml(await readXmlBody(call), request).Delete;
  if (objects.length === 0 || objects.length > MAX_KEYS) throw s3Error('MalformedXML');
  const keys = objects.map(({ Key }) => Key);
  await blobs.remove(deleteObjects(catalogue, call.bucket, keys));
  return { xml: ['DeleteResult', { Deleted: quiet === 'true' ? undefined : keys.map((Key) => ({ Key })) }] };
};
