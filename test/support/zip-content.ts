/** test/support/zip-content.ts — an entry's content, read without the engine. */
import { inflateRawSync } from 'node:zlib';
import type { ZipEntry } from '../../functions/archive/types.ts';

export function contentOf(archive: Buffer, entry: ZipEntry): Buffer {
  const nameLength = archive.readUInt16LE(entry.headerOffset + 26);
  const start = entry.headerOffset + 30 + nameLength + archive.readUInt16LE(entry.headerOffset + 28);
  const stored = archive.subarray(start, start + entry.compressedSize);
  return entry.method === 'stored' ? stored : inflateRawSync(stored);
}
