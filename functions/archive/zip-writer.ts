/** functions/archive/zip-writer.ts — files to a zip archive, one after the other, as a stream. */
import type { PassThrough } from 'node:stream';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type ZipMember = {
  readonly name: string;
  /** Called when its turn has come: whatever stands before it has been written by then. */
  bytes(): AsyncIterable<Uint8Array>;
};

/**
 * The same bytes from the same members: the first day that a zip archive can name, whatever the time zone.
 * Everything is compressed, Parquet too: a stored member whose length stands behind it cannot be read as a stream.
 */
const OPTIONS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 } as const;

/** @throws what a member's bytes throw */
export async function* writeZip(members: readonly ZipMember[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  let reading: Readable | undefined;
  for (const { name, bytes } of members) {
    zip.addReadStreamLazy(name, OPTIONS, (begin) => {
      reading = Readable.from(bytes(), { objectMode: false });
      // The library does not listen: an error would end the process.
      reading.on('error', (error) => out.destroy(error));
      begin(null, reading);
    });
  }
  zip.end();
  try {
    yield* out;
  } finally {
    reading?.destroy();
  }
}
