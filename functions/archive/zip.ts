/** functions/archive/zip.ts — the directory of a zip archive and its entries, by ranged reads. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { inflateHead } from './inflate.ts';
import { ArchiveError, type ArchiveLimits, type RangeSource, type ZipEntry } from './types.ts';

/** The end record with the longest comment, and room for the directory of a small archive: often one read in all. */
const TAIL_BYTES = 128 * 1024;
/** A local file header without its name and extra field. @see APPNOTE.TXT 4.3.7 */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const ENCRYPTED = 1;

/** Reads `start <= i < end` as one buffer. @throws ArchiveError `truncated` */
export async function readRange(source: RangeSource, start: number, end: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(start, end)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== end - start) throw new ArchiveError('truncated');
  return bytes;
}

/** yauzl's way to the bytes: the tail is read once and kept, for the end record and the directory lie there. */
class TailReader extends yauzl.RandomAccessReader {
  readonly #source: RangeSource;
  readonly #from: number;
  #tail: Promise<Buffer> | undefined;

  constructor(source: RangeSource) {
    super();
    this.#source = source;
    this.#from = Math.max(0, source.size - TAIL_BYTES);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#read(start, end));
  }

  async *#read(start: number, end: number): AsyncGenerator<Uint8Array> {
    if (start < this.#from) {
      yield* this.#source.stream(start, end);
      return;
    }
    this.#tail ??= readRange(this.#source, this.#from, this.#source.size);
    yield (await this.#tail).subarray(start - this.#from, end - this.#from);
  }
}

const fromReader = promisify(
  (
    reader: yauzl.RandomAccessReader,
    size: number,
    options: yauzl.Options,
    done: (error: Error | null, zip: yauzl.ZipFile) => void,
  ) => yauzl.fromRandomAccessReader(reader, size, options, done),
);

/**
 * Reads the central directory, the only truth about a zip's entries: local headers may lack the sizes.
 * @throws ArchiveError
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function readDirectory(source: RangeSource, limits: ArchiveLimits): Promise<ZipEntry[]> {
  try {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    const zip = await fromReader(new TailReader(source), source.size, options);
    if (zip.entryCount > limits.maxEntries) throw new ArchiveError('too_many_entries');
    return await collect(zip, limits);
  } catch (error) {
    throw asArchiveError(error);
  }
}

function collect(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let inflated = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      try {
        inflated += entry.uncompressedSize;
        if (inflated > limits.maxInflatedBytes) throw new ArchiveError('too_large');
        const converted = convert(entry, limits);
        if (converted) entries.push(converted);
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
}

/** @returns undefined for a directory @throws ArchiveError */
function convert(entry: yauzl.Entry, limits: ArchiveLimits): ZipEntry | undefined {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod, crc32 } = entry;
  if (name.endsWith('/')) return undefined;
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw new ArchiveError('encrypted');
  if (compressionMethod !== 0 && compressionMethod !== 8) throw new ArchiveError('bad_structure');
  if (uncompressedSize > 1024 * 1024 && uncompressedSize > compressedSize * limits.maxRatio) {
    throw new ArchiveError('ratio_exceeded');
  }
  const method = compressionMethod === 0 ? 'stored' : 'deflated';
  const headerOffset = entry.relativeOffsetOfLocalHeader;
  return { name, method, crc32, compressedSize, uncompressedSize, headerOffset };
}

/** yauzl says what is wrong in words only. */
function asArchiveError(error: unknown): unknown {
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  const { message } = error;
  if (/end of central directory|not a zip/i.test(message)) return new ArchiveError('not_a_zip', error);
  if (/invalid relative path|absolute path|invalid characters/i.test(message)) {
    return new ArchiveError('unsafe_name', error);
  }
  return new ArchiveError('bad_structure', error);
}

/** Where the entry's bytes start: behind a local header whose extra field may differ from the directory's. */
async function dataOffset(source: RangeSource, { headerOffset }: ZipEntry): Promise<number> {
  const header = await readRange(source, headerOffset, headerOffset + LOCAL_HEADER_BYTES);
  if (header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) throw new ArchiveError('bad_structure');
  return headerOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** The entry's bytes as they are stored, still compressed. @throws ArchiveError `truncated`, `bad_structure` */
export async function* rawEntry(source: RangeSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await dataOffset(source, entry);
  yield* source.stream(start, start + entry.compressedSize);
}

/** The inflated beginning of an entry. @param maxBytes how much of it at most */
export async function entryHead(source: RangeSource, entry: ZipEntry, maxBytes = 64 * 1024): Promise<Uint8Array> {
  const start = await dataOffset(source, entry);
  // Compressed bytes are never more than a little longer than what they inflate to.
  const end = start + Math.min(entry.compressedSize, maxBytes + 1024);
  return inflateHead(source.stream(start, end), entry, maxBytes);
}
