/** test/support/fuzz/values.ts — values that programs stumble over, as they are written in addresses, headers and JSON. */

const MIB = 1024 ** 2;

/** Days and times, most of which are none. */
const DATES = [
  ...['2024-02-30', '0000-00-00', '0000-01-01', '+275760-09-13', '10000-01-01', '-000001-01-01', '9999-12-31'],
  ...[
    '2024-1-1',
    '2024-01-01T00:00:00Z',
    '2999-12-31T23:59:59-23:59',
    '9999-12-31T23:59:59-23:59',
    '99999999999999999',
  ],
];

const NUMBERS = ['NaN', '1e400', '-1', '0', '9007199254740993', '0x10', '1.5', '١٢', '1e3', '-0', 'Infinity'];

/** Names that every object has. */
export const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[x]'];

const TEXTS = [
  '',
  ' ',
  '\t\n',
  '\u0000',
  '\u0007\u001b[31m',
  '\u202e\ufeff',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
];

const ADDRESSES = [
  'javascript:alert(1)',
  'https://a:b@c.example/',
  'http://[::1',
  '//evil.example/',
  'data:text/html,x',
];

/** Texts that break a line of a header where they are put into one as they stand. */
const INJECTED = 'x\r\nX-Injected: 1\r\n\r\n';

/** As they stand in an address, escaped or not; none has a space or a line's end. */
export const inAddress: readonly string[] = [
  ...[...TEXTS, ...DATES, ...NUMBERS, ...NAMES, ...ADDRESSES, INJECTED].map(encodeURIComponent),
  ...['%', '%zz', '%00', '%c0%80', '%ff%fe', '%ed%a0%80', '%u0041', '+', '%2b', '%25%30%30'],
  ...['..', '%2e%2e', '..%2f..%2f', '..%5c', '%2f', ';a=b', '{id}', '*', '\\', 'a,b', '[]', '|', '"'],
  ...['a'.repeat(8 * 1024), '%f0%9f%92%a9'.repeat(600), `${'/'.repeat(4000)}x`],
];

/** As bytes of a header's value. */
export const inHeader: readonly string[] = [
  ...['', ' ', '\t', ...DATES.slice(0, 3), ...NUMBERS.slice(0, 4), ...NAMES, ...ADDRESSES],
  ...[
    '\u00e4\u00ff',
    '=',
    ';;;',
    ',',
    '"',
    '%00',
    'a'.repeat(8 * 1024),
    'a=b; '.repeat(1500),
    `token ${' '.repeat(7000)}`,
  ],
];

/** Values that HTTP itself may refuse: a header with a control character, one too many, one too long. */
export const againstHttp: readonly string[] = ['\u0000', 'a\u0001b', INJECTED, 'a\nb', 'a\rb', 'a'.repeat(40 * 1024)];

const quoted = (text: string): string => JSON.stringify(text);
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** JSON for one field; the last ones are none. Made when they are needed, for some are long. */
export const inJson: readonly (() => string)[] = [
  ...[...TEXTS, ...DATES, ...NUMBERS, ...NAMES, ...ADDRESSES, INJECTED].map((text) => () => quoted(text)),
  ...['null', 'true', '[]', '{}', '[null]', '[[]]', '[""]', '[1,{"a":2}]', '-1', '0', '1e400', '-1e400', '1.5'],
  ...['9007199254740993', '"\\ud800"', '"\\udc00\\ud800"', '["\\ud83d"]', '"\\u0000"', '["__proto__","constructor"]'],
  ...[
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"toString":1,"length":9}',
  ],
  ...['NaN', 'undefined', '01', "'x'", '"\u0001"', '{"a":', '"\\x"', '[1,]', '/**/1'],
  () => quoted('a'.repeat(MIB)),
  () => quoted('ä\u0000'.repeat(MIB / 4)),
  () => quoted(`en${'-aaaaaaaa'.repeat(60_000)}`),
  () => quoted(`https://a.example/${'a'.repeat(MIB / 2)}`),
  () => quoted(`2027-01-31T12:00:00.${'0'.repeat(MIB / 2)}Z`),
  () => '9'.repeat(MIB),
  () => nested(10_000),
  () => '{"a":'.repeat(10_000) + '1'.concat('}'.repeat(10_000)),
  () => `[${'0,'.repeat(400_000)}0]`,
  () => `[${`${quoted('search')},`.repeat(100_000)}"search"]`,
].map((value) => (typeof value === 'string' ? () => value : value));

/** Whole bodies that are not what is expected, whatever is expected. */
export const bodies: readonly (() => Buffer | string)[] = [
  ...[
    '',
    ' ',
    '{',
    '{}',
    '[]',
    'null',
    'true',
    '1',
    '"text"',
    '{"a":1',
    '{"a":1}}',
    '\u0000',
    'a=b&c=d',
    '<a/>',
    '[{}]',
  ],
  '{"source_type":"google_portability","source_type":{}}',
  () => Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  () => Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
  () => Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  () => Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  () => nested(10_000),
  () => '['.repeat(4_900_000),
  () => '{"a":'.repeat(900_000),
  () => `{${Array.from({ length: 300_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
  () => `{"requested_data_types":[${'1,'.repeat(2_000_000)}1]}`,
  () => `{"${'k'.repeat(4 * MIB)}":1}`,
  () => Buffer.alloc(5_000_001, 0x20),
  () => Buffer.alloc(10 * MIB + 1, 0x20),
].map((body) => (typeof body === 'string' ? () => body : body));

/** Content types under which JSON is not expected; the last ones are JSON in other words. */
export const CONTENT_TYPES = [
  ...['', 'text/plain', 'application/jsonx', 'multipart/form-data; boundary=x', 'application/octet-stream', 'json'],
  ...['application/json, text/html', 'APPLICATION/JSON', 'application/json; charset=utf-16', 'application/json;'],
];

/** Methods that no address takes. */
export const METHODS = ['HEAD', 'OPTIONS', 'PATCH', 'PUT', 'TRACE', 'PROPFIND'];
