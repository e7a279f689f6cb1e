import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityJson, buildArchive } from '../support/archives.ts';
import { type Faults, faultsOf, GOOGLE } from '../support/faulty.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { watched } from '../support/study.ts';

let stack: TestStack;
let faults: Faults;
beforeAll(async () => {
  stack = await testStack({ env: { PROVIDER_TIMEOUT_SECONDS: '1' } });
  faults = await faultsOf(stack, GOOGLE);
});
afterAll(() => stack.close());

describe.concurrent('a download', () => {
  it('that is cut off again and again goes on where it was', async () => {
    const { id } = await faults.give({ faults: [{ on: 'download', times: 6, truncate_at: 700 }] });
    await faults.expectWhole(id);
  });

  it('whose addresses end midway is renewed', async () => {
    const delayed = { on: 'download', times: 2, delay_ms: 700 };
    const { id } = await faults.give({
      url_ttl_seconds: 1,
      faults: [delayed, { on: 'download', times: 1, status: 400 }],
    });
    await faults.expectWhole(id);
  });

  it('from storage without ranges that is cut off begins anew', async () => {
    const { id } = await faults.give({ ranges: false, faults: [{ on: 'download', times: 2, truncate_at: 500 }] });
    await faults.expectWhole(id);
  });

  it.each([
    ['another range', { 'content-range': 'bytes 5-9/100' }],
    ['another size', { 'content-range': 'bytes 0-0/3' }],
    ['no size', { 'content-range': 'bytes 0-0/*' }],
  ])('that announces %s than was asked for is asked for again', async (_, headers) => {
    const wrong = { on: 'download', times: 2, status: 206, headers: { 'content-type': 'application/zip', ...headers } };
    const { id } = await faults.give({ faults: [wrong] });
    await faults.expectWhole(id);
  });

  it('of three parts, of which the second is missing at first, brings all three', async () => {
    const parts = await Promise.all(
      [0, 1, 2].map(async (part) => {
        const records = Array.from({ length: 20 }, (__, n) =>
          watched(100 * part + n, new Date(Date.UTC(2024, 5 - part, 20 - n, 12)).toISOString()),
        );
        const name = `Portability/My Activity/YouTube/MyActivity${part ? ` ${part + 1}` : ''}.json`;
        const content = activityJson(records);
        return { records, path: await stack.file(`part${part}.zip`, await buildArchive([{ name, content }])) };
      }),
    );
    const { id } = await faults.give({
      archives: { 'myactivity.youtube': parts.map(({ path }) => path) },
      faults: [{ on: 'download', part: 2, times: 6, status: 404, body: '<Error/>' }],
    });
    const done = await faults.expectWhole(
      id,
      parts.flatMap(({ records }) => records.map(({ time }) => Date.parse(time))),
    );
    expect(faults.stateOf(done)).toMatchObject({ state: 'ready', counts: { kept: 60, duplicate: 0 } });
  });
});

describe('an export', () => {
  it('that failed once is made again by the provider', async () => {
    const { id, account } = await faults.give({ final_state: 'FAILED', polls: 0 });
    await faults.seen(({ path, status }) => path.endsWith(':retry') && status === 200);
    await faults.account(account, { polls: 1 });
    await faults.expectWhole(id);
  });
});
