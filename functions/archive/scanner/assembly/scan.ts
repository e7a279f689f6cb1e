/**
 * functions/archive/scanner/assembly/scan.ts — finds the records of a JSON array 64 bytes at a time, and drops those
 * whose time lies outside the study period. AssemblyScript: compiled by `npm run build:scanner` into ../module.ts.
 *
 * Quotes, backslashes and brackets of a block become bit masks; which bits lie within strings follows from a carry-less
 * sum of the quotes. What is certain is decided here, what is not is left to the parser: a record is dropped only when
 * the key of its time stands in it without escapes, and the value is a time in UTC written as RFC 3339 wants it.
 * @see https://arxiv.org/abs/1902.08318 (Langdale and Lemire, Parsing Gigabytes of JSON per Second)
 */
import { at, BACKSLASH, CLOSE_ARRAY, COLON, COMMA, FOUND, INPUT, isSpace, KEY, OPEN_ARRAY, QUOTE } from './memory';
import { isoTime, microsecondTime } from './time';

/** Text between records that is looked at before its end has come. */
const GAP_BYTES: i32 = 4096;

export const BOUNDS_LOST: i32 = 1;
export const RECORD_TOO_LONG: i32 = 2;

export const ISO: i32 = 1;
export const MICROSECONDS: i32 = 2;

/** Places between records. */
const FIRST: i32 = 0;
const AFTER_RECORD: i32 = 1;
const AFTER_COMMA: i32 = 2;

/** Longest way to write a key's letter is six bytes, so escapes further away cannot spell a key of 16. */
const ESCAPED_KEY_BYTES: i32 = 98;

let form: i32 = 0;
let keyLength: i32 = 0;
/** The key's last three bytes and its quote: most other keys differ in them. */
let keyTail: u32 = 0;
let from: f64 = 0;
let until: f64 = 0;
let maxRecord: i32 = 0;

let depth: i32 = 0;
let inString: u64 = 0;
let escapes: u64 = 0;
/** Whether the block before held a backslash. */
let slashBefore: bool = false;
/** Where the record under way starts, and where the colon behind its time's key is; -1: there is none. */
let record: i32 = -1;
let colon: i32 = -1;
let uncertain: bool = false;
let place: i32 = FIRST;
/** What lies behind the last record begins here. */
let gap: i32 = 0;
let found: i32 = 0;

/** How many records there were so far, dropped ones included. */
export let seen: i32 = 0;
/** How many of them were dropped. */
export let dropped: i32 = 0;
/** Where scanning goes on. */
export let scanned: i32 = 0;
/** Behind the closing bracket; -1 as long as it has not come. */
export let ended: i32 = -1;
export let failure: i32 = 0;

export function input(): usize {
  return INPUT;
}
export function key(): usize {
  return KEY;
}
export function results(): usize {
  return FOUND;
}

/** @param length the key's length in bytes, 3 to 16, or 0 for none; it stands at `key()` already */
export function configure(limit: i32, timeForm: i32, length: i32, start: f64, end: f64): void {
  maxRecord = limit;
  form = timeForm;
  keyLength = length;
  store<u8>(KEY + <usize>length, <u8>QUOTE);
  keyTail = length == 0 ? 0 : load<u32>(KEY + <usize>length - 3);
  from = start;
  until = end;
}

/** Begins behind an opening bracket. */
export function begin(): void {
  depth = 0;
  inString = 0;
  escapes = 0;
  slashBefore = false;
  record = -1;
  colon = -1;
  uncertain = false;
  place = FIRST;
  gap = 0;
  seen = 0;
  dropped = 0;
  scanned = 0;
  ended = -1;
  failure = 0;
}

/** Whether each bit lies behind an odd number of set bits, itself included. */
@inline function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

@inline function bitmask(lanes: v128, step: i32): u64 {
  return (<u64>(<u32>i8x16.bitmask(lanes))) << (<u64>step << 4);
}

function emit(start: i32, end: i32): void {
  if (end - start > maxRecord) {
    failure = RECORD_TOO_LONG;
    return;
  }
  const slot = FOUND + <usize>found * 12;
  store<i32>(slot, start);
  store<i32>(slot, end, 4);
  store<i32>(slot, seen, 8);
  found++;
  seen++;
}

/**
 * Follows what stands between records: commas, space, and records that are neither objects nor arrays.
 * @param partial whether more of it may come: then what is not at its end yet stays where it is
 */
function crossGap(end: i32, partial: bool): void {
  let k = gap;
  while (failure == 0) {
    while (k < end && isSpace(at(k))) k++;
    gap = k;
    if (k >= end) return;
    const byte = at(k);
    if (place == AFTER_RECORD) {
      if (byte != COMMA) {
        failure = BOUNDS_LOST;
        return;
      }
      place = AFTER_COMMA;
      k++;
      continue;
    }
    if (byte == COMMA) {
      failure = BOUNDS_LOST;
      return;
    }
    let last = k + 1;
    if (byte == QUOTE) {
      while (last < end && at(last) != QUOTE) last += at(last) == BACKSLASH ? 2 : 1;
      if (last >= end) {
        if (!partial) failure = BOUNDS_LOST;
        return;
      }
      last++;
    } else {
      while (last < end && at(last) != COMMA && !isSpace(at(last))) {
        if (at(last) == QUOTE) failure = BOUNDS_LOST;
        last++;
      }
      if (last >= end && partial) return;
      if (last >= end && at(end) != CLOSE_ARRAY) failure = BOUNDS_LOST;
      if (failure != 0) return;
    }
    emit(k, last);
    place = AFTER_RECORD;
    k = last;
    gap = k;
  }
}

/** Notes the time's place if the key that ends with this quote is the time's. */
function matchKey(position: i32, end: i32): void {
  const start = end - keyLength;
  if (start - 1 <= record || at(start - 1) != QUOTE) return;
  for (let k = 0; k < keyLength; k++) {
    if (at(start + k) != <i32>load<u8>(KEY + <usize>k)) return;
  }
  if (at(start - 2) == BACKSLASH) uncertain = true;
  else colon = position;
}

/** A key with space behind it, or with a backslash about: one with an escape might be the time's as well. */
function seekKey(position: i32): void {
  let end = position - 1;
  while (end > record && isSpace(at(end))) end--;
  if (at(end) != QUOTE) {
    uncertain = true;
    return;
  }
  const first = max<i32>(record, end - ESCAPED_KEY_BYTES);
  for (let k = end - 1; k > first && at(k) != QUOTE; k--) {
    if (at(k) == BACKSLASH) {
      uncertain = true;
      return;
    }
  }
  matchKey(position, end);
}

/** Whether the record's time is certain, and outside the period. */
@inline function isOutside(): bool {
  if (form == 0 || uncertain || colon < 0) return false;
  let k = colon + 1;
  while (isSpace(at(k))) k++;
  const time = form == ISO ? isoTime(k) : microsecondTime(k);
  return time < from || time >= until;
}

function closeRecord(end: i32): void {
  if (end - record > maxRecord) failure = RECORD_TOO_LONG;
  else if (isOutside()) {
    seen++;
    dropped++;
  } else emit(record, end);
  record = -1;
  place = AFTER_RECORD;
  gap = end;
}

/** A bracket or colon between records. @returns whether scanning ends here */
function betweenRecords(position: i32, byte: i32): bool {
  crossGap(position, false);
  if (failure != 0) return true;
  if (byte == 0x7b || byte == OPEN_ARRAY) {
    if (place == AFTER_RECORD) {
      failure = BOUNDS_LOST;
      return true;
    }
    record = position;
    colon = -1;
    uncertain = byte == OPEN_ARRAY;
    depth = 1;
    return false;
  }
  if (byte == CLOSE_ARRAY && place != AFTER_COMMA) ended = position + 1;
  else failure = BOUNDS_LOST;
  return true;
}

/**
 * Scans what has been added to the input, in whole blocks.
 * @param length bytes in the input: what was kept of the last piece, and a new one of at most 64 KiB
 * @returns how many records were found; `ended` and `failure` say whether that is all
 */
export function scan(length: i32): i32 {
  found = 0;
  const quotes = i8x16.splat(<i8>QUOTE);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  const opening = i8x16.splat(0x7b);
  const closing = i8x16.splat(0x7d);
  const colons = i8x16.splat(<i8>COLON);
  // `[` and `]` become `{` and `}` by this bit, and nothing else does.
  const bracket = i8x16.splat(0x20);
  let i = scanned;
  for (; i + 64 <= length; i += 64) {
    let quote: u64 = 0;
    let slash: u64 = 0;
    let marks: u64 = 0;
    for (let step = 0; step < 4; step++) {
      const bytes = v128.load(INPUT + <usize>i + (<usize>step << 4));
      const folded = v128.or(bytes, bracket);
      quote |= bitmask(i8x16.eq(bytes, quotes), step);
      slash |= bitmask(i8x16.eq(bytes, backslashes), step);
      const brackets = v128.or(i8x16.eq(folded, opening), i8x16.eq(folded, closing));
      marks |= bitmask(v128.or(brackets, i8x16.eq(bytes, colons)), step);
    }
    const slashNear = slash != 0 || slashBefore;
    slashBefore = slash != 0;
    if ((slash | escapes) != 0) {
      slash &= ~escapes;
      const follows = (slash << 1) | escapes;
      const even: u64 = 0x5555555555555555;
      const oddStarts = slash & ~even & ~follows;
      const sum = oddStarts + slash;
      escapes = sum < slash ? 1 : 0;
      quote &= ~((even ^ (sum << 1)) & follows);
    }
    const inside = prefixXor(quote) ^ inString;
    inString = <u64>(<i64>inside >> 63);
    marks &= ~inside;
    while (marks != 0) {
      const position = i + <i32>ctz(marks);
      marks &= marks - 1;
      const byte = at(position);
      if (depth == 0) {
        if (betweenRecords(position, byte)) return found;
      } else if (byte == COLON) {
        if (depth == 1 && keyLength != 0) {
          if (slashNear || at(position - 1) != QUOTE) seekKey(position);
          else if (load<u32>(INPUT + <usize>position - 4) == keyTail) matchKey(position, position - 1);
        }
      } else if ((byte & 6) == 4) {
        // The closing brackets, 0x5d and 0x7d, differ from the opening ones, 0x5b and 0x7b, in these bits.
        depth--;
        if (depth == 0) {
          closeRecord(position + 1);
          if (failure != 0) return found;
        }
      } else depth++;
    }
  }
  scanned = i;
  if (depth == 0 && i - gap > GAP_BYTES) crossGap(i, true);
  if (depth > 0 ? i - record > maxRecord : i - gap > maxRecord + GAP_BYTES) failure = RECORD_TOO_LONG;
  return found;
}

/** Moves what is still needed to the front. @returns its length */
export function keep(length: i32): i32 {
  const start = depth > 0 ? record : gap;
  if (start > 0) memory.copy(INPUT, INPUT + <usize>start, length - start);
  if (depth > 0) {
    record = 0;
    if (colon >= 0) colon -= start;
  } else gap = 0;
  scanned -= start;
  return length - start;
}
