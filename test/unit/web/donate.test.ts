import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellValue, filledFields, readableColumns, valueText } from '../../../web/donate/columns.ts';
import { isUnreleased, milestones, moves, releasedAt, stageOf } from '../../../web/donate/stage.ts';
import { speak } from '../../../web/i18n/messages.ts';
import { nextDelay } from '../../../web/lib/poll.ts';
import { isWebAddress } from '../../../web/lib/web-address.ts';
import {
  AT,
  agreed,
  dataType,
  newDonation,
  processed,
  underReview,
  watchedRows,
  working,
} from '../../support/participant-views.ts';

beforeAll(() => speak('en'));

describe('the stage of a donation', () => {
  it('follows consent and status', () => {
    const declined = newDonation({ consent: { ...agreed, accepted_at: null, declined_at: AT } });
    expect(stageOf(newDonation())).toBe('consent');
    expect(stageOf(declined)).toBe('declined');
    expect(stageOf(declined, true)).toBe('consent');
    expect(stageOf(newDonation({ consent: agreed }))).toBe('authorize');
    expect(stageOf({ ...working, status: 'authorized' })).toBe('working');
    expect(stageOf(working)).toBe('working');
    expect(stageOf(processed)).toBe('result');
    expect(stageOf({ ...processed, status: 'error' })).toBe('result');
  });

  it('is a review from when the copy has arrived until the study has it', () => {
    const releasing = { ...underReview, review: { days: 7, until: AT, releasing: true } };
    const released = { ...processed, review: { days: 7, until: null, releasing: false } };
    expect([underReview, releasing, released].map((donation) => stageOf(donation))).toEqual([
      'review',
      'review',
      'result',
    ]);
    expect([underReview, releasing, released].map(moves)).toEqual([true, true, false]);
  });
});

describe('what a review has released', () => {
  const review = { days: 7, until: null, releasing: false };
  const type = (state: 'ready' | 'empty', released_at: string | null = null) =>
    dataType('search', 'Searches', { state, released_at });

  it('is held back until then, where the study has a review and there are rows', () => {
    const isHeld = [type('ready'), type('ready', AT), type('empty')].map((one) => isUnreleased({ review }, one));
    expect(isHeld).toEqual([true, false, false]);
    expect(isUnreleased({ review: null }, type('ready'))).toBe(false);
  });

  it('was given when the latest of it was, or not at all', () => {
    const later = '2026-02-03T10:00:00.000Z';
    expect(releasedAt({ data_types: [type('ready', AT), type('ready', later), type('empty')] })).toBe(later);
    expect(releasedAt({ data_types: [type('empty'), type('ready')] })).toBeNull();
  });
});

describe('the timeline', () => {
  it('parts what is behind from what runs and what is to come', () => {
    const states = Object.fromEntries(milestones(working).map(({ step, state }) => [step, state]));
    expect(states).toEqual({
      consent: 'done',
      authorize: 'done',
      initiate: 'done',
      poll: 'current',
      download: 'upcoming',
      filter: 'upcoming',
      store: 'upcoming',
      done: 'upcoming',
    });
  });

  it('has a review where the study lets the participant look first', () => {
    const upcoming = { ...working, review: { days: 7, until: null, releasing: false } };
    const stateOf = (donation: typeof working) => milestones(donation).find(({ step }) => step === 'review')?.state;
    expect([working, upcoming, underReview].map(stateOf)).toEqual([undefined, 'upcoming', 'current']);
  });

  it('gives no time of an earlier authorization to a step that is still to come', () => {
    const again = { ...working, timeline: [...working.timeline, { step: 'store' as const, at: AT }] };
    expect(milestones(again).find(({ step }) => step === 'store')).toEqual({
      step: 'store',
      state: 'upcoming',
      at: null,
    });
  });

  it('shows only what was reached once all has ended, also after a refused second authorization', () => {
    const refused = { ...processed, step: 'authorize' as const };
    expect(milestones(refused).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  });
});

describe('the wait between two questions', () => {
  it('is a second after a change and never longer than fifteen', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 50 }), (changes) => {
        let delay = 1000;
        for (const changed of changes) {
          const next = nextDelay(delay, changed);
          expect(next).toBe(changed ? 1000 : Math.min(15_000, delay * 1.5));
          delay = next;
        }
      }),
    );
  });
});

describe('the columns of the table', () => {
  it('are those that people recognise their data by', () => {
    expect(readableColumns(watchedRows(3)).map(([name]) => name)).toEqual(['title', 'action', 'channel_name', 'url']);
  });

  it('are the first that hold plain values where none is known', () => {
    const row = { time: AT, timestamp: 1, list: ['x'], empty: null, a: 'A', b: 2, c: true, d: 'D', e: 'E' };
    expect(readableColumns([row])).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('show one of several fields where rows of one kind differ', () => {
    const viewed = { time: AT, timestamp: 1, title: 'Viewed', url: 'https://example.org/1' };
    const liked = { time: AT, timestamp: 1, title: null, url: null, content_url: 'https://example.org/2' };
    const columns = readableColumns([viewed, liked]);
    expect(columns.map((column) => cellValue(viewed, column))).toEqual(['Viewed', 'https://example.org/1']);
    expect(columns.map((column) => cellValue(liked, column))).toEqual([undefined, 'https://example.org/2']);
  });

  it('are none for no rows', () => {
    expect(readableColumns([])).toEqual([]);
  });
});

describe('a value', () => {
  it.each([
    [null, ''],
    [true, 'yes'],
    [false, 'no'],
    [0, '0'],
    [['a', 'b'], 'a, b'],
    [{ a: 1 }, '{\n "a": 1\n}'],
  ])('%j reads as text', (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  it('is a link only when it is a web address', () => {
    expect(isWebAddress('https://example.org')).toBe(true);
    for (const value of ['javascript:alert(1)', 'data:text/html,x', '//example.org', 7, null])
      expect(isWebAddress(value)).toBe(false);
  });

  it('is left out of a row when there is none', () => {
    expect(filledFields({ time: null, timestamp: null, a: '', b: 0, c: false })).toEqual([
      ['b', 0],
      ['c', false],
    ]);
  });
});
