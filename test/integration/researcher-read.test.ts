import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Donation } from '../../functions/core/donation.ts';
import { newId } from '../../functions/core/id.ts';
import {
  donation,
  donationSummary,
  receipt as receiptAnswer,
  rowPage,
  tombstone,
} from '../../functions/core/schemas-answers.ts';
import { createDonation, lookUpDonation } from '../../functions/store/donations.ts';
import { createResearcher } from '../../functions/store/researchers.ts';
import { researcher } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { searchRow, setDonation, setProcessed, setType, storeRows } from './researcher-support.ts';

type Page = {
  count: number;
  data: Record<string, unknown>[];
  offset: number;
  returned: number;
  next: string | null;
  undated_excluded?: number;
};
type Problem = { code: string; detail: string; errors?: Record<string, string[]> };
type Named = { id: string };

let stack: TestStack;
let stranger: string;
beforeAll(async () => {
  stack = await testStack();
  stranger = (await createResearcher({ name: 'Stranger', study: {} }, Date.now())).token;
});
afterAll(() => stack.close());

const api = (token = stack.researcherToken) => researcher(stack.origin, token);
const HOUR = 3_600_000;
const LAST = Date.parse('2024-03-01T12:00:00Z');

async function create(body: object = {}, token = stack.researcherToken): Promise<string> {
  const answer = await api(token).post<Named>('/api/donations/', { source_type: 'google_portability', ...body });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** Hourly rows, newest first, and two without a time behind them. */
const hourly = (count: number) => [
  ...Array.from({ length: count }, (_, n) => searchRow(LAST - n * HOUR, `Searched for ${n}`)),
  ...[searchRow(null, 'undated 1'), searchRow(null, 'undated 2')],
];

async function processed(rows: ReturnType<typeof hourly>, types = ['search']): Promise<string> {
  const id = await create({ requested_data_types: types });
  await storeRows(id, 'search', rows);
  await setProcessed(id);
  return id;
}

const rows = (id: string, query: string) => api().get<Page & Problem>(`/api/donations/${id}/data/?${query}`);

describe('the list of donations', () => {
  it('holds one’s own only, newest first, without links', async () => {
    const { token } = await createResearcher({ name: 'Lister', study: {} }, Date.now());
    const ids = [await create({}, token), await create({}, token), await create({}, token)];
    const { status, body, headers } = await api(token).get<Named[]>('/api/donations/');
    expect(status).toBe(200);
    expect(body.map(({ id }) => id)).toEqual(ids.toReversed());
    for (const each of body) expect(donationSummary.strict().parse(each)).toEqual(each);
    expect(headers.get('link')).toBeNull();
  });

  it('goes on where the Link header leads, each donation once', async () => {
    const { token } = await createResearcher({ name: 'Pager', study: {} }, Date.now());
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await create({ external_id: n % 2 ? 'odd' : 'even' }, token));
    const seen: string[] = [];
    let path: string | undefined = '/api/donations/?limit=2';
    while (path) {
      const { body, headers }: { body: Named[]; headers: Headers } = await api(token).get<Named[]>(path);
      expect(body.length).toBeLessThanOrEqual(2);
      seen.push(...body.map(({ id }) => id));
      path = headers.get('link')?.match(/^<([^>]+)>; rel="next"$/)?.[1];
    }
    expect(seen).toEqual(ids.toReversed());
    const even = await api(token).get<Named[]>('/api/donations/?external_id=even&status=pending');
    expect(even.body.map(({ id }) => id)).toEqual([ids[4], ids[2], ids[0]]);
    expect((await api(token).get('/api/donations/?status=processed')).body).toEqual([]);
  });

  it('stays below 5 MB and goes on in the next answer', async () => {
    const { token } = await createResearcher({ name: 'Wide', study: {} }, Date.now());
    // A control character takes six bytes of JSON.
    const [purpose, title] = ['\u0001x'.repeat(1000), '\u0001x'.repeat(100)];
    const one = (await lookUpDonation(await create({ study: { purpose, title } }, token))) as Donation;
    const more = Array.from({ length: 699 }, () => ({ ...one, id: newId('don') }));
    for (const each of more) await createDonation(each);
    const ids = [one, ...more].map(({ id }) => id);
    const first = await fetch(`${stack.origin}/api/donations/`, { headers: { authorization: `Token ${token}` } });
    const text = await first.text();
    expect(first.status).toBe(200);
    expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
    const next = first.headers.get('link')?.match(/^<([^>]+)>/)?.[1] as string;
    const { body } = await api(token).get<Named[]>(next);
    const all = [...(JSON.parse(text) as Named[]), ...body].map(({ id }) => id);
    expect(all.length).toBe(700);
    expect(all.toSorted()).toEqual(ids.toSorted());
  });

  it.each(['limit=0', 'limit=-1', 'limit=10001', 'limit=x', 'status=done', 'cursor=abc', 'cursor=', 'page=2'])(
    'refuses ?%s, naming it',
    async (query) => {
      const { status, body } = await api().get<Problem>(`/api/donations/?${query}`);
      expect([status, Object.keys(body.errors ?? {})]).toEqual([400, [query.split('=')[0]]]);
    },
  );

  it('tells of erased donations when asked for them, and leaves them out else', async () => {
    const id = await create();
    await api().delete(`/api/donations/${id}/`);
    const erased = (await api().get<Named[]>('/api/donations/?status=erased')).body;
    const found = erased.find((each) => each.id === id);
    expect(tombstone.strict().parse(found)).toMatchObject({ id, status: 'erased', erased_by: 'researcher' });
    expect((await api().get<Named[]>('/api/donations/')).body.map((each) => each.id)).not.toContain(id);
  });
});

describe('one donation', () => {
  it('is shown with each data type and why it ended', async () => {
    const id = await create({ requested_data_types: ['search', 'discover'] });
    await setType(id, 'discover', 'failed', { reason: 'archive_corrupt' });
    await setDonation(id, {
      status: 'error',
      error: 'archive_corrupt',
      last_attempt: { code: 'access_denied', at: '2026-01-01T00:00:00.000Z' },
    });
    const { body } = await api().get<Record<string, unknown>>(`/api/donations/${id}/`);
    expect(donation.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: 'error',
      error: { code: 'archive_corrupt', retryable: true, detail: expect.stringContaining('checks') },
      last_attempt: { code: 'access_denied' },
      data_types: [
        { data_type: 'search', state: 'requested', reason: null, not_granted: [] },
        { data_type: 'discover', state: 'failed', reason: { code: 'archive_corrupt' } },
      ],
    });
    expect(body).not.toHaveProperty('link_hash');
    expect(body).not.toHaveProperty('researcher_id');
  });

  it('of another researcher, unknown or impossible is 404 in every call', async () => {
    const id = await processed(hourly(1));
    const other = api(stranger);
    const absent = 'don_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    for (const name of [id, absent, 'nonsense', '..%2f..%2fetc', '%00', `${id}x`]) {
      const path = `/api/donations/${name}`;
      const calls = [other.get(`${path}/`), other.get(`${path}/data/`), other.get(`${path}/data/?data_type=search`)];
      const more = [other.get(`${path}/data/search.csv`), other.post(`${path}/link/`), other.delete(`${path}/`)];
      const statuses = (await Promise.all([...calls, ...more])).map(({ status }) => status);
      expect(statuses, name).toEqual(Array(6).fill(404));
    }
    expect((await api().get(`/api/donations/${id}/`)).status).toBe(200);
  });

  it('that is erased answers 410 to every read', async () => {
    const id = await processed(hourly(1));
    expect((await api().delete(`/api/donations/${id}/`)).status).toBe(204);
    for (const path of ['', 'data/', 'data/?data_type=search', 'data/search.parquet', 'data/search.csv']) {
      const { status, body } = await api().get<Problem>(`/api/donations/${id}/${path}`);
      expect([status, body.code], path).toEqual([410, 'erased']);
    }
    expect((await api().post(`/api/donations/${id}/link/`)).status).toBe(410);
    expect((await api().delete(`/api/donations/${id}/`)).status).toBe(204);
  });
});

describe('a receipt', () => {
  it('tells anyone who has its code what became of the erasure, however the code is typed', async () => {
    const id = await create();
    await api().delete(`/api/donations/${id}/`);
    const { receipt } = (await api().get<{ receipt: string }>(`/api/donations/${id}/`)).body;
    for (const typed of [receipt, receipt.toLowerCase(), receipt.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      const response = await fetch(`${stack.origin}/api/receipts/${typed}/`);
      const body: unknown = await response.json();
      expect(response.status).toBe(200);
      expect(receiptAnswer.strict().parse(body)).toEqual(body);
    }
  });

  it('that does not exist is 404', async () => {
    const response = await fetch(`${stack.origin}/api/receipts/00000-00000-00000-00000-00000/`);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'not_found']);
  });
});

describe('rows', () => {
  it('come newest first with time and timestamp, page by page, each once', async () => {
    const stored = hourly(250);
    const id = await processed(stored);
    const seen: unknown[] = [];
    let path: string | null = `/api/donations/${id}/data/?data_type=search&limit=100`;
    while (path) {
      const { status, body }: { status: number; body: Page } = await api().get<Page>(path);
      expect([status, body.count, body.offset, body.returned]).toEqual([200, 252, seen.length, body.data.length]);
      rowPage.strict().parse(body);
      seen.push(...body.data.map(({ title }) => title));
      path = body.next;
    }
    expect(seen).toEqual(stored.map(({ title }) => title));
    const [first] = (await rows(id, 'data_type=search&limit=1')).body.data;
    expect(first).toMatchObject({ time: '2024-03-01T12:00:00.000Z', timestamp: LAST });
  });

  it('of dates: both days included, undated ones left out and counted', async () => {
    const id = await processed(hourly(96));
    const { body } = await rows(id, 'data_type=search&start_date=2024-02-28&end_date=2024-02-29&limit=10');
    expect([body.count, body.returned, body.undated_excluded]).toEqual([48, 10, 2]);
    expect(body.data[0]?.time).toBe('2024-02-29T23:00:00.000Z');
    expect(body.next).toContain('start_date=2024-02-28');
    const open = await rows(id, 'data_type=search&start_date=2024-03-01');
    expect(open.body.count).toBe(13);
    const none = await rows(id, 'data_type=search&start_date=2030-01-01');
    expect(none.body).toMatchObject({ count: 0, data: [], next: null });
    expect((await rows(id, 'data_type=search')).body).not.toHaveProperty('undated_excluded');
  });

  it('end where the offset lies behind them', async () => {
    const id = await processed(hourly(3));
    const { status, body } = await rows(id, `data_type=search&offset=${Number.MAX_SAFE_INTEGER}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: 5, returned: 0, data: [], next: null });
  });

  it('of a page above 5 MB go on at the next one', async () => {
    const wide = Array.from({ length: 30 }, (_, n) => searchRow(LAST - n, `${n} ${'"ä'.repeat(100_000)}`));
    const id = await processed(wide);
    const seen: string[] = [];
    let path: string | null = `/api/donations/${id}/data/?data_type=search`;
    let pages = 0;
    while (path) {
      const response: Response = await fetch(path.startsWith('/') ? `${stack.origin}${path}` : path, {
        headers: { authorization: `Token ${stack.researcherToken}` },
      });
      const text = await response.text();
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000_000);
      const body = JSON.parse(text) as Page;
      seen.push(...body.data.map(({ title }) => String(title)));
      path = body.next;
      pages += 1;
    }
    expect(seen).toEqual(wide.map(({ title }) => title));
    expect(pages).toBeGreaterThan(2);
  });

  it('too large for any answer are named, and can be passed', async () => {
    const id = await processed([searchRow(LAST, 'x'.repeat(6_000_000)), searchRow(LAST - 1, 'small')]);
    const refused = await rows(id, 'data_type=search');
    expect([refused.status, refused.body.code]).toEqual([413, 'too_large']);
    expect((await rows(id, 'data_type=search&offset=1')).body.data[0]).toMatchObject({ title: 'small' });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=-5', 'limit'],
    ['limit=10001', 'limit'],
    ['limit=99999999999999999999', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=9007199254740993', 'offset'],
    ['offset=1.5', 'offset'],
    ['start_date=2024-02-30', 'start_date'],
    ['start_date=yesterday', 'start_date'],
    ['end_date=2024-13-01', 'end_date'],
    ['start_date=2024-01-02&end_date=2024-01-01', 'end_date'],
    ['data_type=nothing', 'data_type'],
    ['data_type=__proto__', 'data_type'],
    ['startdate=2024-01-01', 'startdate'],
  ])('are not given for ?%s: 400 that names %s', async (query, field) => {
    const id = await processed(hourly(1));
    const asked = query.startsWith('data_type') ? query : `data_type=search&${query}`;
    const { status, body } = await rows(id, asked);
    expect([status, body.code, Object.keys(body.errors ?? {})]).toEqual([400, 'invalid', [field]]);
  });

  it('are not there before the donation is processed: 409 with status and step', async () => {
    const id = await create({ requested_data_types: ['search'] });
    const early = await rows(id, 'data_type=search');
    expect([early.status, early.body]).toMatchObject([
      409,
      { code: 'not_ready', donation_status: 'pending', step: 'consent' },
    ]);
    await storeRows(id, 'search', hourly(1));
    await setDonation(id, { status: 'processing', step: 'store' });
    const late = await rows(id, 'data_type=search');
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'not_ready', donation_status: 'processing', step: 'store' },
    ]);
    expect((await api().get(`/api/donations/${id}/data/`)).body).toEqual({ data_types: [] });
  });

  it('say why they are not there, type by type', async () => {
    const id = await processed(hourly(1), [
      'search',
      'discover',
      'google_lens',
      'image_search',
      'video_search',
      'youtube_history',
    ]);
    await setType(id, 'discover', 'failed', { reason: 'archive_corrupt' });
    await setType(id, 'google_lens', 'expired', { reason: 'deadline_passed' });
    await setType(id, 'image_search', 'not_granted');
    await setType(id, 'video_search', 'empty');
    await setType(id, 'youtube_history', 'running');
    const outcome = async (name: string) => {
      const { status, body } = await rows(id, `data_type=${name}`);
      return [status, body.code];
    };
    expect(await outcome('search')).toEqual([200, undefined]);
    expect(await outcome('discover')).toEqual([409, 'failed']);
    expect(await outcome('google_lens')).toEqual([409, 'expired']);
    expect(await outcome('image_search')).toEqual([409, 'not_granted']);
    expect(await outcome('youtube_history')).toEqual([409, 'not_ready']);
    expect(await outcome('google_play_store')).toEqual([404, 'not_requested']);
    expect((await rows(id, 'data_type=video_search')).body).toMatchObject({
      count: 0,
      data: [],
      returned: 0,
      next: null,
    });
    const { body } = await api().get<{ data_types: string[] }>(`/api/donations/${id}/data/`);
    expect(body.data_types.toSorted()).toEqual(['search', 'video_search']);
  });

  it('stay readable while the participant authorizes again for what was missing', async () => {
    const id = await processed(hourly(2), ['search', 'discover']);
    await setType(id, 'discover', 'requested');
    await setDonation(id, { status: 'authorized', step: 'authorize' });
    expect((await rows(id, 'data_type=search')).body.count).toBe(4);
    expect((await rows(id, 'data_type=discover')).body.code).toBe('not_ready');
  });

  it('leave a trace of who asked, never of what they got', async () => {
    const id = await processed(hourly(2));
    await rows(id, 'data_type=search');
    await api().get(`/api/donations/${id}/data/search.parquet`);
    const events = (await stack.items(id)).filter(({ sk }) => sk.startsWith('EVENT#'));
    expect(events).toContainEqual(expect.objectContaining({ event: 'queried', by: 'researcher', data_type: 'search' }));
    expect(events).toContainEqual(expect.objectContaining({ event: 'downloaded', form: 'parquet' }));
    expect(JSON.stringify(events)).not.toContain('Searched for');
  });
});
