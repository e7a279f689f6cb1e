/** functions/archive/scanner/assembly/memory.ts — what lies where in the scanner's memory, and its bytes. */

/** The key, its bytes without quotes. */
export const KEY: usize = 64;
/** What was found: start, end and number of each record. */
export const FOUND: usize = 4096;
/** Room for the records of one piece, each of which takes two bytes at least. */
export const FOUND_MAX: i32 = 40960;
export const INPUT: usize = FOUND + 12 * <usize>FOUND_MAX + 64;

export const QUOTE: i32 = 0x22;
export const COMMA: i32 = 0x2c;
export const COLON: i32 = 0x3a;
export const BACKSLASH: i32 = 0x5c;
export const OPEN_ARRAY: i32 = 0x5b;
export const CLOSE_ARRAY: i32 = 0x5d;

@inline export function at(position: i32): i32 {
  return <i32>load<u8>(INPUT + <usize>position);
}

@inline export function isSpace(byte: i32): bool {
  return byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09;
}
