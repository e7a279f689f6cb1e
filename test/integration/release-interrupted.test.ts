import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../functions/archive/types.ts';
import { DAY_MS, toTimestamp } from '../../functions/core/clock.ts';
import { handler as eraseVerify } from '../../functions/steps/erase/verify.ts';
import { handler as flip } from '../../functions/steps/release/flip.ts';
import { handler as plan } from '../../functions/steps/release/plan.ts';
import { handler as rewrite } from '../../functions/steps/release/rewrite.ts';
import { listOverdue } from '../../functions/store/retention.ts';
import { machineArn } from '../../local/aws/stepfunctions.ts';
import { by, donationOf, drive, erase, snapshot } from '../support/drive.ts';
import { halted, watchClients } from '../support/halting.ts';
import {
  asMachine,
  beginRelease,
  copyOf,
  outcome,
  REMOVED,
  requested,
  review,
  reviewed,
  runRelease,
  storedRows,
  TYPES,
} from '../support/releasing.ts';
import { type Ids, later, openParts, type Parts } from '../support/steps.ts';

let parts: Parts;
/** The outcome of a release that nothing disturbs. */
let wanted: Awaited<ReturnType<typeof outcome>>;
let rows: readonly Row[];
let first: Ids;
beforeAll(async () => {
  parts = await openParts();
  // That of one task, which there is, does for a start.
  process.env.RELEASE_MACHINE_ARN = machineArn('erase');
  watchClients();
  first = await reviewed({ retention_days: 30 });
  const ids = await begun();
  rows = (await storedRows(ids, TYPES[0])) ?? [];
  await runRelease(ids);
  wanted = await outcome(ids);
});
afterAll(() => parts.close());

/** Under review, kept for a time. */
const waiting = (): Promise<Ids> => copyOf(first);

/** Its release has begun. */
async function begun(): Promise<Ids> {
  const ids = await waiting();
  await beginRelease(ids);
  return ids;
}

/** For each write of something: that what comes of it holds when it is halted right before. */
async function atEachWrite(check: (write: number) => Promise<{ readonly reached: boolean }>): Promise<number> {
  for (let write = 1; ; write += 1) {
    if (!(await check(write)).reached) return write - 1;
  }
}

describe('a release', () => {
  it('leaves what was not removed, counts what was, and forgets what tells of it', () => {
    const [some, none, all] = wanted.types;
    expect(some).toMatchObject({ told: { state: 'ready', counts: { seen: 6000, kept: 5992 }, removed: 8 } });
    expect(none).toMatchObject({ told: { state: 'empty', counts: { kept: 0 }, removed: 5000 }, facts: {} });
    expect(all).toMatchObject({ told: { state: 'ready', counts: { kept: 150 }, removed: 0 } });
    for (const type of [some, all]) expect(type?.facts.sha256).toBe(type?.hash);
    expect(wanted).toMatchObject({ status: 'processed', step: 'done', isUnderReview: false, ended: 1, left: [] });
    expect(wanted.objects).toEqual(['data/id/google_lens.parquet', 'data/id/youtube_history.parquet']);
  });

  it('comes to the same end wherever it dies, once it is run again', async () => {
    const writes = await atEachWrite(async (write) => {
      const ids = await waiting();
      const died = await halted(write, async () => {
        await beginRelease(ids);
        await runRelease(ids);
      });
      if ((await donationOf(ids)).status === 'review') await beginRelease(ids);
      await asMachine(() => runRelease(ids));
      expect([write, await outcome(ids)]).toEqual([write, wanted]);
      return died;
    });
    expect(writes).toBeGreaterThan(20);
  });

  it('has the rows in their order, without those that were removed', async () => {
    const ids = await begun();
    await runRelease(ids);
    expect(await storedRows(ids, TYPES[0])).toEqual(rows.filter((_, at) => !REMOVED.includes(at)));
  });

  it.each(TYPES)('is not disturbed by a step of %s that comes late, wherever that was held up', async (dataType) => {
    await atEachWrite(async (write) => {
      const ids = await begun();
      const late = await halted(
        write,
        () => asMachine(() => rewrite({ ...ids, dataType })),
        () => runRelease(ids),
      );
      await asMachine(() => runRelease(ids));
      expect([write, await outcome(ids)]).toEqual([write, wanted]);
      return late;
    });
  });

  it('is not disturbed by another run that does the same beside it', async () => {
    await atEachWrite(async (write) => {
      const ids = await begun();
      const late = await halted(
        write,
        () => asMachine(() => runRelease(ids)),
        async () => {
          for (const dataType of TYPES) await asMachine(() => rewrite({ ...ids, dataType }));
        },
      );
      await asMachine(() => runRelease(ids));
      expect([write, await outcome(ids)]).toEqual([write, wanted]);
      return late;
    });
  });

  it('changes nothing when its steps are executed twice', async () => {
    const ids = await begun();
    expect(await plan(ids)).toEqual(await plan(ids));
    for (const dataType of TYPES) {
      await rewrite({ ...ids, dataType });
      const after = await snapshot(ids);
      await rewrite({ ...ids, dataType });
      expect(await snapshot(ids)).toEqual(after);
    }
    expect(await plan(ids)).toEqual({ dataTypes: [] });
    await flip(ids);
    await expect(flip(ids)).rejects.toMatchObject({ name: 'Superseded' });
    await expect(plan(ids)).rejects.toMatchObject({ name: 'Superseded' });
    expect(await outcome(ids)).toEqual(wanted);
  });

  it('does not flip before every data type is released', async () => {
    const ids = await begun();
    await rewrite({ ...ids, dataType: TYPES[0] });
    await rewrite({ ...ids, dataType: TYPES[1] });
    await expect(flip(ids)).rejects.toMatchObject({ name: 'Error' });
    expect((await donationOf(ids)).status).toBe('review');
    await rewrite({ ...ids, dataType: TYPES[2] });
    await flip(ids);
    expect(await outcome(ids)).toEqual(wanted);
  });

  it('does not begin by its steps alone', async () => {
    const ids = await waiting();
    const before = await snapshot(ids);
    const steps = [() => plan(ids), () => rewrite({ ...ids, dataType: TYPES[0] }), () => flip(ids)];
    for (const run of steps) await expect(run()).rejects.toMatchObject({ name: 'Superseded' });
    expect(await snapshot(ids)).toEqual(before);
  });

  it('sets the end of what is kept for a time only, counted from then', async () => {
    const ids = await waiting();
    expect(await donationOf(ids)).not.toHaveProperty('retention_until');
    later(5 * DAY_MS);
    await beginRelease(ids);
    await runRelease(ids);
    const end = toTimestamp(Date.now() + 30 * DAY_MS);
    expect((await donationOf(ids)).retention_until).toBe(end);
    expect(await listOverdue(end)).toContainEqual({
      ...{ pk: expect.anything(), sk: expect.anything() },
      ...{ donation_id: ids.donationId, until: end },
    });
  });
});

describe('an erasure', () => {
  it('wins, at whatever write of a release it comes', async () => {
    const writes = await atEachWrite(async (write) => {
      const ids = await begun();
      const input = { donationId: ids.donationId, by };
      const late = await halted(
        write,
        () => asMachine(() => runRelease(ids)),
        () => erase(ids),
      );
      if (!late.reached) return late;
      // What a step wrote late goes with the last look.
      while ((await eraseVerify(input)).next === 'wait');
      const { items, objects } = await snapshot(ids);
      expect([write, items.map(({ sk }) => sk), objects]).toEqual([write, ['META'], []]);
      for (const dataType of TYPES) {
        await expect(rewrite({ ...ids, dataType })).rejects.toMatchObject({ name: 'Superseded' });
      }
      return late;
    });
    expect(writes).toBeGreaterThan(15);
  });
});

describe('a step of before the review', () => {
  it('puts nothing in the place of what was released, wherever it was held up while it read what it stores', async () => {
    for (let read = 1; ; read += 1) {
      await parts.reset();
      const ids = await requested();
      const overtaken = async () => {
        await drive(ids);
        await review(ids);
        await beginRelease(ids);
        await runRelease(ids);
      };
      const { reached } = await halted(read, () => asMachine(() => drive(ids)), overtaken, /^GetObject\w* runs/);
      if (!reached) return;
      const [some] = (await outcome(ids)).types;
      expect([read, some?.told.removed, some?.hash]).toEqual([read, REMOVED.length, some?.facts.sha256]);
      expect((await storedRows(ids, TYPES[0]))?.length).toBe(rows.length - REMOVED.length);
    }
  });
});
