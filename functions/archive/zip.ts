/** functions/archive/zip.ts — the directory of a zip archive and its entries, by ranged reads. */
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { inflateHead } from './inflate.ts';
import { readRange, watchSource } from './read-range.ts';
import { ArchiveError, type ArchiveErrorCode, type ArchiveLimits, type RangeSource, type ZipEntry } from './types.ts';
import { ZipBytes } from './zip-bytes.ts';

/** A local file header without its name and extra field. @see APPNOTE.TXT 4.3.7 */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;
/** The end record, the one of zip64, and the directory's own signature. @see APPNOTE.TXT 4.3.13, 4.3.14, 4.3.16 */
const DIRECTORY_ENDS = [0x06054b50, 0x06064b50, 0x05054b50];
/** A bit of the general purpose flags. @see APPNOTE.TXT 4.4.4 */
const ENCRYPTED = 1;
/** Compression methods. @see APPNOTE.TXT 4.4.5 */
const STORED = 0;
const DEFLATED = 8;
/** A few repetitive kilobytes harm nobody, whatever their ratio. */
const RATIO_MATTERS_BYTES = 1024 * 1024;

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
 * Folders are left out.
 * @throws ArchiveError for anything that is wrong with the bytes; what the source itself throws stays as it is
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function readDirectory(source: RangeSource, limits: ArchiveLimits): Promise<ZipEntry[]> {
  const watched = watchSource(source);
  try {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    const bytes = new ZipBytes(watched);
    const zip = await fromReader(bytes, source.size, options);
    if (zip.entryCount > limits.maxEntries) throw new ArchiveError('too_many_entries');
    const entries = await collect(zip, limits);
    await checkEnd(bytes, zip);
    checkOverlap(entries);
    return entries.filter(({ name }) => !name.endsWith('/'));
  } catch (error) {
    throw watched.blame(error, codeOf(error));
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
        entries.push(convert(entry, limits));
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
}

/**
 * Behind the last record stands what ends the directory: where records were cut off, or are more than were announced,
 * entries would be missing without a word.
 */
async function checkEnd(bytes: ZipBytes, zip: yauzl.ZipFile): Promise<void> {
  // Its types take this position for a boolean.
  const at = Number(zip.readEntryCursor);
  const signature = (await bytes.slice(at, 4)).readUInt32LE(0);
  if (!DIRECTORY_ENDS.includes(signature)) throw new ArchiveError('bad_structure');
}

/** Entries that share bytes make a few of them inflate over and over. */
function checkOverlap(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { headerOffset, compressedSize } of entries.toSorted((a, b) => a.headerOffset - b.headerOffset)) {
    if (headerOffset < end) throw new ArchiveError('bad_structure');
    end = headerOffset + LOCAL_HEADER_BYTES + compressedSize;
  }
}

/** @throws ArchiveError */
function convert(entry: yauzl.Entry, limits: ArchiveLimits): ZipEntry {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod, crc32 } = entry;
  if (name.includes('\0')) throw new ArchiveError('unsafe_name');
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw new ArchiveError('encrypted');
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw new ArchiveError('bad_structure');
  if (uncompressedSize > RATIO_MATTERS_BYTES && uncompressedSize > compressedSize * limits.maxRatio) {
    throw new ArchiveError('ratio_exceeded');
  }
  const method = compressionMethod === STORED ? 'stored' : 'deflated';
  const headerOffset = entry.relativeOffsetOfLocalHeader;
  return { name, method, crc32, compressedSize, uncompressedSize, headerOffset };
}

/** yauzl says what is wrong in words only. */
function codeOf(error: unknown): ArchiveErrorCode {
  const message = error instanceof Error ? error.message : '';
  if (/end of central directory/i.test(message)) return 'not_a_zip';
  if (/invalid relative path|absolute path|invalid characters/i.test(message)) return 'unsafe_name';
  return /strong encryption/i.test(message) ? 'encrypted' : 'bad_structure';
}

/**
 * Where the entry's bytes start: behind a local header whose name and extra field may be of other lengths than the
 * directory's.
 * @throws ArchiveError `bad_structure` when there is no such header, or one that disagrees; `truncated`
 */
async function dataOffset(source: RangeSource, entry: ZipEntry): Promise<number> {
  const { headerOffset, method, compressedSize } = entry;
  const behindHeader = headerOffset + LOCAL_HEADER_BYTES;
  if (behindHeader > source.size) throw new ArchiveError('truncated');
  const header = await readRange(source, headerOffset, behindHeader);
  const agrees = header.readUInt16LE(8) === (method === 'stored' ? STORED : DEFLATED);
  if (header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE || !agrees) throw new ArchiveError('bad_structure');
  const start = behindHeader + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + compressedSize > source.size) throw new ArchiveError('truncated');
  return start;
}

/** The entry's bytes as they are stored, still compressed. @throws ArchiveError `truncated`, `bad_structure` */
export async function* rawEntry(source: RangeSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await dataOffset(source, entry);
  if (entry.compressedSize) yield* source.stream(start, start + entry.compressedSize);
}

/**
 * The inflated beginning of an entry, unchecked; its rest is not read.
 * @param maxBytes how much of it at most
 * @throws ArchiveError `truncated`, `bad_structure`
 */
export async function entryHead(source: RangeSource, entry: ZipEntry, maxBytes = 64 * 1024): Promise<Uint8Array> {
  if (!entry.compressedSize) return new Uint8Array();
  const start = await dataOffset(source, entry);
  // Compressed bytes are never more than a little longer than what they inflate to.
  const end = start + Math.min(entry.compressedSize, maxBytes + 1024);
  return inflateHead(source.stream(start, end), entry, maxBytes);
}
