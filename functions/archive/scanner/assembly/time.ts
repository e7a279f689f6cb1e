/** functions/archive/scanner/assembly/time.ts — times as they stand in records, in milliseconds since the epoch. */
import { at, COLON, COMMA, isSpace, QUOTE } from './memory';

/** Reads so many decimal digits; -1 when one of them is none. */
@inline function digits(position: i32, count: i32): i32 {
  let value = 0;
  for (let k = 0; k < count; k++) {
    const digit = at(position + k) - 48;
    if (<u32>digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; month from 1. @see https://howardhinnant.github.io/date_algorithms.html */
@inline function daysSinceEpoch(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

@inline function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Milliseconds since the epoch of `"YYYY-MM-DDTHH:MM:SS[.f…]Z"`; NaN for anything else. */
export function isoTime(start: i32): f64 {
  if (at(start) != QUOTE) return NaN;
  const p = start + 1;
  const year = digits(p, 4);
  const month = digits(p + 5, 2);
  const day = digits(p + 8, 2);
  const hour = digits(p + 11, 2);
  const minute = digits(p + 14, 2);
  const second = digits(p + 17, 2);
  if (at(p + 4) != 0x2d || at(p + 7) != 0x2d || at(p + 10) != 0x54 || at(p + 13) != COLON || at(p + 16) != COLON) return NaN;
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  if (<u32>hour > 23 || <u32>minute > 59 || <u32>second > 59) return NaN;
  let k = p + 19;
  let fraction = 0;
  if (at(k) == 0x2e) {
    k++;
    let count = 0;
    for (; <u32>(at(k) - 48) <= 9 && count < 10; k++, count++) {
      if (count < 3) fraction = fraction * 10 + at(k) - 48;
    }
    if (count < 1 || count > 9) return NaN;
    if (count == 1) fraction *= 100;
    else if (count == 2) fraction *= 10;
  }
  if (at(k) != 0x5a || at(k + 1) != QUOTE) return NaN;
  const clock = <f64>((hour * 60 + minute) * 60 + second) * 1000.0 + <f64>fraction;
  return <f64>daysSinceEpoch(year, month, day) * 86400000.0 + clock;
}

/** Milliseconds since the epoch of a whole number of microseconds, rounded down; NaN for anything else. */
export function microsecondTime(start: i32): f64 {
  let value: i64 = 0;
  let k = start;
  for (; <u32>(at(k) - 48) <= 9 && k - start < 17; k++) value = value * 10 + <i64>(at(k) - 48);
  const behind = at(k);
  if (k == start || (behind != COMMA && behind != 0x7d && !isSpace(behind))) return NaN;
  return <f64>(value / 1000);
}
