/** local/aws/s3/blobs.ts — the bytes of objects and parts: files with names of their own, written once. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One file, or a part of an object that was uploaded in parts. */
export type Segment = { readonly file: string; readonly size: number };

/** Bytes read from disk at once. */
const READ_BYTES = 256 * 1024;

/** Files that stay, whatever happens to their object, from the call on and until `close`. */
export type Reading = { readonly chunks: AsyncIterable<Buffer>; close(): Promise<void> };

export type Blobs = {
  /** Writes a file and returns when it is on disk; nothing stays when the chunks fail. */
  write(chunks: AsyncIterable<Uint8Array>): Promise<Segment>;
  /** Reads `[start, end)` of segments one after another. */
  read(segments: readonly Segment[], start: number, end: number): Reading;
  /** Removes files, each when nobody reads it any more. */
  remove(segments: readonly Segment[]): Promise<void>;
};

/**
 * Opens the folder, and removes what a crash left in it.
 * @param kept the files that are in use, by name
 */
export function openBlobs(folder: string, kept: ReadonlySet<string>): Blobs {
  const paths = makeFolders(folder);
  removeAllBut(paths, kept);
  const path = (file: string) => join(folder, file.slice(0, 2), file);
  const readers = new Map<string, number>();
  const doomed = new Set<string>();
  const release = async (file: string) => {
    const left = (readers.get(file) ?? 1) - 1;
    if (left > 0) return void readers.set(file, left);
    readers.delete(file);
    if (doomed.delete(file)) await rm(path(file), { force: true });
  };
  return {
    async write(chunks) {
      const file = randomUUID();
      try {
        return { file, size: await writeFile(path(file), chunks) };
      } catch (error) {
        await rm(path(file), { force: true });
        throw error;
      }
    },
    read(segments, start, end) {
      for (const { file } of segments) readers.set(file, (readers.get(file) ?? 0) + 1);
      const chunks = async function* () {
        for (const { file, from, until } of overlaps(segments, start, end)) yield* readFile(path(file), from, until);
      };
      return {
        chunks: chunks(),
        async close() {
          for (const { file } of segments) await release(file);
        },
      };
    },
    async remove(segments) {
      for (const { file } of segments) {
        if (readers.has(file)) doomed.add(file);
        else await rm(path(file), { force: true });
      }
    },
  };
}

/** Whether a folder of blobs has any. */
export const hasBlobs = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => readdirSync(join(folder, name)).length > 0);

/** Files lie in 256 folders by the start of their name: one with tens of thousands would be slow. */
function makeFolders(folder: string): readonly string[] {
  const paths = Array.from({ length: 256 }, (_, index) => join(folder, index.toString(16).padStart(2, '0')));
  for (const path of paths) mkdirSync(path, { recursive: true });
  return paths;
}

function removeAllBut(folders: readonly string[], kept: ReadonlySet<string>): void {
  for (const folder of folders) {
    for (const file of readdirSync(folder)) if (!kept.has(file)) rmSync(join(folder, file), { force: true });
  }
}

/** @returns bytes */
async function writeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of chunks) {
      await writeWhole(handle, chunk);
      size += chunk.length;
    }
    await handle.sync();
    await syncFolder(dirname(path));
    return size;
  } finally {
    await handle.close();
  }
}

/** A write may take only some of the bytes. */
async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let rest = chunk; rest.length > 0; ) rest = rest.subarray((await handle.write(rest)).bytesWritten);
}

/** A new file's name is on disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What `[start, end)` of the whole is in each segment. */
function* overlaps(segments: readonly Segment[], start: number, end: number) {
  let offset = 0;
  for (const { file, size } of segments) {
    const [from, until] = [Math.max(start - offset, 0), Math.min(end - offset, size)];
    if (from < until) yield { file, from, until };
    offset += size;
  }
}

async function* readFile(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    for (let position = start; position < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(READ_BYTES, end - position));
      const { bytesRead } = await handle.read(piece, 0, piece.length, position);
      if (bytesRead === 0) throw new Error('A stored file is shorter than it was');
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
