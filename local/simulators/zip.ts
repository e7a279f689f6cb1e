/** local/simulators/zip.ts — zip archives with the technicalities of Google's: sizes behind the data, UTF-8 names. */
import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export type ArchiveEntry = {
  readonly name: string;
  readonly content: string | Uint8Array | Iterable<string> | AsyncIterable<string | Buffer>;
};

/** The entries all bear the first day that zip can express. */
const MTIME = new Date(1980, 0, 1);

function archiveOf(entries: readonly ArchiveEntry[]): NodeJS.ReadableStream {
  const zip = new yazl.ZipFile();
  for (const { name, content } of entries) {
    const chunks =
      typeof content === 'string' ? [content] : content instanceof Uint8Array ? [Buffer.from(content)] : content;
    // Streams get the general-purpose flags 0x0808: sizes in data descriptors, names in UTF-8.
    zip.addReadStream(Readable.from(encoded(chunks)), name, { mtime: MTIME, compress: true });
  }
  zip.end();
  return zip.outputStream;
}

/** Pieces large enough that the archive is not made of crumbs. */
async function* encoded(chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const piece = Buffer.from(chunk as string);
    held.push(piece);
    bytes += piece.length;
    if (bytes < 65_536) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  yield Buffer.concat(held);
}

/** Writes an archive to a file, which appears when it is whole. */
export async function writeArchive(file: string, entries: readonly ArchiveEntry[]): Promise<void> {
  await pipeline(archiveOf(entries), createWriteStream(`${file}.new`));
  renameSync(`${file}.new`, file);
}

/** An archive in memory. */
export const buildArchive = (entries: readonly ArchiveEntry[]): Promise<Buffer> => buffer(archiveOf(entries));
