/**
 * functions/store/object-upload.ts — streamed uploads to the data bucket. By itself: the functions of the API, which never
 * upload a stream, need not carry it.
 */
import { PassThrough } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import type { ByteSink } from '../archive/types.ts';
import { s3 } from '../clients.ts';
import { bucket, encryption } from './objects.ts';

/** S3 takes parts of at least 5 MiB; 8 MiB times 10,000 parts is 80 GB, over what one data type ever holds. */
const PART_BYTES = 8 * 1024 * 1024;
/**
 * Opens a streamed upload. Nothing is visible before `close`; a write waits while the upload is behind.
 * @param key whole key; an object already there is replaced
 */
export function openUpload(key: string): ByteSink & { abort(): Promise<void> } {
  const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
  const upload = new Upload({
    client: s3(),
    params: { Bucket: bucket(), Key: key, Body: stream, ...encryption() },
    partSize: PART_BYTES,
    queueSize: 1,
    leavePartsOnError: false,
  });
  const done = upload.done();
  // A failed upload shows in the next write or in close, never as an unhandled rejection.
  let failure: unknown;
  done.catch((error: unknown) => {
    failure = error;
    stream.destroy();
  });
  return {
    async write(bytes) {
      if (failure) throw failure;
      if (stream.write(bytes)) return;
      await new Promise<void>((resolve) => {
        const settle = () => {
          stream.off('drain', settle).off('close', settle);
          resolve();
        };
        stream.once('drain', settle).once('close', settle);
      });
      if (failure) throw failure;
    },
    async close() {
      stream.end();
      await done;
    },
    async abort() {
      stream.destroy();
      await upload.abort();
    },
  };
}

/** Uploads a stream of chunks as one object; nothing stays when the stream fails. */
export async function uploadAll(key: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const upload = openUpload(key);
  try {
    for await (const chunk of chunks) await upload.write(chunk);
    await upload.close();
  } catch (error) {
    await upload.abort();
    throw error;
  }
}
