import { describe, expect, it } from 'vitest';
import { NamedError, runMachine, type TestSteps } from '../support/machine.ts';

const steps = (changes: TestSteps = {}): TestSteps => ({
  'erase-mark': () => ({ sweepSeconds: 900 }),
  'erase-stop': () => ({}),
  'erase-objects': () => ({}),
  'erase-items': () => ({}),
  'erase-revoke': () => ({ next: 'done', waitSeconds: 0 }),
  'erase-verify': () => ({ next: 'done' }),
  ...changes,
});

const erase = (changes?: TestSteps) => runMachine('erase', steps(changes), { donationId: 'don_1', by: 'participant' });

describe('the erase machine', () => {
  it('marks, stops, deletes objects, then items, and only then revokes and verifies', async () => {
    const { status, order } = await erase();
    expect(status).toBe('SUCCEEDED');
    expect(order.slice(0, 4)).toEqual(['erase-mark', 'erase-stop', 'erase-objects', 'erase-items']);
    expect(order.slice(4).sort()).toEqual(['erase-revoke', 'erase-verify']);
  });

  it('deletes although the provider does not answer, and asks it again behind the erasure', async () => {
    let asked = 0;
    const revoke = () => {
      asked += 1;
      return asked < 5 ? { next: 'wait', waitSeconds: 60 } : { next: 'done', waitSeconds: 0 };
    };
    const { order } = await erase({ 'erase-revoke': revoke });
    expect(order.filter((step) => step === 'erase-revoke')).toHaveLength(5);
    expect(order.filter((step) => step === 'erase-objects')).toHaveLength(1);
  });

  it('sweeps until a listing finds nothing', async () => {
    let listed = 0;
    const verify = () => {
      listed += 1;
      return { next: listed < 3 ? 'wait' : 'done' };
    };
    const { order } = await erase({ 'erase-verify': verify });
    expect(order.filter((step) => step === 'erase-verify')).toHaveLength(3);
  });

  it.each(['erase-mark', 'erase-stop', 'erase-objects', 'erase-items'])(
    'tries %s again after a fault',
    async (name) => {
      let tries = 0;
      const flaky = () => {
        tries += 1;
        if (tries < 4) throw new NamedError('TimeoutError');
        return { sweepSeconds: 900 };
      };
      const { status } = await erase({ [name]: flaky });
      expect(status).toBe('SUCCEEDED');
      expect(tries).toBe(4);
    },
  );

  it('ends quietly when there is nothing to erase', async () => {
    const missing = () => {
      throw new NamedError('Superseded');
    };
    const { status, order } = await erase({ 'erase-mark': missing });
    expect(status).toBe('SUCCEEDED');
    expect(order).toEqual(['erase-mark']);
  });
});
