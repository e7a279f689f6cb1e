import { describe, expect, it } from 'vitest';
import { NamedError, runMachine, type TestSteps } from '../support/machine.ts';

const steps = (changes: TestSteps = {}): TestSteps => ({
  'release-plan': () => ({ dataTypes: ['search', 'youtube_history'] }),
  'release-rewrite': () => ({}),
  'release-flip': () => ({}),
  ...changes,
});

const release = (changes?: TestSteps) => runMachine('release', steps(changes), { donationId: 'don_1', execution: 1 });

/** Fails so often, then succeeds. */
const failing = (times: number, name: string) => {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new NamedError(name);
    return {};
  };
};

describe('the release machine', () => {
  it('rewrites each data type, and only then lets the study have them', async () => {
    const { status, order, calls } = await release();
    expect(status).toBe('SUCCEEDED');
    expect(order).toEqual(['release-plan', 'release-rewrite', 'release-rewrite', 'release-flip']);
    expect(calls.slice(1, 3).map(({ payload }) => payload)).toEqual([
      { donationId: 'don_1', execution: 1, dataType: 'search' },
      { donationId: 'don_1', execution: 1, dataType: 'youtube_history' },
    ]);
  });

  it('flips where nothing has to be rewritten', async () => {
    const { order } = await release({ 'release-plan': () => ({ dataTypes: [] }) });
    expect(order).toEqual(['release-plan', 'release-flip']);
  });

  it('does not flip while a data type cannot be rewritten: it fails, and the sweep runs it again', async () => {
    const { status, order } = await release({ 'release-rewrite': failing(1000, 'Error') });
    expect(status).toBe('FAILED');
    expect(order).not.toContain('release-flip');
  });

  it('tries again what fails in passing', async () => {
    const { status, order } = await release({ 'release-rewrite': failing(3, 'TimeoutError') });
    expect(status).toBe('SUCCEEDED');
    expect(order.filter((step) => step === 'release-rewrite')).toHaveLength(5);
  });

  it.each(['release-plan', 'release-flip'])('ends quietly where %s finds the donation erased', async (step) => {
    expect((await release({ [step]: failing(1000, 'Superseded') })).status).toBe('SUCCEEDED');
  });
});
