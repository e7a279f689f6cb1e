/** test/support/zip-layout.ts — zip archives byte by byte, so that every record may lie, and holes that take no memory. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { RangeSource } from '../../functions/archive/types.ts';

/** Zeros that exist only when they are read. */
export type Hole = { readonly zeros: number };
type Piece = Buffer | Hole;

/** What is said of an entry, in its local header and in the directory. @see APPNOTE.TXT 4.3.7, 4.3.12 */
export type Said = {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly inflated: number;
};

export type LaidEntry = {
  readonly name: string | Buffer;
  /** Inflated; a hole is stored. */
  readonly content: Buffer | Hole;
  readonly stored?: boolean;
  /** Sizes behind the data, as Google writes them. */
  readonly descriptor?: boolean;
  /** Sizes and offset in the zip64 extra field. */
  readonly zip64?: boolean;
  /** Where the local header lies. */
  readonly local?: Partial<Said>;
  /** Where the directory lies. */
  readonly directory?: Partial<Said> & { readonly offset?: number };
};

export type LayoutOptions = {
  /** How many entries the end record tells of. */
  readonly announced?: number;
  /** An end record in zip64 form. */
  readonly zip64?: boolean;
  /** Bytes that the directory's end is short of. */
  readonly cut?: number;
};

const UTF8 = 0x0800;
const DESCRIPTOR = 0x0008;
const DEFLATED = 8;
/** What stands in a field whose value is in the zip64 extra field. */
const ELSEWHERE = 0xffffffff;

const sizeOf = (piece: Piece): number => (Buffer.isBuffer(piece) ? piece.length : piece.zeros);

function number(value: number, bytes: 2 | 4 | 8): Buffer {
  const field = Buffer.alloc(bytes);
  if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
  else field.writeUIntLE(value, 0, bytes);
  return field;
}

const fields = (...values: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer =>
  Buffer.concat(values.map(([value, bytes]) => number(value, bytes)));

/** 1980-01-01, time nought. */
const DATE = [0x0021 << 16, 4] as const;

function localHeader({ name, flags, method, crc, compressed, inflated }: Said, extra: Buffer): Buffer {
  const lengths = [[name.length, 2] as const, [extra.length, 2] as const];
  const sizes = [[compressed, 4] as const, [inflated, 4] as const];
  const head = fields([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [...DATE], [crc, 4], ...sizes, ...lengths);
  return Buffer.concat([head, name, extra]);
}

function directoryRecord(said: Said, offset: number, zip64: boolean): Buffer {
  const { name, flags, method, crc, compressed, inflated } = said;
  const extra = zip64 ? fields([1, 2], [24, 2], [inflated, 8], [compressed, 8], [offset, 8]) : Buffer.alloc(0);
  const at = zip64 ? ELSEWHERE : offset;
  const sizes = zip64 ? [ELSEWHERE, ELSEWHERE] : [compressed, inflated];
  const head = fields(
    ...([[0x02014b50, 4], [0x033f, 2], [45, 2], [flags, 2], [method, 2], [...DATE], [crc, 4]] as const),
    ...sizes.map((size) => [size, 4] as const),
    ...([
      [name.length, 2],
      [extra.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [at, 4],
    ] as const),
  );
  return Buffer.concat([head, name, extra]);
}

/** The entry's own pieces, and its record for the directory. */
function lay(entry: LaidEntry, offset: number): { readonly pieces: readonly Piece[]; readonly record: Buffer } {
  const { content, stored = false, descriptor = false, zip64 = false } = entry;
  const isStored = stored || !Buffer.isBuffer(content);
  const data = isStored || !Buffer.isBuffer(content) ? content : deflateRawSync(content);
  const said: Said = {
    name: Buffer.from(entry.name),
    flags: UTF8 | (descriptor ? DESCRIPTOR : 0),
    method: isStored ? 0 : DEFLATED,
    crc: Buffer.isBuffer(content) ? crc32(content) : 0,
    compressed: sizeOf(data),
    inflated: sizeOf(content),
  };
  const unknown = descriptor ? { crc: 0, compressed: 0, inflated: 0 } : {};
  const large = zip64 ? { compressed: ELSEWHERE, inflated: ELSEWHERE } : {};
  const localExtra = zip64 ? fields([1, 2], [16, 2], [said.inflated, 8], [said.compressed, 8]) : Buffer.alloc(0);
  const pieces: Piece[] = [localHeader({ ...said, ...large, ...unknown, ...entry.local }, localExtra), data];
  if (descriptor) {
    const size = zip64 ? 8 : 4;
    pieces.push(fields([0x08074b50, 4], [said.crc, 4], [said.compressed, size], [said.inflated, size]));
  }
  const { offset: claimed = offset, ...lies } = entry.directory ?? {};
  return { pieces, record: directoryRecord({ ...said, ...lies }, claimed, zip64) };
}

function endRecords(count: number, size: number, at: number, zip64: boolean): Buffer {
  const end = zip64 ? [0xffff, ELSEWHERE, ELSEWHERE] : [count, size, at];
  const [entries = 0, bytes = 0, offset = 0] = end;
  const tail = fields([0x06054b50, 4], [0, 4], [entries, 2], [entries, 2], [bytes, 4], [offset, 4], [0, 2]);
  if (!zip64) return tail;
  const record = fields(
    ...([
      [0x06064b50, 4],
      [44, 8],
      [45, 2],
      [45, 2],
      [0, 4],
      [0, 4],
    ] as const),
    ...[count, count, size, at].map((value) => [value, 8] as const),
  );
  return Buffer.concat([record, fields([0x07064b50, 4], [0, 4], [at + size, 8], [1, 4]), tail]);
}

/** An archive of pieces; nothing is checked, so that anything may be wrong. */
export function layOut(entries: readonly LaidEntry[], options: LayoutOptions = {}): readonly Piece[] {
  const pieces: Piece[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const laid = lay(entry, offset);
    pieces.push(...laid.pieces);
    records.push(laid.record);
    offset += laid.pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  }
  const whole = Buffer.concat(records);
  const directory = whole.subarray(0, whole.length - (options.cut ?? 0));
  const count = options.announced ?? entries.length;
  return [...pieces, directory, endRecords(count, directory.length, offset, options.zip64 ?? false)];
}

/** A source that counts what is asked of it. */
export type CountingSource = RangeSource & { readonly reads: (readonly [start: number, end: number])[] };

/** How many bytes were asked for in all. */
export const bytesAsked = ({ reads }: CountingSource): number =>
  reads.reduce((sum, [start, end]) => sum + end - start, 0);

const CHUNK = Buffer.alloc(64 * 1024);

/** The pieces as one source: holes are filled while they are read. */
export function sourceOf(pieces: readonly Piece[]): CountingSource {
  const reads: (readonly [number, number])[] = [];
  const size = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  return {
    ...{ size, ranged: true, reads },
    async *stream(start, end) {
      reads.push([start, Math.min(end, size)]);
      let at = 0;
      for (const piece of pieces) {
        const [from, until] = [Math.max(start - at, 0), Math.min(end - at, sizeOf(piece))];
        at += sizeOf(piece);
        if (from >= until) continue;
        if (Buffer.isBuffer(piece)) yield piece.subarray(from, until);
        else for (let left = until - from; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, left);
      }
    },
  };
}
