/** functions/store/objects.ts — the data bucket: ranged reads, signed downloads, deletion. */
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { RangeSource } from '../archive/types.ts';
import { s3 } from '../clients.ts';
import { PREFIX } from '../constants.ts';
import { attachment } from '../core/file-name.ts';
import { env, required } from '../env.ts';

/** How long a signed download address works. */
const SIGNED_URL_SECONDS = 300;

export const bucket = (): string => required('DATA_BUCKET');

export const encryption = () => ({
  ServerSideEncryption: 'aws:kms' as const,
  BucketKeyEnabled: true,
  ...(env().DATA_KEY_ID && { SSEKMSKeyId: env().DATA_KEY_ID }),
});

/** Where everything of a donation lies. */
export const objectPrefix = (area: keyof typeof PREFIX, donationId: string): string => `${PREFIX[area]}/${donationId}/`;

/** A stored object as a source of ranges. @param size its length, bytes */
export function objectSource(key: string, size: number): RangeSource {
  return {
    size,
    ranged: true,
    async *stream(start, end) {
      const last = Math.min(end, size) - 1;
      if (last < start) return;
      const { Body } = await s3().send(
        new GetObjectCommand({ Bucket: bucket(), Key: key, Range: `bytes=${start}-${last}` }),
      );
      yield* Body as AsyncIterable<Uint8Array>;
    },
  };
}

/** @returns an object's length in bytes; undefined when there is none */
export async function objectSize(key: string): Promise<number | undefined> {
  try {
    const { ContentLength } = await s3().send(new HeadObjectCommand({ Bucket: bucket(), Key: key }));
    return ContentLength ?? 0;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

export async function putJson(key: string, value: unknown): Promise<void> {
  const body = { Body: JSON.stringify(value), ContentType: 'application/json' };
  await s3().send(new PutObjectCommand({ Bucket: bucket(), Key: key, ...body, ...encryption() }));
}

/** @returns the parsed object; undefined when there is none */
export async function getJson<Shape>(key: string): Promise<Shape | undefined> {
  try {
    const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: key }));
    return JSON.parse((await Body?.transformToString()) ?? '') as Shape;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Keeps bytes that are whole already. */
export async function putBytes(key: string, bytes: Uint8Array): Promise<void> {
  await s3().send(new PutObjectCommand({ Bucket: bucket(), Key: key, Body: bytes, ...encryption() }));
}

/**
 * An address from which the object can be downloaded for five minutes.
 * @param fileName what the browser saves it as
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html
 */
export function signDownload(key: string, fileName: string, contentType: string): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: bucket(),
    Key: key,
    ResponseContentDisposition: attachment(fileName),
    ResponseContentType: contentType,
  });
  return getSignedUrl(s3(), command, { expiresIn: SIGNED_URL_SECONDS });
}

/** Keys under a prefix, page by page, at most 1,000 a page. */
export async function* listKeys(prefix: string): AsyncGenerator<readonly string[]> {
  let token: string | undefined;
  do {
    const page = await s3().send(
      new ListObjectsV2Command({ Bucket: bucket(), Prefix: prefix, ContinuationToken: token }),
    );
    const keys = (page.Contents ?? []).map(({ Key }) => Key as string);
    if (keys.length) yield keys;
    token = page.NextContinuationToken;
  } while (token);
}

/** S3 deletes so many in one call. */
const DELETED_AT_ONCE = 1000;

/** Deletes objects, whether they are there or not. */
export async function deleteObjects(keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += DELETED_AT_ONCE) {
    const Objects = keys.slice(at, at + DELETED_AT_ONCE).map((Key) => ({ Key }));
    const { Errors: errors } = await s3().send(
      new DeleteObjectsCommand({ Bucket: bucket(), Delete: { Objects, Quiet: true } }),
    );
    if (errors?.length) throw new Error(`S3 did not delete ${errors.length} objects: ${errors[0]?.Code}`);
  }
}

/** Deletes everything under a prefix. @returns how many objects there were */
export async function deletePrefix(prefix: string): Promise<number> {
  let deleted = 0;
  for await (const page of listKeys(prefix)) {
    await deleteObjects(page);
    deleted += page.length;
  }
  return deleted;
}

/** Aborts the open multipart uploads under a prefix, whose parts a listing does not show. @returns how many */
export async function abortUploads(prefix: string): Promise<number> {
  let aborted = 0;
  let markers: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (markers) {
    const page: Awaited<ReturnType<typeof listUploads>> = await listUploads(prefix, markers);
    for (const { Key, UploadId } of page.Uploads ?? []) {
      await s3().send(new AbortMultipartUploadCommand({ Bucket: bucket(), Key, UploadId }));
      aborted += 1;
    }
    markers = page.IsTruncated
      ? {
          ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
          ...(page.NextUploadIdMarker && { UploadIdMarker: page.NextUploadIdMarker }),
        }
      : undefined;
  }
  return aborted;
}

const listUploads = (prefix: string, markers: { KeyMarker?: string; UploadIdMarker?: string }) =>
  s3().send(new ListMultipartUploadsCommand({ Bucket: bucket(), Prefix: prefix, ...markers }));
