import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate, participant, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { type Logged, type Rows, studyOf, summed, type TestStudy, watched } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
});
afterAll(() => stack.close());

describe('a donation by a script alone', () => {
  it.concurrent('ends with exactly the rows of the archive that lie in the period', async () => {
    const { path, records } = await study.youtubeArchive('exact', 2000);
    await study.account('exact', { archives: { 'myactivity.youtube': [path] } });
    const created = await study.create({
      data_start_date: '2023-11-01',
      data_end_date: '2023-12-31',
      requested_data_types: ['youtube_history'],
    });
    const { id, landed } = await donate(participant(stack.origin), created.donation_url, { account: 'exact' });
    expect(landed).toContain(`/donate/?donation=${id}`);

    const done = await study.ended(id);

    expect(done).toMatchObject({ status: 'processed', step: 'done', error: null, access_type: 'one_time' });
    const expected = records
      .filter(({ time }) => time >= '2023-11-01' && time < '2024-01-01')
      .sort((a, b) => b.time.localeCompare(a.time));
    const rows = await study.allRows(id, 'youtube_history');
    expect(rows.map(({ time, title, url }) => ({ time, title, url }))).toEqual(
      expected.map(({ time, title, titleUrl }) => ({ time, title, url: titleUrl })),
    );
    expect(done.data_types[0]?.counts).toMatchObject({
      seen: 2000,
      kept: expected.length,
      outside_period: 2000 - expected.length,
    });
    expect(done.timeline.map(({ step }) => step)).toEqual([
      ...['consent', 'authorize', 'initiate', 'poll', 'download', 'filter', 'store', 'done'],
    ]);
  });

  it('asks the provider for one export a group, with the period where it is taken, and resets once at the end', async () => {
    const since = (await study.requests()).length;
    const created = await study.create({ data_start_date: '2023-01-01', data_end_date: '2023-12-31' });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'maija' });
    const done = await study.ended(id);
    expect(done.status).toBe('processed');
    const isReset = ({ path }: Logged) => path.endsWith('authorization:reset');
    const log = await until(
      async () => (await study.requests()).slice(since),
      (entries) => entries.some(isReset),
    );

    const initiated = log
      .filter(({ path }) => path.endsWith(':initiate'))
      .map(({ body }) => body as { resources: string[] });
    expect(initiated.map(({ resources }) => resources).sort()).toEqual(
      [
        ['discover.follows'],
        ['discover.likes'],
        ['discover.not_interested'],
        ['myactivity.play'],
        ['myactivity.search'],
        ['myactivity.youtube'],
      ].sort(),
    );
    for (const body of initiated) {
      const filtered = body.resources[0]?.startsWith('myactivity.');
      expect(body).toEqual({
        resources: body.resources,
        ...(filtered && { startTime: '2023-01-01T00:00:00Z', endTime: '2024-01-01T00:00:00Z' }),
      });
    }
    const downloads = log.filter(({ path }) => path.includes('/storage/'));
    expect(downloads.length).toBeGreaterThan(0);
    for (const { range, status } of downloads) {
      expect(range).toMatch(/^bytes=/);
      expect(status).toBe(206);
    }
    expect(log.filter(isReset)).toHaveLength(1);
    expect(log.findIndex(isReset)).toBe(log.length - 1);
    expect(log.findLastIndex(({ path }) => path.includes('/storage/'))).toBeLessThan(log.findIndex(isReset));
    for (const { data_type, counts } of done.data_types) expect(summed(counts), data_type).toBe(counts.seen);
    expect(done.data_types.map(({ state }) => state)).toEqual(Array(8).fill('ready'));
  });

  it.concurrent('keeps the rows of both parts of an archive, once each', async () => {
    const records = Array.from({ length: 40 }, (_, n) => watched(n, new Date(1.7e12 - n * 3_600_000).toISOString()));
    const part = async (name: string, folder: string, own: typeof records) =>
      stack.file(
        name,
        await buildArchive([{ name: `Portability/My Activity/${folder}/MyActivity.json`, content: activityJson(own) }]),
      );
    const archives = [
      await part(
        'two-1.zip',
        'YouTube',
        records.filter((_, n) => n % 2 === 0),
      ),
      await part(
        'two-2.zip',
        'YouTube',
        records.filter((_, n) => n % 2 === 1),
      ),
    ];
    await study.account('two-parts', { archives: { 'myactivity.youtube': archives } });
    const created = await study.create({ requested_data_types: ['youtube_history'] });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'two-parts' });
    await study.ended(id);
    expect((await study.allRows(id, 'youtube_history')).map(({ title }) => title)).toEqual(
      records.map(({ title }) => title),
    );
  });

  it('goes on with what was granted, and tells what was not', async () => {
    const created = await study.create({ requested_data_types: ['youtube_history', 'search'] });
    const choice = { account: 'maija', only: ['myactivity.search'] };
    const { id } = await donate(participant(stack.origin), created.donation_url, choice);
    const done = await study.ended(id);
    expect(done.status).toBe('processed');
    const state = Object.fromEntries(done.data_types.map((type) => [type.data_type, type.state]));
    expect(state).toEqual({ search: 'ready', youtube_history: 'not_granted' });
    const refused = await study.api.get(`/api/donations/${id}/data/?data_type=youtube_history`);
    expect([refused.status, refused.body.code]).toEqual([409, 'not_granted']);
  });

  it('fetches what was missing when the participant authorizes again, and leaves the rest untouched', async () => {
    const created = await study.create({ requested_data_types: ['youtube_history', 'search'] });
    const first = participant(stack.origin);
    const { id } = await donate(first, created.donation_url, { account: 'maija', only: ['myactivity.search'] });
    await study.ended(id);
    const before = await study.allRows(id, 'search');
    await donate(participant(stack.origin), created.donation_url, { account: 'maija' });
    const done = await until(
      () => study.view(id),
      ({ data_types }) => data_types.every(({ state }) => state === 'ready'),
    );
    expect(done.data_types.map(({ data_type }) => data_type).sort()).toEqual(['search', 'youtube_history']);
    expect(await study.allRows(id, 'search')).toEqual(before);
  });

  it('can be tried again after access was denied', async () => {
    const created = await study.create({ requested_data_types: ['search'] });
    const browser = participant(stack.origin);
    const { id, landed } = await donate(browser, created.donation_url, { account: 'maija', decision: 'deny' });
    expect(landed).toContain('outcome=access_denied');
    expect(await study.view(id)).toMatchObject({
      status: 'pending',
      step: 'authorize',
      last_attempt: { code: 'access_denied' },
    });
    await donate(browser, created.donation_url, { account: 'maija' });
    expect((await study.ended(id)).status).toBe('processed');
  });

  it.concurrent('calls data that does not exist empty, not an error', async () => {
    const created = await study.create({});
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'empty' });
    const done = await study.ended(id);
    expect(done.status).toBe('processed');
    expect(new Set(done.data_types.map(({ state }) => state))).toEqual(new Set(['empty']));
    const { status, body } = await study.api.get<Rows>(`/api/donations/${id}/data/?data_type=search`);
    expect([status, body.count, body.data]).toEqual([200, 0, []]);
  });

  it.concurrent('finds every data type in another language', async () => {
    const created = await study.create({});
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'finnish' });
    const done = await study.ended(id);
    expect(done.data_types.map(({ data_type, state }) => [data_type, state])).toEqual(
      done.data_types.map(({ data_type }) => [data_type, 'ready']),
    );
  });

  it.concurrent('ends in an error with a reason when the provider’s jobs fail for good', async () => {
    const created = await study.create({ requested_data_types: ['youtube_history'] });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'failing' });
    const done = await study.ended(id);
    expect(done).toMatchObject({ status: 'error', error: { code: 'provider_failed', retryable: true } });
    expect(done.data_types[0]).toMatchObject({ state: 'failed', reason: { code: 'provider_failed' } });
  });

  it.concurrent('downloads a part as a whole where the server ignores ranges', async () => {
    const { path, records } = await study.youtubeArchive('unranged', 100);
    await study.account('unranged', { archives: { 'myactivity.youtube': [path] }, ranges: false });
    const created = await study.create({ requested_data_types: ['youtube_history'] });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'unranged' });
    await study.ended(id);
    expect(await study.allRows(id, 'youtube_history')).toHaveLength(records.length);
  });
});

describe('erasing', () => {
  const traces = async (id: string) => ({
    objects: await stack.objectKeys(id),
    items: (await stack.items(id)).map(({ sk }) => sk),
  });

  const donated = async () => {
    const created = await study.create({ requested_data_types: ['search'] });
    const browser = participant(stack.origin);
    const { id } = await donate(browser, created.donation_url, { account: 'maija' });
    await study.ended(id);
    return { id, browser, created };
  };

  const receiptOf = (code: string) =>
    until(
      async () => (await study.api.get<Record<string, string | null>>(`/api/receipts/${code}/`)).body,
      ({ verified_at, revocation }) => verified_at !== null && revocation !== 'pending',
    );

  it('by the researcher leaves no object and no item but the tombstone', async () => {
    const { id } = await donated();
    expect((await traces(id)).objects.length).toBeGreaterThan(0);
    expect((await study.api.delete(`/api/donations/${id}/`)).status).toBe(204);
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect((await study.api.get(`/api/donations/${id}/data/?data_type=search`)).status).toBe(410);
    expect((await study.api.delete(`/api/donations/${id}/`)).status).toBe(204);
    await until(
      () => traces(id),
      ({ objects, items }) => objects.length === 0 && items.length === 1,
    );
    expect((await traces(id)).items).toEqual(['META']);
    const { body } = await study.api.get<{ id: string }[]>('/api/donations/?status=erased');
    expect(body.map((tombstone) => tombstone.id)).toContain(id);
  });

  it('by the participant gives a receipt that proves it, and the link leads to the tombstone', async () => {
    const { id, browser, created } = await donated();
    const { status, body } = await browser.call<{ receipt: string; erased_at: string }>(
      'DELETE',
      `/api/participant/donations/${id}/`,
      { body: {} },
    );
    expect(status).toBe(200);
    expect(body.erased_at).toMatch(/^\d{4}-/);
    expect((await traces(id)).objects).toEqual([]);
    expect(await receiptOf(body.receipt)).toMatchObject({ erased_at: body.erased_at });
    expect((await traces(id)).items).toEqual(['META']);
    const again = participant(stack.origin);
    const token = new URL(created.donation_url).hash.slice(1);
    const opened = await again.call('POST', '/api/participant/session/', { body: { token } });
    expect([opened.status, opened.body.code, opened.body.receipt]).toEqual([410, 'erased', body.receipt]);
  });

  it('works before anything was authorized, and in the middle of processing', async () => {
    const pending = await study.create({ requested_data_types: ['search'] });
    expect((await study.api.delete(`/api/donations/${pending.id}/`)).status).toBe(204);
    const slow = await study.create({ requested_data_types: ['search'] });
    const { id } = await donate(participant(stack.origin), slow.donation_url, { account: 'slow' });
    await until(
      () => study.view(id),
      ({ status }) => status === 'processing',
    );
    expect((await study.api.delete(`/api/donations/${id}/`)).status).toBe(204);
    for (const gone of [pending.id, id]) {
      await until(
        () => traces(gone),
        ({ objects, items }) => objects.length === 0 && items.length === 1,
      );
    }
  });
});
