import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedJudge, type Judge, motoJudge } from '../support/judges.ts';
import { canRun } from '../support/moto.ts';
import { type Answer, failing, HANGING, orderOf, type Script } from '../support/scripts.ts';

const EMPTY = { waitSeconds: 1, parts: [], dataTypes: [] };
const WAIT = { ...EMPTY, next: 'wait' };
const parts = (...groups: readonly string[]) => ({
  ...{ ...EMPTY, next: 'download' },
  parts: groups.flatMap((group) => [0, 1].map((part) => ({ group, part }))),
});
const store = (...dataTypes: readonly string[]) => ({ ...EMPTY, next: 'store', dataTypes });
const FINISH = { ...EMPTY, next: 'finish' };
const batches: Answer = ({ group, part }) => ({ batches: [0, 1].map((batch) => ({ group, part, batch })) });

const donation = (steps: Script['steps'] = {}, more: Partial<Script> = {}): Script => ({
  machine: 'donation',
  input: { donationId: 'don_1', execution: 1 },
  steps: {
    authorize: [{ resumeAt: 'initiate' }],
    initiate: [{}],
    poll: [parts('search'), store('search'), FINISH],
    download: batches,
    filter: [{}],
    store: [{}],
    finish: [{ status: 'processed' }],
    close: [{ next: 'done', waitSeconds: 0 }],
    fail: [{ dataTypes: [] }],
    ...steps,
  },
  ...more,
});

const erase = (steps: Script['steps'] = {}): Script => ({
  machine: 'erase',
  input: { donationId: 'don_1', by: 'participant' },
  steps: {
    'erase-mark': [{ sweepSeconds: 1 }],
    'erase-stop': [{}],
    'erase-objects': [{}],
    'erase-items': [{}],
    'erase-revoke': [{ next: 'done', waitSeconds: 0 }],
    'erase-verify': [{ next: 'done' }],
    ...steps,
  },
});

/** What fails in one place and is answered as ever in the others. */
const failsAt =
  (error: string, field: string, value: unknown, otherwise: Answer): Answer =>
  (payload) =>
    payload[field] === value ? failing(error) : otherwise(payload);
const nothing: Answer = () => ({});

/** Each with how it must end, so that two interpreters which are wrong alike do not pass. */
const SCRIPTS: Readonly<
  Record<string, readonly [status: string, script: Script, calls: Readonly<Record<string, number>>]>
> = {
  'several exports, which are waited for': [
    'SUCCEEDED',
    donation({ poll: [WAIT, WAIT, parts('search', 'youtube'), WAIT, store('search', 'watch', 'likes'), FINISH] }),
    { poll: 6, download: 4, filter: 8, store: 3, fail: 0, close: 1 },
  ],
  'a part, a batch and a data type that fail for good': [
    'SUCCEEDED',
    donation({
      poll: [parts('search', 'youtube', 'maps'), store('search', 'watch'), FINISH],
      download: failsAt('TypeError', 'group', 'youtube', batches),
      filter: failsAt('RangeError', 'group', 'maps', nothing),
      store: failsAt('TypeError', 'dataType', 'watch', nothing),
    }),
    { download: 10, filter: 16, fail: 7, finish: 1 },
  ],
  'a grant that is lost while exports are polled': [
    'SUCCEEDED',
    donation({ poll: [WAIT, failing('GrantLost'), store('search'), FINISH] }),
    { initiate: 1, poll: 4, fail: 1, store: 1 },
  ],
  'a grant that is lost in a part': [
    'SUCCEEDED',
    donation({ download: failsAt('GrantLost', 'part', 1, batches) }),
    { download: 2, filter: 2, fail: 1 },
  ],
  'an execution that another has taken over': [
    'SUCCEEDED',
    donation({ poll: [WAIT, failing('Superseded')] }),
    { poll: 2, fail: 0, finish: 0, close: 0 },
  ],
  'a provider that does not answer at first': [
    'SUCCEEDED',
    donation({
      authorize: [...[1, 2, 3].map(() => failing('RetryableProviderError')), { resumeAt: 'initiate' }],
    }),
    { authorize: 4, fail: 0 },
  ],
  'a step that does not answer in time, once': [
    'SUCCEEDED',
    donation({ initiate: [HANGING, {}] }, { timeoutSeconds: { initiate: 5 } }),
    { initiate: 2, fail: 0 },
  ],
  'a step that never answers in time': [
    'SUCCEEDED',
    donation({ poll: [HANGING], fail: [{ dataTypes: ['search'] }] }, { timeoutSeconds: { poll: 2 } }),
    { poll: 3, fail: 1, store: 1, finish: 1 },
  ],
  'a Lambda service that has too much to do': [
    'SUCCEEDED',
    donation({ initiate: [...[1, 2, 3].map(() => failing('Lambda.TooManyRequestsException')), {}] }),
    { initiate: 4, fail: 0 },
  ],
  'an error that nobody expected': [
    'SUCCEEDED',
    donation({ initiate: [failing('TypeError')], fail: [{ dataTypes: ['search', 'watch'] }] }),
    { initiate: 3, poll: 0, fail: 1, store: 2, finish: 1 },
  ],
  'a donation that cannot be flipped': [
    'FAILED',
    donation({ finish: [failing('TypeError')] }),
    { finish: 3, close: 0 },
  ],
  'a donation that is closed only': [
    'SUCCEEDED',
    donation({
      authorize: [{ resumeAt: 'close' }],
      close: [
        { next: 'wait', waitSeconds: 1 },
        { next: 'done', waitSeconds: 0 },
      ],
    }),
    { initiate: 0, close: 2 },
  ],
  'an erasure': ['SUCCEEDED', erase(), { 'erase-items': 1, 'erase-revoke': 1, 'erase-verify': 1 }],
  'an erasure whose provider does not answer, and which finds something late': [
    'SUCCEEDED',
    erase({
      'erase-objects': [failing('TimeoutError'), {}],
      'erase-revoke': [
        { next: 'wait', waitSeconds: 1 },
        { next: 'wait', waitSeconds: 1 },
        { next: 'done', waitSeconds: 0 },
      ],
      'erase-verify': [{ next: 'wait' }, { next: 'done' }],
    }),
    { 'erase-objects': 2, 'erase-revoke': 3, 'erase-verify': 2 },
  ],
  'an erasure whose revocation cannot go on': [
    'FAILED',
    erase({ 'erase-mark': [{ sweepSeconds: 5 }], 'erase-revoke': [failing('Superseded')] }),
    { 'erase-items': 1, 'erase-revoke': 1, 'erase-verify': 0 },
  ],
  'an erasure of what is not there': [
    'SUCCEEDED',
    erase({ 'erase-mark': [failing('Superseded')] }),
    { 'erase-mark': 1, 'erase-stop': 0, 'erase-verify': 0 },
  ],
};

const runs = canRun('The comparison with another interpreter', 'moto_server', 'pip install "moto[server]==5.2.1"');

describe.runIf(runs)('the embedded interpreter and another one', () => {
  let embedded: Judge;
  let moto: Judge;
  beforeAll(async () => {
    [embedded, moto] = await Promise.all([embeddedJudge(), motoJudge()]);
  });
  afterAll(() => Promise.all([embedded.close(), moto.close()]));

  it.each(Object.entries(SCRIPTS))('call the same steps, and end alike: %s', async (_, [status, script, counts]) => {
    const [here, there] = await Promise.all([embedded.judge(script), moto.judge(script)]);
    expect(orderOf(there.calls)).toEqual(orderOf(here.calls));
    expect([here.status, there.status]).toEqual([status, status]);
    for (const [step, count] of Object.entries(counts)) {
      expect([step, here.calls.filter((call) => call.step === step).length]).toEqual([step, count]);
    }
  });
});
