/** test/support/json-arbitraries.ts — JSON values and layouts that a scanner could stumble over. */
import fc from 'fast-check';

export const nastyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"},{"',
    '\\',
    '\\"',
    '"time": "x"',
    '[{',
    '}]',
    '\u2028',
    'é\ud83d\ude00',
    '\n',
    '',
    '"time":"2020-01-01T00:00:00Z"',
  ),
);

export const anyJson = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(nastyText, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(nastyText, tie('any'), { maxKeys: 4 }),
  ),
})).any;

export const space = fc.constantFrom('', ' ', '\n', '\r\n\t ', '\n  ', ' '.repeat(70));
