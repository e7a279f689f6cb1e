/** test/support/fuzz/zip-fields.ts — every field of every record of a zip archive, to be overwritten. */

type Layout = {
  readonly signature: number;
  readonly fields: readonly (readonly [name: string, at: number, size: 2 | 4 | 8])[];
};

/** @see APPNOTE.TXT 4.3.7 to 4.3.16 */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  local: {
    signature: 0x04034b50,
    fields: [
      ...([
        ['version', 4, 2],
        ['flags', 6, 2],
        ['method', 8, 2],
        ['crc', 14, 4],
        ['compressed', 18, 4],
      ] as const),
      ...([
        ['size', 22, 4],
        ['name length', 26, 2],
        ['extra length', 28, 2],
      ] as const),
    ],
  },
  directory: {
    signature: 0x02014b50,
    fields: [
      ...([
        ['version', 6, 2],
        ['flags', 8, 2],
        ['method', 10, 2],
        ['crc', 16, 4],
        ['compressed', 20, 4],
      ] as const),
      ...([
        ['size', 24, 4],
        ['name length', 28, 2],
        ['extra length', 30, 2],
        ['comment length', 32, 2],
      ] as const),
      ...([
        ['disk', 34, 2],
        ['attributes', 38, 4],
        ['offset', 42, 4],
      ] as const),
    ],
  },
  end: {
    signature: 0x06054b50,
    fields: [
      ...([
        ['disk', 4, 2],
        ['directory disk', 6, 2],
        ['entries here', 8, 2],
        ['entries', 10, 2],
      ] as const),
      ...([
        ['directory size', 12, 4],
        ['directory offset', 16, 4],
        ['comment length', 20, 2],
      ] as const),
    ],
  },
  'zip64 end': {
    signature: 0x06064b50,
    fields: [
      ...([
        ['length', 4, 8],
        ['version', 14, 2],
        ['disk', 16, 4],
        ['entries here', 24, 8],
        ['entries', 32, 8],
      ] as const),
      ...([
        ['directory size', 40, 8],
        ['directory offset', 48, 8],
      ] as const),
    ],
  },
  'zip64 locator': {
    signature: 0x07064b50,
    fields: [
      ['disk', 4, 4],
      ['offset', 8, 8],
      ['disks', 16, 4],
    ],
  },
};

/** Sizes and offsets by which nothing may be read or reserved. */
const VALUES = [
  0n,
  1n,
  2n,
  8n,
  0x7fffn,
  0xffffn,
  0x7fff_ffffn,
  0xffff_fffen,
  0xffff_ffffn,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

export type Overwritten = { readonly name: string; readonly bytes: Buffer };

/** The archive once for every field and value. @param offsets further values: where something does stand */
export function* overwritten(zip: Buffer, offsets: readonly number[]): Generator<Overwritten> {
  for (const [record, { signature, fields }] of Object.entries(LAYOUTS)) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(signature);
    for (let start = zip.indexOf(mark); start >= 0; start = zip.indexOf(mark, start + 1)) {
      for (const [field, at, size] of fields) {
        for (const value of [...VALUES, ...offsets.map(BigInt)]) {
          const bytes = Buffer.from(zip);
          const fitting = BigInt.asUintN(size * 8, value);
          if (start + at + size > bytes.length) continue;
          if (size === 8) bytes.writeBigUInt64LE(fitting, start + at);
          else bytes.writeUIntLE(Number(fitting), start + at, size);
          yield { name: `${record} at ${start}: ${field} ${value}`, bytes };
        }
      }
    }
  }
}

/** The archive with every occurrence of a name written otherwise; both are of the same length. */
export function renamed(zip: Buffer, name: string, other: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  const wanted = Buffer.from(name);
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    other.copy(bytes, at, 0, wanted.length);
  return bytes;
}

/** The archive with its directory's entries listed many times over: all of them overlap. */
export function repeated(zip: Buffer, times: number): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const start = zip.readUInt32LE(end + 16);
  const directory = zip.subarray(start, end);
  const tail = Buffer.from(zip.subarray(end));
  const entries = zip.readUInt16LE(end + 10) * times;
  tail.writeUInt16LE(entries, 8);
  tail.writeUInt16LE(entries, 10);
  tail.writeUInt32LE(directory.length * times, 12);
  return Buffer.concat([zip.subarray(0, start), ...Array.from({ length: times }, () => directory), tail]);
}
