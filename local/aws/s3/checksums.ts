/** local/aws/s3/checksums.ts — the checksums a client can send with a body, and their computing. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Crc, crc32c, crc64nvme, words } from './crc.ts';
import { s3Error } from './errors.ts';

/** By the end of their header, `x-amz-checksum-<name>`. */
const ALGORITHMS = {
  crc32: { bytes: 4, create: plainCrc32 },
  crc32c: { bytes: 4, create: crc32c },
  crc64nvme: { bytes: 8, create: crc64nvme },
  sha1: { bytes: 20, create: () => hash('sha1') },
  sha256: { bytes: 32, create: () => hash('sha256') },
} as const;

export type Algorithm = keyof typeof ALGORITHMS;

/** A checksum as S3 keeps it with an object or part; `value` is base64, with `-<parts>` when it is of parts' checksums. */
export type Checksum = {
  readonly algorithm: Algorithm;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
};

/** Computed along with a body. */
export const startChecksum = (algorithm: Algorithm): Crc => ALGORITHMS[algorithm].create();

/** @param name e.g. `CRC32`, `crc32` @throws AwsError `NotImplemented` for one that is unknown here */
export function algorithmNamed(name: string): Algorithm {
  const found = (Object.keys(ALGORITHMS) as Algorithm[]).find((algorithm) => algorithm === name.toLowerCase());
  if (!found) throw s3Error('NotImplemented', 'A checksum algorithm that is not supported here');
  return found;
}

/** @returns `x-amz-checksum-<algorithm>` */
export const checksumHeader = (algorithm: Algorithm): string => `x-amz-checksum-${algorithm}`;

/** @returns the element's name in XML, e.g. `ChecksumCRC32` */
export const checksumElement = (algorithm: Algorithm): string => `Checksum${algorithm.toUpperCase()}`;

/**
 * The checksum that a request's headers give.
 * @throws AwsError `InvalidRequest` when there are several or it cannot be one
 */
export function checksumIn(headers: ReadonlyMap<string, string>): { algorithm: Algorithm; value: string } | undefined {
  const names = (Object.keys(ALGORITHMS) as Algorithm[]).filter((name) => headers.has(checksumHeader(name)));
  const [algorithm] = names;
  if (!algorithm) return undefined;
  if (names.length > 1) throw s3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header');
  const value = headers.get(checksumHeader(algorithm)) as string;
  checkForm(algorithm, value);
  return { algorithm, value };
}

/** @throws AwsError `InvalidRequest` */
export function checkForm(algorithm: Algorithm, value: string): void {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== ALGORITHMS[algorithm].bytes || bytes.toString('base64') !== value) {
    throw s3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} is invalid`);
  }
}

/** The checksum of a multipart object: of its parts' checksums, one after another. */
export function compositeChecksum(algorithm: Algorithm, parts: readonly string[]): Checksum {
  const checksum = startChecksum(algorithm);
  for (const part of parts) checksum.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${checksum.digest()}-${parts.length}`, type: 'COMPOSITE' };
}

function plainCrc32(): Crc {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest: () => words(value),
  };
}

function hash(name: 'sha1' | 'sha256'): Crc {
  const running = createHash(name);
  return { update: (chunk) => void running.update(chunk), digest: () => running.digest('base64') };
}
