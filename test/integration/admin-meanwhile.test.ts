import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBack } from '../../bin/admin/restore.ts';
import { standingOf } from '../../bin/admin/status.ts';
import { HOUR_MS, toTimestamp } from '../../functions/core/clock.ts';
import { buryDonation, updateDonation } from '../../functions/store/donations.ts';
import { getItem, queryItems } from '../../functions/store/items.ts';
import { keys } from '../../functions/store/table.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf } from '../support/study.ts';

let stack: TestStack;
let create: () => Promise<{ id: string }>;
beforeAll(async () => {
  stack = await testStack();
  create = () => studyOf(stack).create({ requested_data_types: ['search'] });
});
afterAll(() => stack.close());

const copyOf = (id: string) => queryItems<{ pk: string; sk: string }>(keys.donation(id).pk);

it('what is newer than the copy stays, and hinders nothing else', async () => {
  const { id } = await create();
  const copy = await copyOf(id);
  await updateDonation(id, {}, { language: 'fi' });
  const lost = { ...keys.dataType(id, 'lost'), state: 'requested' };
  expect(await writeBack([...copy, lost])).toBe(1);
  expect(await getItem(keys.donation(id))).toMatchObject({ language: 'fi' });
  expect(await getItem(keys.dataType(id, 'lost'))).toEqual(lost);
});

it('what is erased while it is brought back leaves its tombstone alone', async () => {
  const { id } = await create();
  const copy = await copyOf(id);
  const erased_at = toTimestamp(Date.now());
  await buryDonation(id, { receipt: 'rcp_test', erased_by: 'operator', erased_at });
  await writeBack([...copy, { ...keys.dataType(id, 'lost'), state: 'requested' }]);
  expect(await copyOf(id)).toEqual([expect.objectContaining({ sk: 'META', erased_at })]);
});

it('what was begun a moment ago does not stand still yet', async () => {
  const { id } = await create();
  await updateDonation(id, {}, { status: 'authorized', execution: 1 });
  const begun = (ago: number) => standingOf({ donation_id: id, since: toTimestamp(Date.now() - ago) });
  expect(await begun(0)).toBe('running');
  expect(await begun(HOUR_MS)).toBe('stuck');
});
