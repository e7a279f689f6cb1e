import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArrayScanner, type Neighbours } from '../../../functions/archive/scanner/array-scanner.ts';
import { ArchiveError } from '../../../functions/archive/types.ts';
import { parseTime } from '../../../functions/providers/google/time.ts';
import { anyJson, nastyText, space } from '../../support/json-arbitraries.ts';
import { recordsIn } from '../../support/json-oracle.ts';

type Options = ConstructorParameters<typeof ArrayScanner>[0];

/** Scans what follows the opening bracket, in pieces. @returns the records as texts, and what follows the array */
function scan(bytes: Uint8Array, piece: number, options: Options = { maxRecordBytes: 1e6 }) {
  const scanner = new ArrayScanner(options);
  const found: string[] = [];
  const take = ({ bytes: buffer, bounds }: Neighbours) => {
    for (let n = 0; n < bounds.length; n += 2) {
      found.push(Buffer.from(buffer.subarray(bounds[n], bounds[n + 1])).toString('latin1'));
    }
  };
  scanner.begin();
  for (let from = 0; from < bytes.length; from += piece) {
    const rest = scanner.scan(bytes.subarray(from, from + piece), take);
    if (rest) {
      return { found, rest: Buffer.concat([rest, bytes.subarray(from + piece)]), dropped: scanner.dropped };
    }
  }
  const rest = scanner.finish(take);
  return { found, rest: Buffer.from(rest), dropped: scanner.dropped };
}

const piece = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(63, 64, 65, 128, 4096, 65_536, 70_000));

/** The scanner and the oracle must agree on anything at all. */
function agree(bytes: Buffer, size: number): void {
  const expected = recordsIn(bytes);
  let found: ReturnType<typeof scan> | undefined;
  try {
    found = scan(bytes, size);
  } catch (error) {
    if (!(error instanceof ArchiveError && error.code === 'bounds_lost')) throw error;
  }
  expect(found?.found).toEqual(expected?.bounds.map(([start, end]) => bytes.subarray(start, end).toString('latin1')));
  expect(found?.rest.toString('latin1')).toEqual(expected && bytes.subarray(expected.end).toString('latin1'));
}

describe('the scanner', () => {
  it('finds the records of any array in any layout and any chunking, and where it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyJson, space, space, fc.nat(3))), space, piece, (elements, outer, size) => {
        const inner = elements.map(([each, a, b, indent]) => `${a}${JSON.stringify(each, null, indent)}${b}`).join(',');
        agree(Buffer.from(`${inner}]${outer}{"more":[1]}`), size);
      }),
      { numRuns: 400 },
    );
  });

  it('agrees with the oracle about what is no array, too', () => {
    const pieces = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', 'a', '1', 'time', '\\\\', '\\"');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), piece, fc.nat(200), (parts, size, before) => {
        agree(Buffer.from(`${' '.repeat(before)}${parts.join('')}`), size);
        agree(Buffer.from(`{"a":"${'x'.repeat(before)}"},${parts.join('')}]`), size);
      }),
      { numRuns: 800 },
    );
  });

  it('agrees with the oracle about arrays of many small values, of which memory holds few', () => {
    const values = fc.constantFrom('1', '"a"', '"\\""', 'null', '{}', '"x\\\\"', '[]', 'true');
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 8 }), fc.constantFrom(997, 65_536), (some, size) => {
        const text = `${Array.from({ length: 30_000 }, (_, n) => some[n % some.length]).join(',')}]`;
        agree(Buffer.from(text), size);
      }),
      { numRuns: 3 },
    );
  });

  it('is what its source compiles to', async () => {
    const { spawnSync } = await import('node:child_process');
    const { status, stderr } = spawnSync(process.execPath, ['bin/build-scanner.ts', '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

const interval = { from: Date.parse('2024-02-01T00:00:00Z'), until: Date.parse('2024-03-01T00:00:00Z') };

/** Keeps what the reader would keep, and may keep more: never drops what lies inside. */
function checkDropping(
  records: readonly string[],
  time: (record: Record<string, unknown>) => number | null,
  size: number,
  rawTime: { key: string; form: 'iso' | 'usec' },
) {
  const text = Buffer.from(`${records.join(' , ')}]`);
  const { found, dropped } = scan(text, size, { maxRecordBytes: 1e6, prefilter: { rawTime, interval } });
  const isInside = (record: string): boolean => {
    const at = time(JSON.parse(record));
    return at === null || (at >= interval.from && at < interval.until);
  };
  const kept = found.map((each) => Buffer.from(each, 'latin1').toString());
  expect(kept.filter(isInside)).toEqual(records.filter(isInside));
  expect(kept.length + dropped).toBe(records.length);
  return { kept, certain: records.filter((record) => !isInside(record)).length === dropped };
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const fraction = fc.oneof(
  fc.constant(''),
  fc
    .integer({ min: 1, max: 10 })
    .chain(digits)
    .map((text) => `.${text}`),
);
const near = fc
  .integer({ min: interval.from - 3_000, max: interval.until + 3_000 })
  .map((time) => new Date(time).toISOString().slice(0, 19));
const anyClock = fc
  .tuple(digits(4), digits(2), digits(2), digits(2), digits(2), digits(2))
  .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}`);
const edge = fc.constantFrom(
  '2024-01-31T23:59:59',
  '2024-02-29T23:59:59',
  '2024-03-01T00:00:00',
  '2023-02-29T00:00:00',
);
const clock = fc.oneof(near, edge, anyClock);
const zone = fc.oneof({ weight: 4, arbitrary: fc.constant('Z') }, fc.constantFrom('z', '+01:00', '-0100', '', ' UTC'));
const isoText = fc.tuple(clock, fraction, zone).map((parts) => parts.join(''));
const timeValue = fc.oneof(
  { weight: 6, arbitrary: isoText },
  nastyText,
  fc.constantFrom(null, 5, {}, ['2020-01-01T00:00:00Z']),
);
const key = fc.oneof(
  { weight: 2, arbitrary: fc.constant('time') },
  fc.constantFrom('ime', 'atime', '"time', '\\time', 'time '),
  nastyText,
);
/** Writes a key or a text with escapes where none are needed. */
const escaped = (text: string): string =>
  `"${[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
const member = fc
  .tuple(key, timeValue, space, space, fc.boolean())
  .map(
    ([name, value, before, after, isEscaped]) =>
      `${isEscaped && name === 'time' ? escaped(name) : JSON.stringify(name)}${before}:${after}${JSON.stringify(value)}`,
  );
const nested = fc.tuple(nastyText, member).map(([name, inner]) => `${JSON.stringify(name)}:[{${inner}}]`);
const record = fc
  .array(fc.oneof({ weight: 3, arbitrary: member }, nested), { maxLength: 5 })
  .map((members) => `{${members.join(',')}}`);

describe('the scanner with a period', () => {
  it('drops no record that could lie inside, whatever its keys and times look like', () => {
    const time = (each: Record<string, unknown>) => parseTime(each.time);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), piece, (records, size) => {
        checkDropping(records, time, size, { key: 'time', form: 'iso' });
      }),
      { numRuns: 800 },
    );
  });

  it('drops every record outside that is written as platforms write them', () => {
    const plain = fc.record({
      a: nastyText,
      time: fc
        .tuple(
          near,
          fraction.filter((text) => text.length < 11),
        )
        .map((parts) => `${parts.join('')}Z`),
      b: anyJson,
    });
    fc.assert(
      fc.property(fc.array(plain), fc.nat(3), piece, (records, indent, size) => {
        const texts = records.map((each) => JSON.stringify(each, null, indent));
        const { certain } = checkDropping(texts, ({ time }) => parseTime(time), size, { key: 'time', form: 'iso' });
        expect(certain).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  it('reads microseconds since the epoch', () => {
    const usec = fc.oneof(
      fc.integer({ min: (interval.from - 5) * 1000, max: (interval.from + 5) * 1000 }),
      fc.integer({ min: (interval.until - 5) * 1000, max: (interval.until + 5) * 1000 }),
      fc.constantFrom(0, -5, 1.5e15, '1707000000000000', null, 1e300),
    );
    const time = ({ time_usec }: Record<string, unknown>) =>
      typeof time_usec === 'number' ? Math.floor(time_usec / 1000) : null;
    fc.assert(
      fc.property(fc.array(usec), piece, (times, size) => {
        const texts = times.map((each) => `{"url":"x","time_usec" : ${JSON.stringify(each)}}`);
        checkDropping(texts, time, size, { key: 'time_usec', form: 'usec' });
      }),
      { numRuns: 250 },
    );
    const { dropped } = scan(Buffer.from('{"time_usec":1500000000000000},{"time_usec":1707000000000000}]'), 99, {
      ...{ maxRecordBytes: 1e6, prefilter: { rawTime: { key: 'time_usec', form: 'usec' }, interval } },
    });
    expect(dropped).toBe(1);
  });
});
