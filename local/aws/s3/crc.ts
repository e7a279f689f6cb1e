/** local/aws/s3/crc.ts — the two cyclic redundancy checks of S3 that Node does not have. */

/** Reflected polynomials. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
const CRC32C = 0x82f63b78;
const CRC64NVME = 0x9a6c9329ac4bc9b5n;

export type Crc = {
  update(chunk: Uint8Array): void;
  /** Big-endian, base64. */
  digest(): string;
};

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);

const table32 = Int32Array.from(BYTES, (byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? CRC32C : 0);
  return value;
});

/** The table of CRC-64/NVME as two of 32 bits: arithmetic on bigints would be a hundred times slower. */
const table64 = BYTES.map((byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit += 1) value = (value >> 1n) ^ (value & 1n ? CRC64NVME : 0n);
  return value;
});
const high64 = Int32Array.from(table64, (value) => Number(value >> 32n));
const low64 = Int32Array.from(table64, (value) => Number(value & 0xffffffffn));

/** CRC-32C (Castagnoli). */
export function crc32c(): Crc {
  let crc = -1;
  return {
    update(chunk) {
      for (const byte of chunk) crc = (table32[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
    },
    digest: () => words(~crc),
  };
}

/** CRC-64/NVME. */
export function crc64nvme(): Crc {
  let [high, low] = [-1, -1];
  return {
    update(chunk) {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = (low64[index] as number) ^ ((low >>> 8) | (high << 24));
        high = (high64[index] as number) ^ (high >>> 8);
      }
    },
    digest: () => words(~high, ~low),
  };
}

/** @param values 32 bits each, the highest first */
export function words(...values: readonly number[]): string {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value | 0, 4 * index);
  return bytes.toString('base64');
}
