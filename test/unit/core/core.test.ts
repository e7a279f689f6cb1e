import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, isBalanced, NO_ROWS } from '../../../functions/core/accounting.ts';
import { covers } from '../../../functions/core/adoption.ts';
import { backoff } from '../../../functions/core/backoff.ts';
import { canAuthorize, type DataTypeRecord, type Donation, settledStatus } from '../../../functions/core/donation.ts';
import { idPattern, newId } from '../../../functions/core/id.ts';
import type { Job } from '../../../functions/core/job.ts';
import { outcomeOf } from '../../../functions/core/outcome.ts';
import { contains, toInterval } from '../../../functions/core/period.ts';
import { codeChallenge, hashToken, newReceipt, newToken } from '../../../functions/core/token.ts';

describe('the study period', () => {
  it('holds both its days whole, in UTC', () => {
    const interval = toInterval({ start: '2024-01-01', end: '2024-01-31' });
    expect(contains(interval, Date.parse('2023-12-31T23:59:59.999Z'))).toBe(false);
    expect(contains(interval, Date.parse('2024-01-01T00:00:00Z'))).toBe(true);
    expect(contains(interval, Date.parse('2024-01-31T23:59:59.999Z'))).toBe(true);
    expect(contains(interval, Date.parse('2024-02-01T00:00:00Z'))).toBe(false);
  });

  it('is open where a bound is absent', () => {
    expect(contains(toInterval({}), 0)).toBe(true);
    expect(contains(toInterval({ start: '2024-01-01' }), Date.parse('2124-01-01'))).toBe(true);
  });

  it('may be one day, but not end before it starts', () => {
    expect(() => toInterval({ start: '2024-02-02', end: '2024-02-02' })).not.toThrow();
    expect(() => toInterval({ start: '2024-02-02', end: '2024-02-01' })).toThrow('invalid');
  });
});

describe('row accounting', () => {
  it('stays balanced when balanced counts are added', () => {
    const balanced = fc
      .tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat())
      .map(([kept, outside_period, undated, malformed, filtered, duplicate]) => ({
        seen: kept + outside_period + undated + malformed + filtered + duplicate,
        ...{ kept, outside_period, undated, malformed, filtered, duplicate },
      }));
    fc.assert(fc.property(fc.array(balanced), (all) => isBalanced(addCounts(...all))));
    expect(isBalanced({ ...NO_ROWS, seen: 1 })).toBe(false);
  });
});

describe('the backoff', () => {
  it('doubles from one unit to sixty, and never undercuts what the provider asks for', () => {
    const units = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((attempt) => backoff(attempt, 60, 0) / 60_000);
    expect(units).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(backoff(0, 1, 0, 120)).toBe(120_000);
    expect(backoff(3, 60, 0.999)).toBeLessThanOrEqual(8 * 60_000 * 1.1 + 1000);
  });
});

describe('adopting an earlier export', () => {
  const interval = toInterval({ start: '2024-01-01', end: '2024-12-31' });
  const consent = Date.parse('2024-06-01T12:00:00Z');

  it.each([
    ['covers all and reaches this consent', {}, '2024-06-01T12:00:01Z', true],
    ['starts with our period', { startTime: '2024-01-01T00:00:00Z' }, '2025-01-01T00:00:00Z', true],
    ['starts too late', { startTime: '2024-01-02T00:00:00Z' }, '2025-01-01T00:00:00Z', false],
    ['ends before this consent', {}, '2024-05-31T00:00:00Z', false],
  ])('that %s: %s', (_, start, exportTime, expected) => {
    expect(covers({ ...start, exportTime }, interval, consent)).toBe(expected);
  });

  it('of unknown reach is refused', () => {
    expect(covers({}, interval, consent)).toBe(false);
  });
});

describe('the outcome of a data type', () => {
  const job = (group: string, state: Job['state'], reason?: Job['reason']): Job => ({
    ...{ group, state, execution: 1, polls: 0, retries: 0 },
    ...(reason && { reason }),
  });

  it('is open while one of its jobs is', () => {
    expect(outcomeOf(['a', 'b'], [job('a', 'filtered'), job('b', 'open')]).kind).toBe('open');
  });

  it('does not hang on jobs of other groups', () => {
    expect(outcomeOf(['a'], [job('a', 'filtered'), job('b', 'open')]).kind).toBe('arrived');
  });

  it('is failed as a whole when one of its jobs failed', () => {
    const jobs = [job('a', 'filtered'), job('b', 'failed', 'provider_failed')];
    expect(outcomeOf(['a', 'b'], jobs)).toEqual({ kind: 'failed', reason: 'provider_failed' });
  });

  it('goes on with the groups that were granted', () => {
    const outcome = outcomeOf(['a', 'b'], [job('a', 'filtered'), job('b', 'failed', 'access_denied')]);
    expect(outcome).toMatchObject({ kind: 'arrived', notGranted: ['b'] });
  });

  it('is not granted when none was', () => {
    expect(outcomeOf(['a'], [job('a', 'failed', 'access_denied')])).toEqual({ kind: 'not_granted', groups: ['a'] });
  });

  it('is expired when a job passed its deadline', () => {
    expect(outcomeOf(['a'], [job('a', 'expired')])).toEqual({ kind: 'expired', reason: 'deadline_passed' });
  });
});

describe('a donation', () => {
  const types = (...states: DataTypeRecord['state'][]): DataTypeRecord[] =>
    states.map((state, at) => ({ data_type: `type_${at}`, state, counts: NO_ROWS }));
  const donation = (status: Donation['status']) => ({ status }) as Donation;

  it('is processed when any data type is ready or empty, else an error', () => {
    expect(settledStatus(types('failed', 'ready'))).toBe('processed');
    expect(settledStatus(types('not_granted', 'empty'))).toBe('processed');
    expect(settledStatus(types('not_granted', 'failed', 'expired'))).toBe('error');
  });

  it('can be authorized again only where that can change something', () => {
    expect(canAuthorize(donation('pending'), types('requested'))).toBe(true);
    expect(canAuthorize(donation('processing'), types('running'))).toBe(false);
    expect(canAuthorize(donation('processed'), types('ready', 'empty'))).toBe(false);
    expect(canAuthorize(donation('processed'), types('ready', 'not_granted'))).toBe(true);
    expect(canAuthorize(donation('error'), types('failed'))).toBe(true);
  });
});

describe('tokens and ids', () => {
  it('hold 256 bits behind a prefix, and are kept as their hash only', () => {
    expect(newToken('researcher')).toMatch(/^dgr_[\w-]{43}$/);
    expect(newToken('donation')).not.toBe(newToken('donation'));
    expect(hashToken('a')).toMatch(/^[\w-]{43}$/);
  });

  it('challenge with the example of RFC 7636, appendix B', () => {
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('give receipts that can be read out', () => {
    expect(newReceipt()).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('make ids that tell what they are of', () => {
    expect(newId('don')).toMatch(idPattern('don'));
  });
});
