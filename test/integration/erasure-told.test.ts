import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseDonation } from '../../functions/erase-donation.ts';
import { isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { findReceipt } from '../../functions/store/receipts.ts';
import { by } from '../support/drive.ts';
import { halted, watchClients } from '../support/halting.ts';
import { authorizedDonation, openParts, type Parts } from '../support/steps.ts';

let parts: Parts;
beforeAll(async () => {
  parts = await openParts();
  watchClients();
});
afterAll(() => parts.close());

/** What whoever asks for the donation now is told, and whether that can be looked up. */
async function told(id: string): Promise<'the donation' | 'a receipt' | 'a receipt that is not there'> {
  const stored = await lookUpDonation(id);
  if (!stored || !isTombstone(stored)) return 'the donation';
  return (await findReceipt(stored.receipt)) ? 'a receipt' : 'a receipt that is not there';
}

/** What is told right before each write of an erasure that goes on, or ends there. */
async function atEachWrite(goesOn: boolean): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let write = 1; ; write += 1) {
    const { donationId } = await authorizedDonation({ types: ['search'] }, { account: 'maija' });
    const look = async () => void seen.push(await told(donationId));
    const { reached } = await halted(write, () => eraseDonation(donationId, by, Date.now()), goesOn ? look : undefined);
    if (!reached) return seen;
    if (!goesOn) await look();
  }
}

describe('a receipt', () => {
  it.each([true, false])('is there as soon as its code is told (the erasure goes on: %s)', async (goesOn) => {
    const seen = await atEachWrite(goesOn);
    expect(new Set(seen)).toEqual(new Set(['the donation', 'a receipt']));
  });

  it('is one and the same for two who withdraw at once', async () => {
    const { donationId } = await authorizedDonation({ types: ['search'] }, { account: 'maija' });
    const receipts = await Promise.all(
      [by, 'researcher' as const].map((who) => eraseDonation(donationId, who, Date.now())),
    );
    expect(new Set(receipts).size).toBe(1);
    expect(await told(donationId)).toBe('a receipt');
  });
});
