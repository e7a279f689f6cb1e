/** local/aws/s3/body.ts — an upload's bytes, decoded as they come and verified when they have ended. */
import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { Signed } from '../service.ts';
import type { Call } from './call.ts';
import {
  type Algorithm,
  algorithmNamed,
  type Checksum,
  checkForm,
  checksumHeader,
  checksumIn,
  startChecksum,
} from './checksums.ts';
import { decodeChunks } from './chunked.ts';
import type { Crc } from './crc.ts';
import { s3Error } from './errors.ts';

/** The largest object of one request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;
/** A thousand keys to delete, or ten thousand parts with checksums, stay below. */
const MAX_XML_BYTES = 4 * 1024 * 1024;

const PLAIN = /^([0-9a-f]{64}|UNSIGNED-PAYLOAD)$/;
const STREAMING = /^STREAMING-(UNSIGNED-PAYLOAD-TRAILER|AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?)$/;

/** What is known of a body that has ended. */
export type Digests = { readonly md5: string; readonly checksum?: Checksum };

export type Body = {
  /** Fails in the end when the bytes are not what was announced: what was written of them must go. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Only when `chunks` has ended. */
  readonly digests: () => Digests;
};

/**
 * The body of a request.
 * @throws AwsError `MissingContentLength`, `EntityTooLarge`, `InvalidDigest`, `InvalidRequest`, `NotImplemented`; and
 * while it is read `IncompleteBody`, `BadDigest`, `MalformedTrailerError`; Refusal `payload_hash`, `mismatch`
 */
export function openBody({ request, headers, signed }: Call): Body {
  const length = announcedLength(headers, signed);
  const trailers = new Map<string, string>();
  const checks = startChecks(headers, signed);
  const raw = fromRequest(request);
  const source = STREAMING.test(signed.payloadHash) ? decodeChunks(raw, signed, trailers) : raw;
  let digests: Digests | undefined;
  const verified = async function* () {
    let received = 0;
    for await (const chunk of source) {
      received += chunk.length;
      if (received > length) throw s3Error('IncompleteBody');
      checks.update(chunk);
      yield chunk;
    }
    if (received !== length) throw s3Error('IncompleteBody');
    digests = checks.finish(trailers);
  };
  return {
    chunks: verified(),
    digests: () => {
      if (!digests) throw new Error('The body has not ended');
      return digests;
    },
  };
}

/** Reads a small body whole. @throws AwsError `MalformedXML` when it is too large, and what `openBody` throws */
export async function readXmlBody(call: Call): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openBody(call).chunks) {
    bytes += chunk.length;
    if (bytes > MAX_XML_BYTES) throw s3Error('MalformedXML');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The connection outlives a body that is refused half read: the answer goes over it. */
async function* fromRequest(request: IncomingMessage): AsyncGenerator<Buffer> {
  yield* request.iterator({ destroyOnReturn: false });
}

/** @returns bytes, decoded */
function announcedLength(headers: ReadonlyMap<string, string>, { payloadHash }: Signed): number {
  const streaming = STREAMING.test(payloadHash);
  if (!streaming && !PLAIN.test(payloadHash)) throw s3Error('InvalidArgument', 'x-amz-content-sha256 is not valid');
  const length = headers.get(streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (length === undefined || !/^\d{1,15}$/.test(length)) throw s3Error('MissingContentLength');
  if (Number(length) > MAX_UPLOAD_BYTES) throw s3Error('EntityTooLarge');
  return Number(length);
}

type Expected = { readonly algorithm: Algorithm; readonly value?: string };

function startChecks(headers: ReadonlyMap<string, string>, { payloadHash }: Signed) {
  const expected = expectedChecksum(headers);
  const running = expected && startChecksum(expected.algorithm);
  const md5 = createHash('md5');
  const sha256 = /^[0-9a-f]{64}$/.test(payloadHash) ? createHash('sha256') : undefined;
  const contentMd5 = md5Header(headers);
  return {
    update(chunk: Buffer): void {
      md5.update(chunk);
      sha256?.update(chunk);
      running?.update(chunk);
    },
    finish(trailers: ReadonlyMap<string, string>): Digests {
      if (sha256 && sha256.digest('hex') !== payloadHash) throw new Refusal('payload_hash');
      const hex = finishMd5(md5, contentMd5);
      if (!expected || !running) return { md5: hex };
      return { md5: hex, checksum: finishChecksum(expected, running, trailers) };
    },
  };
}

function expectedChecksum(headers: ReadonlyMap<string, string>): Expected | undefined {
  const given = checksumIn(headers);
  const trailer = headers.get('x-amz-trailer');
  if (!trailer) return given;
  if (given) throw s3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header');
  return { algorithm: algorithmNamed(trailer.toLowerCase().replace(/^x-amz-checksum-/, '')) };
}

function finishChecksum({ algorithm, value }: Expected, running: Crc, trailers: ReadonlyMap<string, string>): Checksum {
  const expected = value ?? trailers.get(checksumHeader(algorithm));
  if (expected === undefined) throw s3Error('MalformedTrailerError');
  checkForm(algorithm, expected);
  if (running.digest() !== expected) throw s3Error('BadDigest');
  return { algorithm, value: expected, type: 'FULL_OBJECT' };
}

function md5Header(headers: ReadonlyMap<string, string>): string | undefined {
  const value = headers.get('content-md5');
  if (value !== undefined && Buffer.from(value, 'base64').length !== 16) throw s3Error('InvalidDigest');
  return value;
}

function finishMd5(md5: Hash, expected: string | undefined): string {
  const digest = md5.digest();
  if (expected !== undefined && digest.toString('base64') !== expected) throw s3Error('BadDigest');
  return digest.toString('hex');
}
