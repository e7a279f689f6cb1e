/** local/aws/s3/service.ts — S3 on disk: bytes in files, everything else in one SQLite catalogue. */
import { mkdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../functions/core/clock.ts';
import type { StreamedService } from '../service.ts';
import { hasBlobs, openBlobs, type Reading } from './blobs.ts';
import { type Answer, readCall } from './call.ts';
import { filesInUse, openCatalogue } from './catalogue.ts';
import { operationOf } from './operations.ts';
import { toXml } from './xml.ts';

export type S3Options = {
  /** Made when it is absent; one process at a time may have it open. */
  readonly folder: string;
  readonly clock?: Clock;
};

export type S3 = {
  readonly service: StreamedService;
  /** After the gateway: what was begun must have ended. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the buckets kept in a folder: path style, without versions, tags or access lists. An upload that was
 * acknowledged is on disk; one that was not has left nothing.
 * @throws Damaged when the catalogue cannot be understood
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function createS3({ folder, clock = systemClock }: S3Options): S3 {
  mkdirSync(folder, { recursive: true });
  const files = join(folder, 'blobs');
  const catalogue = openCatalogue(join(folder, 'catalogue.sqlite'), hasBlobs(files));
  const blobs = openBlobs(files, filesInUse(catalogue));
  const storage = { catalogue, blobs, clock };
  return {
    async service(request, response, signed) {
      const call = readCall(request, signed);
      await reply(response, await operationOf(call)(call, storage));
    },
    close: async () => catalogue.close(),
  };
}

async function reply(response: ServerResponse, { status = 200, headers = {}, xml, reading }: Answer): Promise<void> {
  if (xml) {
    const body = toXml(...xml);
    const own = { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { ...headers, ...own }).end(body);
    return;
  }
  response.writeHead(status, { ...(status === 200 && { 'content-length': 0 }), ...headers });
  if (reading) await sendAll(response, reading);
  response.end();
}

/** Sends as fast as the client takes it. */
async function sendAll(response: ServerResponse, { chunks, close }: Reading): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return;
      if (!response.write(chunk)) await drained(response);
    }
  } finally {
    await close();
  }
}

/** Until the client has taken what was written, or has gone. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });
