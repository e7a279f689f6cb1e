import { describe, expect, it } from 'vitest';
import { isAnnounced, readMetadata } from '../../../functions/core/file-metadata.ts';

const faultOf = (text: string): string | undefined => {
  const outcome = readMetadata(text);
  return 'fault' in outcome ? outcome.fault : undefined;
};
const WITH = (more: object) => JSON.stringify({ tags: [], description: '', ...more });
const NO_DESCRIPTION = '"description" is a required field of the metadata';
const DATES = 'Dates must be in ISO 8601 format';
const MD5 = 'Invalid MD5 specified';

describe('metadata', () => {
  it.each([
    ['x', 'could not parse the uploaded metadata'],
    ['[]', NO_DESCRIPTION],
    // Where the original ends with 500.
    ['5', NO_DESCRIPTION],
    ['null', NO_DESCRIPTION],
    ['"description tags"', NO_DESCRIPTION],
    ['{}', NO_DESCRIPTION],
    ['{"description": 5}', '"description" must be a string'],
    ['{"description": ""}', '"tags" is a required field of the metadata'],
    ['{"description": "", "tags": "a"}', '"tags" must be an array of strings'],
    [WITH({ creation_date: 'yesterday', md5: '' }), DATES],
    [WITH({ md5: '' }), MD5],
    [WITH({ md5: 'abc' }), MD5],
    [WITH({ md5: 5 }), MD5],
    [WITH({ md5: null }), MD5],
  ])('%s is told its first fault', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it.each([
    WITH({}),
    WITH({ tags: [1, {}], more: { nested: [null] } }),
    WITH({ md5: '0123456789abcdef0123456789ABCDEF' }),
    // The original looks at the shape of the first 32 characters only.
    WITH({ md5: 'z'.repeat(40) }),
    WITH({ description: 'x'.repeat(500) }),
  ])('%s is taken', (text) => {
    expect(readMetadata(text)).toEqual({ metadata: JSON.parse(text) });
  });

  it('may have 64 KB', () => {
    expect(faultOf(WITH({ more: 'x'.repeat(60_000) }))).toBeUndefined();
    expect(faultOf(WITH({ more: 'x'.repeat(1_000_000) }))).toBe('The metadata may have 64 KB at most');
  });

  it('announces bytes by their md5, whatever its case, or says nothing of them', () => {
    expect(isAnnounced({}, 'ab')).toBe(true);
    expect(isAnnounced({ md5: 'AB' }, 'ab')).toBe(true);
    expect(isAnnounced({ md5: 'ab1' }, 'ab')).toBe(false);
  });
});

describe('a date', () => {
  it.each([
    ...['2016', '2016-01', '2016-01-01', '2016-1-1', '2016/01/01', '20160101', '2016-01-01 10:10', '20160101T101010Z'],
    ...['2016-W01', '2016W011', '2016-W53-7', '2016-366', '2016001', '2016-02-29', '2016-01-01T10', '2016-01-01T24:00'],
    ...['2016-01-01T10:10:10.123456+02:00', '2016-01-01T101010,5-0330', '2016-01-01t10:10z'.toUpperCase()],
    ...[0, 1451606400, 1451606400.5, 1451606400000, -1],
  ])('%s is taken', (date) => {
    expect(faultOf(WITH({ start_date: date }))).toBeUndefined();
  });

  it.each([
    ...['', 'yesterday', '1451606400', '2016-13-45', '2016-02-30', '2015-02-29', '2015-366', '2016-00', '0000-01-01'],
    ...['2016-01-01T', '2016-01-01T25:00', '2016-01-01T24:01', '2016-01-01T10:60', '2016-01-01  10:10', ' 2016'],
    ...['2016-01/01', '2016-W54', '2016-W01-8', '2016-01-01T10:1010', null, true, [], {}, 1e30, -1e30],
  ])('%s is refused', (date) => {
    for (const name of ['creation_date', 'start_date', 'end_date']) {
      expect(faultOf(WITH({ [name]: date }))).toBe(DATES);
    }
  });
});
