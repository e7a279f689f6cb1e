import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import type { RangeSource } from '../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import { isBalanced, NO_ROWS } from '../../functions/core/accounting.ts';
import { HOUR_MS } from '../../functions/core/clock.ts';
import type { Grant } from '../../functions/core/grant.ts';
import { toInterval } from '../../functions/core/period.ts';
import { layoutOf } from '../../functions/providers/layouts.ts';
import type { GrantKeeper, Provider, ProviderClient } from '../../functions/providers/provider.ts';
import { bufferSink, bufferSource } from '../support/bytes.ts';
import { PLATFORMS, type Platform } from '../support/platforms.ts';

const ALWAYS = toInterval({});

/** As a step keeps a grant. */
function keeping(grant: Grant) {
  const kept = { grant, saved: 0 };
  const keeper: GrantKeeper = {
    async save(refreshed) {
      kept.grant = refreshed;
      kept.saved += 1;
    },
    load: async () => kept.grant,
  };
  return { kept, keeper };
}

/** A part in memory, where its server gives no ranges. */
async function readable(source: RangeSource): Promise<RangeSource> {
  if (source.ranged) return source;
  return bufferSource(Buffer.concat(await Array.fromAsync(source.stream(0, source.size))));
}

async function ready(client: ProviderClient, jobId: string): Promise<number> {
  for (let n = 0; n < 10; n += 1) {
    const { state, parts } = await client.exportState(jobId);
    if (state === 'complete') return parts;
    expect([state, parts]).toEqual(['in_progress', 0]);
  }
  throw new Error('It never was complete');
}

describe.each(PLATFORMS)('$name, as any provider,', ({ start, sourceType, group, otherGroup, dataType }) => {
  let platform: Platform;
  let provider: Provider;
  beforeAll(async () => {
    platform = await start();
    provider = platform.provider;
  });
  beforeEach(() => platform.reset());
  afterAll(() => platform.close());

  const started = async (client: ProviderClient): Promise<string> => {
    const initiation = await client.initiate(group, ALWAYS);
    if (initiation.outcome !== 'started') throw new Error('It was made before');
    return initiation.jobId;
  };

  it('refuses a code that is none', async () => {
    const exchange = { code: 'bad', codeVerifier: 'bad', redirectUri: 'http://localhost/' };
    await expect(provider.exchange(exchange)).rejects.toMatchObject({ code: 'exchange_refused' });
  });

  it('says what a grant allows, and refuses the rest', async () => {
    const client = provider.open(await platform.grant());
    const { oneTime, timeBased } = await client.accessTypes();
    expect([...oneTime, ...timeBased]).toEqual([group]);
    expect(provider.grantedGroups(client.grant.scopes)).toEqual([group]);
    await expect(client.initiate(otherGroup, ALWAYS)).rejects.toMatchObject({ code: 'not_granted' });
  });

  it('makes an export whose entries are rows of its data types, each accounted for', async () => {
    const client = provider.open(await platform.grant());
    const jobId = await started(client);
    const parts = await ready(client, jobId);
    expect(parts).toBeGreaterThan(0);
    const layout = layoutOf(sourceType);
    let counts = NO_ROWS;
    for (let part = 0; part < parts; part += 1) {
      const source = await readable(await client.part(jobId, part));
      for (const entry of await readDirectory(source, DEFAULT_LIMITS)) {
        if (!layout.isCandidate(entry.name)) continue;
        const found = layout.attribute({ name: entry.name, group, head: await entryHead(source, entry) });
        expect(found.kind).not.toBe('unknown');
        const readers = found.kind === 'data_type' ? [found, ...(found.also ?? [])] : [];
        for (const { reader } of readers.filter((each) => each.dataType === dataType)) {
          const filtered = await filterEntry({
            bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
            entry: entry.name,
            reader: layout.reader(dataType, reader, 'salt'),
            schema: provider.dataTypes[dataType]?.schema ?? { version: 0, columns: [] },
            ...{ interval: ALWAYS, limits: DEFAULT_LIMITS, openRun: bufferSink },
          });
          counts = filtered.counts;
        }
      }
    }
    expect(isBalanced(counts)).toBe(true);
    expect(counts.kept).toBeGreaterThan(0);
  });

  it('knows no export that it never made', async () => {
    const client = provider.open(await platform.grant());
    await expect(client.exportState(platform.foreignJob)).rejects.toMatchObject({ code: 'job_gone' });
  });

  it('has an access token replaced before its end, and kept before it is used', async () => {
    const { kept, keeper } = keeping(await platform.grant());
    const before = kept.grant;
    const client = provider.open(before, keeper);
    expect(await client.refresh()).toBe(before);
    platform.time.now = Date.parse(before.accessExpiresAt) - 60_000;
    const after = await client.refresh();
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(kept).toEqual({ grant: after, saved: 1 });
    expect((await client.accessTypes()).oneTime.length + (await client.accessTypes()).timeBased.length).toBe(1);
  });

  it('has one that is refused before its end replaced, and kept as well', async () => {
    const { kept, keeper } = keeping(await platform.grant());
    const client = provider.open(kept.grant, keeper);
    platform.endAccess();
    const jobId = await started(client);
    expect(kept.saved).toBe(1);
    expect(kept.grant).toEqual(client.grant);
    // Whoever opens what was kept goes on with it.
    expect((await provider.open(kept.grant, keeper).exportState(jobId)).state).toBe('in_progress');
  });

  it('takes nothing from a grant that was revoked, and can be told so twice', async () => {
    const client = provider.open(await platform.grant());
    const jobId = await started(client);
    await client.revoke();
    await expect(client.exportState(jobId)).rejects.toMatchObject({ code: 'grant_lost' });
    await client.revoke();
    await client.reset();
  });

  it('is worth asking again where nobody answers, and says nothing of what was asked', async () => {
    const grant = await platform.grant();
    const unheard = platform.unheard();
    for (const call of [
      () => unheard.open(grant).exportState(platform.foreignJob),
      () => unheard.open(grant).initiate(group, ALWAYS),
      () => unheard.open(grant).revoke(),
      () => unheard.exchange({ code: 'secret-code', codeVerifier: 'v', redirectUri: 'r' }),
      () => {
        platform.time.now += 365 * 24 * HOUR_MS;
        return unheard.open(grant).refresh();
      },
    ]) {
      const error = await call().then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).toMatchObject({ code: 'unavailable' });
      const said = JSON.stringify([error, error?.message, error?.cause, String(error?.cause)]);
      expect(said).not.toContain(grant.accessToken);
      expect(said).not.toContain('secret-code');
    }
  });
});
