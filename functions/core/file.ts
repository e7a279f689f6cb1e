/** functions/core/file.ts — a file that a project keeps beside a donation (DONATION#id / FILE#number). */
import type { FileMetadata } from './file-metadata.ts';

/**
 * `incoming`: its bytes are awaited. `verifying`: they have come and are being read. `refused`: they were not what the
 * metadata says, and are gone.
 */
export const FILE_STATES = ['incoming', 'verifying', 'complete', 'refused'] as const;
export type FileState = (typeof FILE_STATES)[number];

export type FileRecord = {
  readonly id: number;
  readonly basename: string;
  /** As it was sent: a JSON text. */
  readonly metadata: string;
  readonly state: FileState;
  /** Where its bytes lie once it is complete. */
  readonly key: string;
  readonly created_at: string;
  /** Bytes, once they have come. */
  readonly size?: number;
  /** Of the bytes themselves, hexadecimal. */
  readonly md5?: string;
  /** Where its bytes are awaited; nobody reads it but the verification. */
  readonly incoming_key?: string;
  /** When the verification was asked for, milliseconds since the epoch. */
  readonly verifying_since?: number;
};

export type CompleteFile = FileRecord & Required<Pick<FileRecord, 'size' | 'md5'>>;

/** Nobody sees a file that is not. */
export const isComplete = (file: FileRecord): file is CompleteFile => file.state === 'complete';

export const metadataOf = ({ metadata }: FileRecord): FileMetadata => JSON.parse(metadata) as FileMetadata;

/** S3 takes no more in one request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;
