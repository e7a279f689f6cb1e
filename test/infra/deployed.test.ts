import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openId } from '../../local/simulators/tiktok/tokens.ts';
import {
  accept,
  answerProvider,
  authorizeUrl,
  donate,
  openLink,
  participant,
  researcher,
  until as untilItHolds,
} from '../../local/walk.ts';
import { startDeployed, TIKTOK } from '../support/deployed.ts';
import { givenRights, usedRight } from '../support/rights.ts';
import type { DonationView, Rows } from '../support/study.ts';
import { notice } from '../support/tiktok.ts';

type Receipt = { readonly verified_at: string | null; readonly revocation: string };

let deployed: Awaited<ReturnType<typeof startDeployed>>;
let api: ReturnType<typeof researcher>;
let master: string;
beforeAll(async () => {
  deployed = await startDeployed();
  const project = await deployed.newProject();
  api = researcher(deployed.origin, project.token);
  master = project.master;
});
afterAll(() => deployed.close());

/** What functions asked for in vain, in words. */
const refused = () => [
  ...new Set(
    deployed.asked
      .filter(({ allowed }) => !allowed)
      .map((asked) => usedRight(asked) ?? `${asked.function} ${asked.action} ${JSON.stringify(asked.context)}`),
  ),
];

/** Waits, but not for what was refused. */
const until: typeof untilItHolds = async (ask, holds) =>
  untilItHolds(async () => {
    expect(refused()).toEqual([]);
    return ask();
  }, holds);

async function create(types: readonly string[], more: Record<string, unknown> = {}): Promise<DonationView> {
  const body = { source_type: 'google_portability', requested_data_types: types, ...more };
  const { status, body: donation } = await api.post<DonationView>('/api/donations/', body);
  expect(status).toBe(201);
  return donation;
}

const statusOf = async (id: string) => (await api.get<DonationView>(`/api/donations/${id}/`)).body;

/** Follows redirects to a file. @returns its size */
async function download(path: string): Promise<number> {
  const answer = await until(
    () => api.get(path),
    ({ status }) => status !== 202,
  );
  expect(answer.status, path).toBe(302);
  const file = await fetch(answer.headers.get('location') as string);
  expect(file.status, path).toBe(200);
  return (await file.arrayBuffer()).byteLength;
}

const isEnded = ({ status }: DonationView) => status === 'processed' || status === 'error';

async function ended(id: string): Promise<DonationView> {
  return until(() => statusOf(id), isEnded);
}

async function verified(receipt: string) {
  return until(
    async () => (await api.get<Receipt>(`/api/receipts/${receipt}/`)).body,
    ({ verified_at }) => verified_at !== null,
  );
}

/** Erases a donation. @returns its proof */
async function withdraw(id: string): Promise<Receipt> {
  await api.delete(`/api/donations/${id}/`);
  return proofOf(id);
}

async function proofOf(id: string): Promise<Receipt> {
  const { body } = await api.get<{ receipt: string }>(`/api/donations/${id}/`);
  return verified(body.receipt);
}

async function account(id: string, settings: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify({ name: id, provider: 'google', polls: 0, ...settings });
  const { status } = await fetch(`${deployed.simulator.url}/simulator/accounts/${id}`, { method: 'PUT', body });
  expect(status).toBeLessThan(300);
}

/** Rights that are needed later than a test waits, or after an interruption. */
const RARE = {
  'oauth writes SESSION': 'a session is touched once an hour',
  'export erases exports/': 'the donation was erased meanwhile',
  'sweep reads PROVIDER_JOB': 'grants that are left over after an hour are given back',
  'sweep reads PROVIDER_PERSON': 'so they are',
  'sweep reads SESSION': 'so they are',
  'sweep encrypts grant': 'so they are',
  'sweep decrypts grant': 'so they are',
  'sweep reads credentials': 'so they are',
  'sweep writes RECEIPT': 'donations are erased when their time is over',
  'sweep writes RETENTION': 'and forgotten then',
  'sweep writes UPLOAD': 'what is put to an address is swept after six hours',
  'sweep erases incoming/': 'so it is',
  'execution-failed writes RETENTION': 'enough had arrived before the execution failed',
  'execution-failed writes REVIEW': 'so it had',
  'sweep reads PARTICIPANT': 'grants that are left over after an hour are given back',
  'sweep writes REVIEW': 'the release forgets its end itself, unless the donation was erased',
  'erase-mark writes DONATION': 'where an erasure begins with the machine, as retention does',
  'erase-mark writes RECEIPT': 'so it is',
  'erase-verify writes DONATION': 'what a late step wrote after the erasure',
};

describe('the functions as they are bundled, with the rights and variables of the template', () => {
  it('say that nothing is set up as long as the operator has entered no credentials', async () => {
    const { donation_url } = await create(['search']);
    const browser = participant(deployed.origin);
    const id = await openLink(browser, donation_url);
    await accept(browser, id);
    const path = `/api/participant/donations/${id}/authorization/`;
    const { status, body } = await browser.call('POST', path, { body: {} });
    expect([status, body.code]).toEqual([503, 'not_configured']);
    deployed.secret.text = JSON.stringify({ client_id: 'datagift', client_secret: 'secret' });
  });

  it('take a donation from its link to its rows, files and withdrawal', async () => {
    const { id, donation_url } = await create(['youtube_history', 'search'], { retention_days: 1 });
    const browser = participant(deployed.origin);
    await donate(browser, donation_url, { account: 'maija' });
    expect(await ended(id)).toMatchObject({ status: 'processed', error: null });
    expect((await api.get<Rows>(`/api/donations/${id}/data/?data_type=youtube_history`)).body.count).toBeGreaterThan(0);
    for (const file of ['youtube_history.parquet', 'youtube_history.csv', 'search.ndjson']) {
      expect(await download(`/api/donations/${id}/data/${file}`)).toBeGreaterThan(0);
    }
    expect(await download(`/api/donations/${id}/export.zip`)).toBeGreaterThan(0);
    const mine = `/api/participant/donations/${id}`;
    expect((await browser.call('GET', `${mine}/data/?data_type=search`)).status).toBe(200);
    const { body } = await browser.call<{ receipt: string }>('DELETE', `${mine}/`);
    expect(await verified(body.receipt)).toMatchObject({ revocation: expect.stringMatching(/done|dead|not_needed/) });
  });

  it('keep what researchers and participants do besides', async () => {
    const key = { 'idempotency-key': 'once' };
    const body = { source_type: 'google_portability', requested_data_types: ['search'] };
    const created = await api.post<DonationView>('/api/donations/', body, key);
    const again = await api.post<DonationView>('/api/donations/', body, key);
    expect([created.status, again.status]).toEqual([201, 201]);
    expect(again.body.donation_url).toBe(created.body.donation_url);
    // So many data types that the answer is longer than KMS encrypts at once.
    const large = await api.post(
      '/api/donations/',
      { source_type: 'google_portability' },
      { 'idempotency-key': 'all' },
    );
    expect(large.status).toBe(201);
    const renewed = await api.post<DonationView>(`/api/donations/${created.body.id}/link/`, {});
    expect(renewed.status).toBe(201);
    expect((await api.get('/api/donations/?limit=1')).status).toBe(200);
    const browser = participant(deployed.origin);
    const landed = await donate(browser, renewed.body.donation_url, { account: 'maija', decision: 'deny' });
    expect(landed.landed).toContain('outcome=access_denied');
    expect((await browser.call('GET', '/api/participant/donations/')).status).toBe(200);
    expect((await browser.call('DELETE', '/api/participant/session/')).status).toBe(204);
    expect((await api.delete(`/api/donations/${created.body.id}/`)).status).toBe(204);
    expect((await api.get('/api/docs/')).status).toBe(200);
  });

  it('renew tokens wherever they end', async () => {
    await account('brief', { access_token_seconds: 60 });
    const { id, donation_url } = await create(['youtube_history']);
    await donate(participant(deployed.origin), donation_url, { account: 'brief' });
    expect(await ended(id)).toMatchObject({ status: 'processed' });
    await withdraw(id);
  });

  it('end a data type that cannot be read, and an execution that failed', async () => {
    const damaged = await deployed.file('damaged.zip', Buffer.from('no archive'));
    await account('damaged', { archives: { '*': [damaged] } });
    const { id, donation_url } = await create(['youtube_history']);
    await donate(participant(deployed.origin), donation_url, { account: 'damaged' });
    expect(await ended(id)).toMatchObject({ status: 'error' });

    await account('failing', { final_state: 'FAILED' });
    const failing = await create(['youtube_history']);
    await donate(participant(deployed.origin), failing.donation_url, { account: 'failing' });
    expect(await ended(failing.id)).toMatchObject({ status: 'error' });

    deployed.broken.set('initiate', 'Error');
    const unfinished = await create(['youtube_history']);
    await donate(participant(deployed.origin), unfinished.donation_url, { account: 'maija' });
    expect(await ended(unfinished.id)).toMatchObject({ status: 'error' });
    deployed.broken.clear();

    await account('waiting', { polls: 1000 });
    const waiting = await create(['youtube_history']);
    await donate(participant(deployed.origin), waiting.donation_url, { account: 'waiting' });
    await until(
      () => statusOf(waiting.id),
      ({ status }) => status === 'processing',
    );
    const input = JSON.stringify({ donationId: waiting.id, execution: 1 });
    await deployed.invoke('execution-failed', { detail: { status: 'TIMED_OUT', input } });
    expect(await ended(waiting.id)).toMatchObject({ status: 'error' });
  });

  it('stop, revoke and forget where one withdraws midway', async () => {
    await account('midway', { polls: 1000, access_token_seconds: 60 });
    const { id, donation_url } = await create(['youtube_history']);
    const browser = participant(deployed.origin);
    await donate(browser, donation_url, { account: 'midway' });
    await until(
      () => statusOf(id),
      ({ status }) => status === 'processing',
    );
    expect((await browser.call('POST', '/api/participant/identity/', { body: {} })).status).toBe(201);
    expect(await withdraw(id)).toMatchObject({ revocation: 'done' });
  });

  it('hold rows back until their participant releases them, and release them although that stops', async () => {
    const more = { review: { days: 1 }, retention_days: 1 };
    const { id, donation_url } = await create(['youtube_history', 'search', 'image_search'], more);
    const browser = participant(deployed.origin);
    await openLink(browser, donation_url);
    await accept(browser, id);
    const made = await browser.call<{ participant_url: string }>('POST', '/api/participant/identity/', { body: {} });
    const renewed = await browser.call<{ participant_url: string }>('POST', '/api/participant/identity/', { body: {} });
    expect([made.status, renewed.status]).toEqual([201, 201]);
    await donate(browser, donation_url, { account: 'maija' });
    await until(
      () => statusOf(id),
      ({ step }) => step === 'review',
    );
    const phone = participant(deployed.origin);
    await phone.call('POST', '/api/participant/session/', { body: { token: renewed.body.participant_url } });
    const own = `/api/participant/donations/${id}/`;
    const remove = (selection: object) => phone.call('POST', `${own}removals/`, { body: selection });
    expect((await remove({ data_type: 'youtube_history', rows: [0] })).status).toBe(201);
    expect((await remove({ data_type: 'search', all: true })).status).toBe(201);
    const { body } = await phone.call<{ removals: { id: string }[] }>('GET', `${own}removals/`);
    expect((await remove({ data_type: 'image_search', rows: [0] })).status).toBe(201);
    const headers = { 'content-type': 'application/json' };
    expect((await phone.call('DELETE', `${own}removals/${body.removals[0]?.id}/`, { headers })).status).toBe(200);
    const copy = await until(
      () => phone.call('GET', `${own}data/youtube_history.csv`),
      ({ status }) => status !== 202,
    );
    expect((await fetch(copy.headers.get('location') as string)).status).toBe(200);

    deployed.broken.set('release-plan', 'Superseded');
    expect((await phone.call('POST', `${own}release/`, { body: {} })).status).toBe(200);
    const sweep = () => deployed.invoke('sweep', {}) as Promise<{ stuck: number }>;
    await until(sweep, ({ stuck }) => stuck > 0);
    deployed.broken.clear();
    await until(
      async () => [await sweep(), await statusOf(id)] as const,
      ([, donation]) => isEnded(donation),
    );
    expect((await statusOf(id)).data_types.map(({ state }) => state)).toEqual(['ready', 'empty', 'ready']);
    await withdraw(id);
  });

  it('go on without the rest after one of several sign-ins', async () => {
    const { id, donation_url } = await create([]);
    const browser = participant(deployed.origin);
    await openLink(browser, donation_url);
    await accept(browser, id);
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), { account: 'empty' });
    await browser.call('GET', callback);
    const path = `/api/participant/donations/${id}/authorization/`;
    expect((await browser.call('POST', path, { body: { without_the_rest: true } })).status).toBe(200);
    expect(await ended(id)).toMatchObject({ status: 'processed' });
    const file = `/api/participant/donations/${id}/data/search.csv`;
    const answer = await until(
      () => browser.call('GET', file),
      ({ status }) => status !== 202,
    );
    expect((await fetch(answer.headers.get('location') as string)).status).toBe(200);
  });

  it('listen to what a platform tells', async () => {
    const types = ['tiktok_searches'];
    const account = (settings: object) =>
      fetch(`${deployed.simulator.url}/simulator/accounts/listening`, {
        method: 'PUT',
        body: JSON.stringify({ name: 'listening', provider: 'tiktok', ...settings }),
      });
    type Logged = { readonly path: string; readonly body: { readonly request_id?: string } };
    const checked = async () =>
      ((await (await fetch(`${deployed.simulator.url}/simulator/requests`)).json()) as Logged[]).findLast((each) =>
        each.path.endsWith('/v2/user/data/check/'),
      )?.body.request_id;

    await account({ polls: 1_000_000 });
    const { id, donation_url } = await create(types, { source_type: 'tiktok_portability' });
    await donate(participant(deployed.origin), donation_url, { account: 'listening' });
    const request = await until(checked, (known) => known !== undefined);
    const call = async (event: string, content: object | string, more: object = {}) =>
      (await fetch(`${deployed.origin}/webhooks/tiktok/`, notice(TIKTOK, event, content, more))).status;
    expect(await call('portability.download.ready', `{"request_id":${request}}`)).toBe(200);
    const user_openid = openId({ account: 'listening', client: TIKTOK.key });
    const removed = { user_openid, create_time: Math.ceil(Date.now() / 1000) };
    expect(await call('authorization.removed', { reason: 0 }, removed)).toBe(200);
    expect(await proofOf(id)).toMatchObject({ verified_at: expect.any(String) });

    await account({ polls: 0 });
    const again = await create(types, { source_type: 'tiktok_portability' });
    await donate(participant(deployed.origin), again.donation_url, { account: 'listening' });
    expect(await ended(again.id)).toMatchObject({ status: 'processed' });
  });

  it('keep files beside a donation', async () => {
    const { body } = await api.post<{ id: string; project_member_id: string; donation_url: string }>(
      '/api/donations/',
      { source_type: 'google_portability', requested_data_types: ['search'] },
    );
    const files = `${deployed.origin}/api/direct-sharing/project/`;
    const key = { authorization: `Bearer ${master}` };
    const fields = { project_member_id: body.project_member_id, metadata: '{"tags":[],"description":""}' };
    const post = async <Body>(path: string, form: FormData | URLSearchParams): Promise<Body> => {
      const headers = { ...key, ...(form instanceof FormData && { 'idempotency-key': 'once' }) };
      const answer = await fetch(`${files}${path}`, { method: 'POST', headers, body: form });
      expect(answer.ok, `${path} ${answer.status}`).toBe(true);
      return (await answer.json()) as Body;
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('data_file', new Blob(['small']), 'small.txt');
    const { id: small } = await post<{ id: number }>('files/upload/', form);
    expect(await post<{ id: number }>('files/upload/', form)).toEqual({ id: small });
    const direct = new URLSearchParams({ ...fields, filename: 'large.bin' });
    const { id, url } = await post<{ id: number; url: string }>('files/upload/direct/', direct);
    const absent = new URLSearchParams({ project_member_id: body.project_member_id, file_id: `${id}` });
    const early = await fetch(`${files}files/upload/complete/`, { method: 'POST', headers: key, body: absent });
    expect([early.status, await early.json()]).toEqual([400, { detail: 'file not present' }]);
    expect((await fetch(url, { method: 'PUT', body: Buffer.alloc(10_000_000, 'x') })).status).toBe(200);
    expect(await post('files/upload/complete/', absent)).toEqual({ status: 'ok', size: 10_000_000 });
    const wrong = { ...fields, metadata: `{"tags":[],"description":"","md5":"${'0'.repeat(32)}"}`, filename: 'a' };
    const other = await post<{ id: number; url: string }>('files/upload/direct/', new URLSearchParams(wrong));
    await fetch(other.url, { method: 'PUT', body: 'x' });
    const named = new URLSearchParams({ ...fields, file_id: `${other.id}` });
    const refusal = await fetch(`${files}files/upload/complete/`, { method: 'POST', headers: key, body: named });
    expect(refusal.status).toBe(400);
    const listed = (await (
      await fetch(`${files}exchange-member/?access_token=${master}&project_member_id=${body.project_member_id}`)
    ).json()) as { data: { download_url: string }[] };
    for (const { download_url } of listed.data) expect((await fetch(download_url)).status).toBe(200);
    expect((await fetch(`${files}members/?access_token=${master}`)).status).toBe(200);
    const browser = participant(deployed.origin);
    await openLink(browser, body.donation_url);
    const own = `/api/participant/donations/${body.id}/files/`;
    const redirect = await browser.call('GET', `${own}${small}/`);
    expect((await fetch(redirect.headers.get('location') as string)).status).toBe(200);
    expect((await browser.call('DELETE', `${own}${small}/`)).status).toBe(204);
    await post('files/delete/', new URLSearchParams({ ...fields, file_id: `${id}` }));
    await withdraw(body.id);
  });

  it('push on what stopped', async () => {
    const sweep = () => deployed.invoke('sweep', {}) as Promise<{ stuck: number; seen: number }>;
    const { id, donation_url } = await create(['youtube_history']);
    deployed.broken.set('authorize', 'Superseded');
    await donate(participant(deployed.origin), donation_url, { account: 'maija' });
    await until(sweep, ({ stuck }) => stuck > 0);
    await until(
      async () => [await sweep(), await statusOf(id)] as const,
      ([, donation]) => isEnded(donation),
    );
    deployed.broken.clear();
    deployed.broken.set('erase-mark', 'Superseded');
    expect((await api.delete(`/api/donations/${id}/`)).status).toBe(204);
    await until(sweep, ({ stuck }) => stuck > 0);
    deployed.broken.clear();
    await until(sweep, ({ seen }) => seen > 0);
    expect(await proofOf(id)).toMatchObject({ verified_at: expect.any(String) });
  });

  it('were refused nothing', () => {
    expect(refused()).toEqual([]);
    expect(deployed.failures).toEqual([]);
  });

  it('have no right that they do not use', () => {
    const used = new Set(deployed.asked.map(usedRight));
    expect(givenRights().filter((right) => !used.has(right) && !(right in RARE))).toEqual([]);
  });
});

describe('a call around CloudFront', () => {
  it('is refused', async () => {
    const event = { routeKey: 'GET /health', rawPath: '/health', headers: {}, requestContext: { requestId: 'r' } };
    expect(await deployed.invoke('public', event)).toMatchObject({ statusCode: 403 });
  });
});
