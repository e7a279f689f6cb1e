/** functions/core/file-metadata.ts — what a project says of a file: a JSON object, checked as Open Humans checks it. */
import { isIsoDate } from './iso-date.ts';

/** With an item's other attributes well below what DynamoDB keeps in one. */
export const MAX_METADATA_BYTES = 64 * 1024;

export type FileMetadata = {
  readonly description: string;
  readonly tags: readonly unknown[];
  readonly md5?: string;
  readonly [name: string]: unknown;
};

export type MetadataOutcome = { readonly metadata: FileMetadata } | { readonly fault: string };

const DATES = ['creation_date', 'start_date', 'end_date'] as const;
/** The original's own: it looks at the first 32 characters only, and not whether they are digits. */
const MD5 = /^[a-z0-9]{32}/i;

/** What is told first where there are several faults. The description's length and the tags' items are free. */
function faultOf(found: Readonly<Record<string, unknown>>): string | undefined {
  const { description, tags, md5 } = found;
  if (!('description' in found)) return '"description" is a required field of the metadata';
  if (typeof description !== 'string') return '"description" must be a string';
  if (!('tags' in found)) return '"tags" is a required field of the metadata';
  if (!Array.isArray(tags)) return '"tags" must be an array of strings';
  if (DATES.some((name) => name in found && !isIsoDate(found[name]))) return 'Dates must be in ISO 8601 format';
  if ('md5' in found && !(typeof md5 === 'string' && MD5.test(md5))) return 'Invalid MD5 specified';
  return undefined;
}

/** Reads a metadata text. A value that is no object lacks what an empty object lacks. */
export function readMetadata(text: string): MetadataOutcome {
  if (Buffer.byteLength(text) > MAX_METADATA_BYTES) {
    return { fault: `The metadata may have ${MAX_METADATA_BYTES / 1024} KB at most` };
  }
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { fault: 'could not parse the uploaded metadata' };
  }
  const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
  const metadata = (isObject ? found : {}) as Readonly<Record<string, unknown>>;
  const fault = faultOf(metadata);
  return fault === undefined ? { metadata: metadata as FileMetadata } : { fault };
}

/** Whether the bytes are those that the metadata speaks of; so they are where it says nothing. */
export const isAnnounced = ({ md5: announced }: Pick<FileMetadata, 'md5'>, md5: string): boolean =>
  announced === undefined || announced.toLowerCase() === md5;
