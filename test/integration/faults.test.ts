import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate } from '../../local/walk.ts';
import { type Faults, faultsOf, hourly, type Settings, SIDES } from '../support/faulty.ts';
import { type TestStack, testStack } from '../support/stack.ts';

let stack: TestStack;
const on = new Map<string, Faults>();
beforeAll(async () => {
  stack = await testStack({ env: { PROVIDER_TIMEOUT_SECONDS: '1', DATAGIFT_DATA_TYPES: 'all' } });
  for (const side of SIDES) on.set(side.name, await faultsOf(stack, side));
});
afterAll(() => stack.close());

const PASSING: readonly (readonly [string, Settings])[] = [
  ['500, twice', { times: 2, status: 500 }],
  ['503, twice', { times: 2, status: 503, body: '<h1>Service Unavailable</h1>' }],
  ['429 with Retry-After', { times: 1, status: 429, headers: { 'Retry-After': '1' } }],
  ['a cut connection, twice', { times: 2, status: 0 }],
  ['an answer that never comes', { times: 1, delay_ms: 3000 }],
  ['a page instead of JSON', { times: 1, status: 200, body: '<!doctype html><title>Sorry</title>' }],
];

describe.each(SIDES)('$name', (side) => {
  const faults = (): Faults => on.get(side.name) as Faults;
  const { give, expectWhole } = {
    give: (...of: Parameters<Faults['give']>) => faults().give(...of),
    expectWhole: (...of: Parameters<Faults['expectWhole']>) => faults().expectWhole(...of),
  };

  describe.concurrent.each(side.stages)('a passing fault at %s', (stage) => {
    // TikTok allows one request: where its answer is late, it may have been carried out, see `tiktok.test.ts`.
    const isOnce = side.name === 'TikTok' && stage === 'initiate';
    it.each(PASSING.filter(([, { delay_ms }]) => !(isOnce && delay_ms)))(
      '%s: every row arrives, once',
      async (_, fault) => {
        const { id } = await give({ faults: [{ on: stage, ...fault }] });
        await expectWhole(id);
      },
    );
  });

  describe.concurrent('a passing fault at the exchange of the code', () => {
    it.each(PASSING)('%s: the page says so, and the next attempt goes on', async (_, fault) => {
      const { id, landed, account, browser, url } = await give({ faults: [{ on: 'token', ...fault, times: 1 }] });
      expect(landed).toContain('outcome=provider_unavailable');
      const view = await faults().study.view(id);
      expect(view).toMatchObject({ status: 'pending', last_attempt: { code: 'provider_unavailable' } });
      await donate(browser, url, { account });
      await expectWhole(id);
    });
  });

  describe.concurrent('a download', () => {
    it('that is cut off again and again brings everything in the end', async () => {
      const { id } = await give({ faults: [{ on: 'download', times: 4, truncate_at: 500 }] });
      await expectWhole(id);
    });
  });

  describe.concurrent('an archive that is damaged', () => {
    const flip = (bytes: Buffer, at: number) => {
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      return bytes;
    };

    it.each([
      ['in its data', (bytes: Buffer) => flip(bytes, 400)],
      ['in its checksum', (bytes: Buffer) => flip(bytes, bytes.lastIndexOf('PK\u0001\u0002') + 16)],
      ['in its directory', (bytes: Buffer) => flip(bytes, bytes.lastIndexOf('PK\u0001\u0002'))],
      ['by being half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ])('%s: that type fails, nothing of it is kept, and the others arrive', async (name, damage) => {
      const bytes = damage(Buffer.from(await side.archive(hourly(200))));
      const archives = { [side.group]: [await stack.file(`${side.name} ${name}.zip`, bytes)] };
      const { id } = await give({ archives }, 'both');
      const done = await faults().study.ended(id);
      expect(faults().stateOf(done)).toMatchObject({
        ...{ state: 'failed', reason: { code: 'archive_corrupt' }, counts: { kept: 0 } },
      });
      expect(faults().stateOf(done, side.other)).toMatchObject({ state: 'empty' });
      expect(await stack.objectKeys(id)).toEqual([]);
    });
  });

  describe.concurrent('an export', () => {
    const slow = { on: 'state', group: side.otherGroup, times: 1000, status: 503 };

    it('that is slow holds up no other: what has arrived is ready before', async () => {
      const { id, account } = await give({ faults: [slow] }, 'both');
      const view = await faults().eventually(id, (seen) => faults().stateOf(seen)?.state === 'ready');
      expect(view).toMatchObject({ status: 'processing' });
      expect(faults().stateOf(view, side.other)?.state).toBe('running');
      await faults().account(account);
      await expectWhole(id);
    });

    it('whose download never comes holds up no other', async () => {
      const never = { on: 'download', group: side.otherGroup, times: 1000, status: 503 };
      const { id, account } = await give({ faults: [never] }, 'both');
      const view = await faults().eventually(id, (seen) => faults().stateOf(seen)?.state === 'ready');
      expect(faults().stateOf(view, side.other)?.state).toBe('running');
      await faults().account(account);
      await expectWhole(id);
    });
  });

  describe.concurrent('a grant that is taken back at the provider while the exports are made', () => {
    it('leaves what has arrived, asks for the rest again, and then fetches only that', async () => {
      const { study, stateOf, eventually } = faults();
      const slow = { on: 'state', group: side.otherGroup, times: 1000, status: 503 };
      // Nobody tells us: it is noticed when the access is used.
      const { id, account, browser, url } = await give({ faults: [slow], webhooks: 0 }, 'both');
      await eventually(id, (seen) => stateOf(seen)?.state === 'ready');
      await faults().takeBack(account);
      await faults().account(account, { webhooks: 0 });
      const lost = await eventually(id, ({ status }) => status === 'processed');
      expect(lost).toMatchObject({ step: 'authorize' });
      expect(stateOf(lost, side.other)).toMatchObject({ state: 'failed', reason: { code: 'grant_lost' } });
      expect(await study.allRows(id, side.dataType)).toHaveLength(60);

      const before = (await study.requests()).length;
      await donate(browser, url, { account });
      const done = await expectWhole(id);
      expect(stateOf(done, side.other)?.state).toBe('empty');
      const asked = (await study.requests(before)).flatMap((entry) => side.asksFor(entry) ?? []);
      expect(asked).toEqual([side.provider === 'google' ? side.otherGroup : 'video,profile']);
    });
  });
});
