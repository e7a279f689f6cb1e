import { describe, expect, it } from 'vitest';
import { NamedError, runMachine, type TestSteps } from '../support/machine.ts';

const INPUT = { donationId: 'don_1', execution: 1 };
const EMPTY = { waitSeconds: 1, parts: [], dataTypes: [] };
/** An export of so many parts is complete. */
const complete = (group: string, parts = 1) => ({
  ...{ ...EMPTY, next: 'download' },
  parts: Array.from({ length: parts }, (_, part) => ({ group, part })),
});
const STORE = { ...EMPTY, next: 'store', dataTypes: ['search'] };
const FINISH = { ...EMPTY, next: 'finish' };

/** Answers one after the other; the last one stays. */
const inTurn = (...answers: readonly unknown[]) => {
  let turn = 0;
  return () => {
    const answer = answers[Math.min(turn, answers.length - 1)];
    turn += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
};

const throwing = (name: string) => () => {
  throw new NamedError(name);
};

const steps = (changes: TestSteps = {}): TestSteps => ({
  authorize: () => ({ resumeAt: 'initiate' }),
  initiate: () => ({}),
  poll: inTurn({ ...EMPTY, next: 'wait' }, { ...EMPTY, next: 'store', dataTypes: ['search', 'discover'] }, FINISH),
  download: ({ group, part }) => ({
    batches: [
      { group, part, batch: 0 },
      { group, part, batch: 1 },
    ],
  }),
  filter: () => ({}),
  store: () => ({}),
  finish: () => ({ status: 'processed' }),
  close: () => ({ next: 'done', waitSeconds: 0 }),
  fail: () => ({ dataTypes: [] }),
  ...changes,
});

const donate = (changes?: TestSteps) => runMachine('donation', steps(changes), INPUT);

describe('the donation machine', () => {
  it('goes from the grant to stored rows, and closes', async () => {
    const { status, order } = await donate();
    expect(status).toBe('SUCCEEDED');
    expect(order).toEqual(['authorize', 'initiate', 'poll', 'poll', 'store', 'store', 'poll', 'finish', 'close']);
  });

  it('downloads and filters each export as it completes, while others go on', async () => {
    const poll = inTurn(
      complete('myactivity.search'),
      { ...EMPTY, next: 'wait' },
      complete('myactivity.youtube'),
      STORE,
      FINISH,
    );
    const { order, calls } = await donate({ poll });
    expect(order).toEqual([
      ...['authorize', 'initiate', 'poll', 'download', 'filter', 'filter'],
      ...['poll', 'poll', 'download', 'filter', 'filter', 'poll', 'store', 'poll', 'finish', 'close'],
    ]);
    expect(calls.filter(({ step }) => step === 'filter').map(({ payload }) => payload)).toEqual([
      { ...INPUT, group: 'myactivity.search', part: 0, batch: 0 },
      { ...INPUT, group: 'myactivity.search', part: 0, batch: 1 },
      { ...INPUT, group: 'myactivity.youtube', part: 0, batch: 0 },
      { ...INPUT, group: 'myactivity.youtube', part: 0, batch: 1 },
    ]);
  });

  it('fetches the parts of an export side by side', async () => {
    const poll = inTurn(complete('myactivity.search', 10), STORE, FINISH);
    const { status, calls, order } = await donate({ poll });
    expect(status).toBe('SUCCEEDED');
    const payloads = (name: string) => calls.filter(({ step }) => step === name).map(({ payload }) => payload);
    const parts = Array.from({ length: 10 }, (_, part) => ({ ...INPUT, group: 'myactivity.search', part }));
    expect(payloads('download')).toEqual(expect.arrayContaining(parts));
    expect(payloads('filter')).toEqual(expect.arrayContaining(parts.map((part) => ({ ...part, batch: 1 }))));
    expect([payloads('download').length, payloads('filter').length]).toEqual([10, 20]);
    expect(order.slice(-4)).toEqual(['store', 'poll', 'finish', 'close']);
  });

  it('lets only that job fail when the grant is lost in one of its parts', async () => {
    const poll = inTurn(complete('myactivity.search', 3), STORE, FINISH);
    const download = ({ part }: Record<string, unknown>) => {
      if (part === 1) throw new NamedError('GrantLost');
      return { batches: [] };
    };
    const { status, calls } = await donate({ poll, download });
    expect(status).toBe('SUCCEEDED');
    const failed = calls.filter(({ step }) => step === 'fail').map(({ payload }) => payload);
    expect(failed).toEqual([{ ...INPUT, group: 'myactivity.search', error: 'GrantLost' }]);
  });

  it('goes back to initiate when an export may be asked for later', async () => {
    const poll = inTurn({ ...EMPTY, next: 'initiate' }, FINISH);
    const { order } = await donate({ poll });
    expect(order).toEqual(['authorize', 'initiate', 'poll', 'initiate', 'poll', 'finish', 'close']);
  });

  it.each([
    ['initiate', ['authorize', 'initiate', 'poll', 'poll', 'store', 'store', 'poll', 'finish', 'close']],
    ['close', ['authorize', 'close']],
  ])('resumes at %s', async (resumeAt, expected) => {
    const { order } = await donate({ authorize: () => ({ resumeAt }) });
    expect(order).toEqual(expected);
  });

  it('asks again when the provider does not answer, and goes on', async () => {
    const unavailable = new NamedError('RetryableProviderError');
    const authorize = inTurn(unavailable, unavailable, { resumeAt: 'initiate' });
    const { status, order } = await donate({ authorize });
    expect(status).toBe('SUCCEEDED');
    expect(order.slice(0, 4)).toEqual(['authorize', 'authorize', 'authorize', 'initiate']);
  });

  it('lets only that job fail when its download fails for good', async () => {
    const poll = inTurn(complete('myactivity.search'), STORE, FINISH);
    const { status, order, calls } = await donate({ poll, download: throwing('TypeError') });
    expect(status).toBe('SUCCEEDED');
    expect(order.filter((step) => step === 'download')).toHaveLength(3);
    expect(order.slice(-6)).toEqual(['fail', 'poll', 'store', 'poll', 'finish', 'close']);
    expect(calls.find(({ step }) => step === 'fail')?.payload).toEqual({
      ...INPUT,
      group: 'myactivity.search',
      error: 'TypeError',
    });
  });

  it('lets only that job fail when a batch cannot be filtered', async () => {
    const poll = inTurn(complete('myactivity.search'), STORE, FINISH);
    const { status, calls, order } = await donate({ poll, filter: throwing('TypeError') });
    expect(status).toBe('SUCCEEDED');
    expect(order.slice(-5)).toEqual(['poll', 'store', 'poll', 'finish', 'close']);
    expect(calls.find(({ step }) => step === 'fail')?.payload).toMatchObject({ group: 'myactivity.search' });
  });

  it('stores what was filtered before the grant was lost, without asking the provider twice', async () => {
    const poll = inTurn(new NamedError('GrantLost'), STORE, FINISH);
    const { status, order, calls } = await donate({ poll });
    expect(status).toBe('SUCCEEDED');
    expect(order).toEqual(['authorize', 'initiate', 'poll', 'fail', 'poll', 'store', 'poll', 'finish', 'close']);
    expect(calls.find(({ step }) => step === 'fail')?.payload).toEqual({ ...INPUT, error: 'GrantLost' });
  });

  it('stores what there is after a fault of ours', async () => {
    const { status, order, calls } = await donate({
      poll: throwing('TypeError'),
      fail: () => ({ dataTypes: ['search'] }),
    });
    expect(status).toBe('SUCCEEDED');
    expect(order).toEqual(['authorize', 'initiate', 'poll', 'poll', 'poll', 'fail', 'store', 'finish', 'close']);
    expect(calls.find(({ step }) => step === 'fail')?.payload).toEqual({ ...INPUT, error: 'TypeError' });
  });

  it('fails only that data type when it cannot be stored', async () => {
    const store = ({ dataType }: Record<string, unknown>) => {
      if (dataType === 'search') throw new NamedError('RangeError');
      return {};
    };
    const { status, calls } = await donate({ store });
    expect(status).toBe('SUCCEEDED');
    expect(calls.filter(({ step }) => step === 'fail').map(({ payload }) => payload)).toEqual([
      { ...INPUT, dataType: 'search', error: 'RangeError' },
    ]);
  });

  it('stores what has arrived while other exports are awaited', async () => {
    const wait = { ...EMPTY, next: 'wait' };
    const { order } = await donate({ poll: inTurn(STORE, wait, wait, STORE, FINISH) });
    expect(order).toEqual([
      'authorize',
      'initiate',
      'poll',
      'store',
      'poll',
      'poll',
      'poll',
      'store',
      'poll',
      'finish',
      'close',
    ]);
  });

  it('waits with closing while another donation needs the grant', async () => {
    const close = inTurn({ next: 'wait', waitSeconds: 1 }, { next: 'done', waitSeconds: 0 });
    const { order } = await donate({ close });
    expect(order.slice(-3)).toEqual(['finish', 'close', 'close']);
  });

  it('ends well although closing fails for good', async () => {
    const { status } = await donate({ close: throwing('RetryableProviderError') });
    expect(status).toBe('SUCCEEDED');
  });

  it('ends as failed, for the failure rule to see, when the donation cannot be flipped', async () => {
    const { status } = await donate({ finish: throwing('TypeError') });
    expect(status).toBe('FAILED');
  });

  it.each(['authorize', 'initiate', 'poll', 'download', 'filter', 'store', 'poll', 'finish', 'close'])(
    'ends quietly when %s finds the donation erased or taken over',
    async (name) => {
      const poll = inTurn(
        complete('myactivity.search'),
        ...(name === 'download' || name === 'filter' ? [new NamedError('Superseded')] : []),
        STORE,
        FINISH,
      );
      const { status, order } = await donate({ poll, [name]: throwing('Superseded') });
      expect(status).toBe('SUCCEEDED');
      expect(order).not.toContain('fail');
      expect(order.filter((step) => step === name)).toHaveLength(name === 'filter' ? 2 : 1);
    },
  );
});
