import { describe, expect, it } from 'vitest';
import { NO_ROWS } from '../../../functions/core/accounting.ts';
import type { DataTypeRecord, Donation } from '../../../functions/core/donation.ts';
import { asHeldBack, asReviewed, isHeldBack, isUnreleased } from '../../../functions/core/review.ts';

const [BEFORE, BEGUN, AFTER] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-02T00:00:01.000Z'];
const TIMES = { min_time: '2025-01-01T00:00:00.000Z', max_time: '2025-12-31T00:00:00.000Z' };

const type = (more: Partial<DataTypeRecord> = {}): DataTypeRecord => ({
  ...{ data_type: 'search', state: 'ready', counts: { ...NO_ROWS, seen: 10, kept: 10 }, ...TIMES },
  ...more,
});
/** One that this release has rewritten already. */
const rewritten = (more: Partial<DataTypeRecord> = {}) =>
  type({ counts: { ...NO_ROWS, seen: 10, kept: 7 }, removed: 3, released_at: AFTER, ...more });

type Standing = Pick<Donation, 'review' | 'reviewing' | 'status'>;
const reviewing = (removed: Record<string, number> = {}, release_at?: string): Standing => ({
  ...{ status: 'review', review: { days: 7 } },
  reviewing: { until: AFTER, version: 3, removals: [], removed, ...(release_at && { release_at }) },
});

describe('what the study is told of a data type', () => {
  it('under review: its counts as they arrived, and no time', () => {
    const [told] = asHeldBack(reviewing({ search: 3 }), [type()]);
    expect(told).toEqual({ data_type: 'search', state: 'ready', counts: { ...NO_ROWS, seen: 10, kept: 10 } });
  });

  it.each([{}, { state: 'empty' as const, counts: { ...NO_ROWS, seen: 10 }, removed: 10 }])(
    'while the others are still being released: the same, case %#',
    (more) => {
      const donation = reviewing({}, BEGUN);
      const [told] = asHeldBack(donation, [rewritten(more)]);
      expect(told).toEqual({ data_type: 'search', state: 'ready', counts: { ...NO_ROWS, seen: 10, kept: 10 } });
      expect(isHeldBack(donation, rewritten(more))).toBe(true);
      // The file itself lacks the rows already.
      expect(isUnreleased(donation, rewritten(more))).toBe(false);
    },
  );

  it('of an earlier review, or once all are released: everything', () => {
    const earlier = rewritten({ released_at: BEFORE });
    expect(asHeldBack(reviewing({}, BEGUN), [earlier])).toEqual([earlier]);
    expect(asHeldBack({ status: 'processed', review: { days: 7 } }, [rewritten()])).toEqual([rewritten()]);
  });

  it('without a review: everything', () => {
    expect(asHeldBack({ status: 'processed' }, [type()])).toEqual([type()]);
  });
});

describe('what its participant is told of a data type', () => {
  it('is what is left, and no time that could be a removed row’s', () => {
    const [told] = asReviewed(reviewing({ search: 3 }), [type()]);
    const counts = { ...NO_ROWS, seen: 10, kept: 7 };
    expect(told).toEqual({ data_type: 'search', state: 'ready', counts, removed: 3 });
  });

  it('is everything where nothing was removed, or it was released', () => {
    expect(asReviewed(reviewing(), [type()])).toEqual([type()]);
    expect(asReviewed(reviewing({ search: 3 }), [rewritten()])).toEqual([rewritten()]);
  });
});
