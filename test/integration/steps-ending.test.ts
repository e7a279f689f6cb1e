import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS, toTimestamp } from '../../functions/core/clock.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as close } from '../../functions/steps/close.ts';
import { handler as download } from '../../functions/steps/download.ts';
import { handler as eraseRevoke } from '../../functions/steps/erase/revoke.ts';
import { handler as eraseVerify } from '../../functions/steps/erase/verify.ts';
import { handler as fail } from '../../functions/steps/fail.ts';
import { handler as filter } from '../../functions/steps/filter.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { handler as poll } from '../../functions/steps/poll.ts';
import { handler as store } from '../../functions/steps/store.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { loadGrants } from '../../functions/store/grants.ts';
import { putJson } from '../../functions/store/objects.ts';
import { findReceipt } from '../../functions/store/receipts.ts';
import { begin, by, donationOf, drive, erase, jobOf, settle, snapshot, typesOf } from '../support/drive.ts';
import {
  authorizedDonation,
  type Ids,
  isAccepted,
  later,
  openParts,
  type Parts,
  sessionWith,
} from '../support/steps.ts';

let parts: Parts;
beforeAll(async () => {
  parts = await openParts();
});
beforeEach(() => parts.reset());
afterAll(() => parts.close());

/** Numbers of the parts of a complete export. */
const partsOf = async (ids: Ids, group: string): Promise<readonly number[]> =>
  Array.from({ length: (await jobOf(ids, group)).parts ?? 0 }, (_, part) => part);

describe('every step', () => {
  it('changes nothing when it is executed twice', async () => {
    const ids = await authorizedDonation({ types: ['youtube_history', 'google_lens'] }, { account: 'maija' });
    const twice = async (run: () => Promise<unknown>) => {
      await run();
      const after = await snapshot(ids);
      await run();
      expect(await snapshot(ids)).toEqual(after);
    };
    await twice(() => authorize(ids));
    await twice(() => initiate(ids));
    for (let n = 0; n < 4; n += 1) {
      later(10 * MINUTE_MS);
      await poll(ids);
    }
    for (const group of ['myactivity.youtube', 'myactivity.search']) {
      for (const part of await partsOf(ids, group)) {
        await twice(() => download({ ...ids, group, part }));
        await twice(() => filter({ ...ids, group, part, batch: 0 }));
      }
    }
    await twice(() => poll(ids));
    await twice(() => store({ ...ids, dataType: 'youtube_history' }));
    await twice(() => store({ ...ids, dataType: 'google_lens' }));
    await twice(() => finish(ids));
    await twice(() => fail({ ...ids, error: 'States.Timeout', final: true }));
    await twice(() => close(ids));
    expect(await donationOf(ids)).toMatchObject({ status: 'processed', step: 'done' });
    expect((await typesOf(ids)).map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect((await snapshot(ids)).objects.every((key) => key.startsWith('data/'))).toBe(true);
  });

  it('changes nothing more when it is executed twice at once', async () => {
    const types = ['youtube_history', 'google_lens'];
    const ids = await authorizedDonation({ types }, { account: 'maija' });
    const groups = ['myactivity.youtube', 'myactivity.search'];
    const atOnce = async (run: () => Promise<unknown>) => {
      // One may find that the other was first: that is all it may find.
      for (const outcome of await Promise.allSettled([run(), run(), run()])) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'Superseded' });
      }
    };
    await atOnce(() => authorize(ids));
    await atOnce(() => initiate(ids));
    for (let n = 0; n < 4; n += 1) {
      later(10 * MINUTE_MS);
      await atOnce(() => poll(ids));
    }
    for (const group of groups) {
      for (const part of await partsOf(ids, group)) {
        await atOnce(() => download({ ...ids, group, part }));
        await atOnce(() => filter({ ...ids, group, part, batch: 0 }));
      }
    }
    for (const dataType of types) await atOnce(() => store({ ...ids, dataType }));
    await atOnce(() => finish(ids));
    await atOnce(() => close(ids));
    const { timeline, status } = await donationOf(ids);
    expect([status, timeline.filter(({ step }) => step === 'done').length]).toEqual(['processed', 1]);
    expect(await typesOf(ids)).toMatchObject([{ state: 'ready' }, { state: 'ready' }]);
    expect((await snapshot(ids)).objects).toEqual(
      types
        .toSorted()
        .map((name) => `data/${ids.donationId}/${name}.parquet`)
        .toSorted(),
    );
    const alone = await begin(types);
    await drive(alone);
    expect((await typesOf(ids)).map(({ counts }) => counts)).toEqual(
      (await typesOf(alone)).map(({ counts }) => counts),
    );
  });

  it('writes nothing once the donation is erased, or another execution has taken over', async () => {
    const ids = await begin(['youtube_history']);
    const stale = { ...ids, execution: 0 };
    const group = 'myactivity.youtube';
    const runs = (of: Ids): (() => Promise<unknown>)[] => [
      ...[() => authorize(of), () => initiate(of), () => poll(of), () => download({ ...of, group, part: 0 })],
      ...[() => filter({ ...of, group, part: 0, batch: 0 }), () => store({ ...of, dataType: 'youtube_history' })],
      ...[() => finish(of), () => fail({ ...of, error: 'States.Timeout', final: true }), () => close(of)],
    ];
    for (const run of runs(stale)) await expect(run()).rejects.toMatchObject({ name: 'Superseded' });
    await erase(ids);
    for (const run of runs(ids)) await expect(run()).rejects.toMatchObject({ name: 'Superseded' });
    const { items, objects } = await snapshot(ids);
    expect([items.map(({ sk }) => sk), objects]).toEqual([['META'], []]);
  });
});

describe('closing', () => {
  it('waits while another donation of the same browser still needs the grant', async () => {
    const hash = await sessionWith();
    const one = await begin(['youtube_history'], 'maija', { sessionHash: hash });
    const other = await begin(['search'], 'maija', { sessionHash: hash });
    const session = await sessionWith(one.donationId, other.donationId);
    for (const { donationId } of [one, other]) await updateDonation(donationId, {}, { session_hash: session });
    await drive(one);
    await settle(one);
    expect((await close(one)).next).toBe('wait');
    await drive(other);
    expect((await close(one)).next).toBe('done');
  });

  it('deletes temporary objects although the provider does not answer', async () => {
    await parts.account('gone', { polls: 0, faults: [{ on: 'reset', times: 1000, status: 503 }] });
    const ids = await begin(['youtube_history'], 'gone');
    await drive(ids);
    await settle(ids);
    expect((await close(ids)).next).toBe('wait');
    expect((await snapshot(ids)).objects).toEqual([]);
    expect((await donationOf(ids)).status).toBe('processed');
    expect(await donationOf(ids)).not.toHaveProperty('access_ended_at');
  });

  it('notes when the access was given back, and no longer until when it would have lasted', async () => {
    const ids = await begin(['youtube_history'], 'maija');
    await updateDonation(ids.donationId, {}, { grant_expires_at: toTimestamp(Date.now() + 60_000) });
    await drive(ids);
    await settle(ids);
    expect((await close(ids)).next).toBe('done');
    const closed = await donationOf(ids);
    expect(closed).toMatchObject({ access_ended_at: toTimestamp(Date.now()) });
    expect(closed).not.toHaveProperty('grant_expires_at');
    // Again, as after a fault: it stays as it was.
    later(60_000);
    await close(ids);
    expect(await donationOf(ids)).toEqual(closed);
  });
});

describe('erasing', () => {
  it('deletes first, and revokes behind it for as long as seven days', async () => {
    await parts.account('dead', { faults: [{ on: 'reset', times: 1000, status: 503 }] });
    const ids = await begin(['youtube_history'], 'dead');
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    expect(await findReceipt(receipt)).toMatchObject({ erased_at: expect.any(String), revocation: 'pending' });
    expect((await eraseRevoke(input)).next).toBe('wait');
    later(8 * DAY_MS);
    expect((await eraseRevoke(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('given_up');
    expect(await loadGrants(ids.donationId)).toEqual([]);
  });

  it('ends the grant at the provider as soon as it answers', async () => {
    await parts.account('back', { faults: [{ on: 'reset', times: 2, status: 503 }] });
    const ids = await begin(['youtube_history'], 'back');
    const [grant] = await loadGrants(ids.donationId);
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    for (let n = 0; n < 2; n += 1) later((await eraseRevoke(input)).waitSeconds * SECOND_MS);
    expect((await eraseRevoke(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('done');
    expect(await isAccepted(parts, grant)).toBe(false);
  });

  it('revokes the tokens where a reset is refused, through faults of that, too', async () => {
    await parts.account('odd', {
      faults: [
        { on: 'reset', times: 1000, status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED' } } },
        { on: 'revoke', times: 1, status: 503 },
        { on: 'revoke', times: 1, status: 0 },
      ],
    });
    const ids = await begin(['youtube_history'], 'odd');
    const [grant] = await loadGrants(ids.donationId);
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    for (let n = 0; n < 2; n += 1) {
      const { next, waitSeconds } = await eraseRevoke(input);
      expect(next).toBe('wait');
      later(waitSeconds * SECOND_MS);
    }
    expect((await eraseRevoke(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('done');
    expect(await isAccepted(parts, grant)).toBe(false);
  });

  it('needs no revocation where nothing was granted', async () => {
    const ids = await begin(['youtube_history']);
    await drive(ids);
    await settle(ids);
    await close(ids);
    const receipt = await erase(ids);
    expect((await eraseRevoke({ donationId: ids.donationId, by })).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('not_needed');
  });

  it('sweeps what a late step left, and verifies only an empty listing', async () => {
    const ids = await begin(['youtube_history']);
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    await putJson(`runs/${ids.donationId}/1/late.json`, {});
    expect((await eraseVerify(input)).next).toBe('wait');
    expect((await findReceipt(receipt))?.verified_at).toBeNull();
    expect((await eraseVerify(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.verified_at).toEqual(expect.any(String));
    expect((await snapshot(ids)).objects).toEqual([]);
  });

  it('changes nothing when each of its steps is executed twice', async () => {
    const ids = await begin(['youtube_history']);
    const receipt = await erase(ids);
    const first = [await snapshot(ids), await findReceipt(receipt)];
    expect(await erase(ids)).toBe(receipt);
    expect([await snapshot(ids), await findReceipt(receipt)]).toEqual(first);
  });
});

describe('an export that is complete without a part', () => {
  it('is waited for, and not taken for an empty one', async () => {
    const body = { state: 'COMPLETE', urls: [] };
    await parts.account('slow-storage', { polls: 0, faults: [{ on: 'state', times: 2, status: 200, body }] });
    const ids = await begin(['youtube_history'], 'slow-storage');
    later(2 * MINUTE_MS);
    expect(await poll(ids)).toMatchObject({ next: 'wait' });
    await drive(ids);
    expect((await jobOf(ids, 'myactivity.youtube')).polls).toBe(0);
    expect((await typesOf(ids)).map(({ state }) => state)).not.toContain('failed');
  });
});
