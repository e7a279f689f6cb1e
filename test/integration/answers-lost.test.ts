import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveTo } from '../../functions/api/participant/own-donations.ts';
import { changeReview, ownReview, withRemovals } from '../../functions/api/participant/own-review.ts';
import { newId } from '../../functions/core/id.ts';
import type { Removal } from '../../functions/core/review.ts';
import { hashToken, newToken } from '../../functions/core/token.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { EXISTS, updateItem } from '../../functions/store/items.ts';
import {
  createParticipant,
  donationsOfParticipant,
  findByPersonalLink,
  findParticipant,
  renewPersonalLink,
} from '../../functions/store/participants.ts';
import { deleteRemoval, saveRemoval } from '../../functions/store/removals.ts';
import type { Session } from '../../functions/store/sessions.ts';
import { keys } from '../../functions/store/table.ts';
import { findWholeDonation } from '../../functions/store/whole-donation.ts';
import { donationOf } from '../support/drive.ts';
import { reviewed, TYPES } from '../support/releasing.ts';
import { type Ids, openParts, type Parts, sessionWith } from '../support/steps.ts';

let parts: Parts;
let ids: Ids;
let session: Session;
beforeAll(async () => {
  parts = await openParts();
  ids = await reviewed();
  session = { hash: await sessionWith(ids.donationId), opened: [ids.donationId], donations: [ids.donationId] };
});
afterAll(() => parts.close());

/** Changes a review by one more removal. @param meanwhile done before the change is written */
const remove = (meanwhile: (made: ReturnType<typeof withRemovals>) => Promise<unknown>) =>
  changeReview(session, ids.donationId, async (whole) => {
    const removal: Removal = { data_type: TYPES[2], rows: [1], id: newId('rem'), count: 1, created_at: '2026' };
    await saveRemoval(ids.donationId, removal);
    const changes = withRemovals(whole.donation, [...whole.removals, removal], { [TYPES[2]]: 1 });
    await meanwhile(changes);
    return {
      changes,
      isMade: ({ removals }) => removals.some(({ id }) => id === removal.id),
      undo: () => deleteRemoval(ids.donationId, removal.id),
    };
  });

/** The ids that the donation names, and those whose removals are there. */
async function removals() {
  const { donation, removals: found } = await findWholeDonation(ids.donationId);
  return { named: donation.reviewing?.removals.map(({ id }) => id), found: found.map(({ id }) => id) };
}

describe('a removal', () => {
  it('stays where it was written and only the answer was lost', async () => {
    const before = (await ownReview(session, ids.donationId)).removals.length;
    // The write is made, and repeated as the client does it when it hears nothing.
    const { removals: now } = await remove(({ reviewing }) => updateDonation(ids.donationId, {}, { reviewing }));
    expect(now).toHaveLength(before + 1);
    const { named, found } = await removals();
    expect([named?.length, found]).toEqual([before + 1, named]);
  });

  it('stays where only the answer was lost, and another tab has gone on from it', async () => {
    const before = (await ownReview(session, ids.donationId)).removals.length;
    const { removals: now } = await remove(({ reviewing }) =>
      updateDonation(ids.donationId, {}, { reviewing: { ...reviewing, version: reviewing.version + 1 } }),
    );
    expect(now).toHaveLength(before + 1);
    const { named, found } = await removals();
    expect([named?.length, found]).toEqual([before + 1, named]);
  });

  it('is made on top of what another tab has made, and leaves nothing behind of the first try', async () => {
    const { removals: before, donation } = await ownReview(session, ids.donationId);
    let tries = 0;
    await remove(async () => {
      tries += 1;
      const { reviewing } = donation;
      if (tries === 1) {
        await updateDonation(ids.donationId, {}, { reviewing: { ...reviewing, version: reviewing.version + 1 } });
      }
    });
    const { named, found } = await removals();
    expect([tries, named?.length, found]).toEqual([2, before.length + 1, named]);
  });
});

describe('a personal link', () => {
  it('leads to a donation that it is given twice at once', async () => {
    const { participant } = await createParticipant(Date.now());
    const donation = await donationOf(ids);
    const given = await Promise.all([1, 2].map(() => giveTo(participant.id, donation, Date.now())));
    expect(given).toEqual([true, true]);
    expect(await donationsOfParticipant(participant.id)).toEqual([ids.donationId]);
    expect((await donationOf(ids)).participant_id).toBe(participant.id);
  });

  it('leads nowhere where it was given the donation as somebody else had it', async () => {
    const donation = await donationOf(ids);
    const [one, other] = [await createParticipant(Date.now()), await createParticipant(Date.now())];
    expect(await giveTo(one.participant.id, donation, Date.now())).toBe(true);
    expect(await giveTo(other.participant.id, donation, Date.now())).toBe(false);
    expect(await donationsOfParticipant(other.participant.id)).toEqual([]);
  });

  it('is void once a newer one has its place, although nothing came to say so', async () => {
    const { participant, token } = await createParticipant(Date.now());
    expect(await findByPersonalLink(token, Date.now())).toEqual(expect.objectContaining(participant));
    await updateItem(keys.participant(participant.id), { link_hash: hashToken('a newer one') }, EXISTS);
    expect(await findByPersonalLink(token, Date.now())).toBeUndefined();
  });

  it('is renewed once: what another tab renewed stays', async () => {
    const { participant } = await createParticipant(Date.now());
    const tokens = [newToken('participant'), newToken('participant')];
    const made = await Promise.all(tokens.map((each) => renewPersonalLink(participant, each, Date.now())));
    const [token] = tokens.filter((_, at) => made[at]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect((await findParticipant(participant.id))?.link_hash).toBe(hashToken(String(token)));
    expect(await findByPersonalLink(String(token), Date.now())).toBeDefined();
  });
});
