import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, answerProvider, authorizeUrl, donate, openLink, participant, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { type Service, startService } from '../support/service.ts';
import { type DonationView, type Logged, studyOf, summed, type TestStudy, watched } from '../support/study.ts';

/** Enough rows that filtering, storing and rendering them can be interrupted. */
const MANY = 100_000;
const HOUR_MS = 3_600_000;
const NEWEST = Date.parse('2024-01-10T00:00:00Z');

let service: Service;
let study: TestStudy;
const archives = new Map<number, string>();

async function archiveOf(rows: number): Promise<string> {
  const records = Array.from({ length: rows }, (_, n) => watched(n, new Date(NEWEST - n * HOUR_MS).toISOString()));
  const name = 'Portability/My Activity/YouTube/MyActivity.json';
  return service.file(`${rows}.zip`, await buildArchive([{ name, content: activityJson(records) }]));
}

beforeAll(async () => {
  service = await startService({ DATAGIFT_DATA_TYPES: 'all' });
  study = studyOf(service);
  for (const rows of [50, MANY]) archives.set(rows, await archiveOf(rows));
});
afterAll(() => service.close());

async function give(rows: number, faults: readonly object[] = [], polls = 0) {
  const account = crypto.randomUUID();
  await study.account(account, { archives: { 'myactivity.youtube': [archives.get(rows)] }, polls, faults });
  const created = await study.create({ requested_data_types: ['youtube_history'] });
  const browser = participant(service.origin);
  const { id } = await donate(browser, created.donation_url, { account });
  return { id, rows, browser, url: created.donation_url };
}

type Given = Awaited<ReturnType<typeof give>>;

/** The power goes, and comes back. */
async function cut(): Promise<void> {
  await service.kill();
  await service.restart();
}

/** Waits until the provider has been asked so and holds its answer back. */
const held = (ending: string, times = 1) =>
  until(
    () => study.requests(),
    (log) => log.filter(({ path, status }) => status === 0 && path.includes(ending)).length >= times,
  );

const reaches = (id: string, holds: (view: DonationView) => boolean) =>
  until(async () => (await study.api.get<DonationView>(`/api/donations/${id}/`)).body, holds);

/** That every row arrived once, and that nothing temporary is left. */
async function expectWhole({ id, rows }: Given): Promise<void> {
  const done = await study.ended(id);
  const [type] = done.data_types;
  expect(done).toMatchObject({ status: 'processed', error: null });
  expect(type).toMatchObject({ state: 'ready', counts: { seen: rows, kept: rows } });
  expect(type && summed(type.counts)).toBe(rows);
  const stored = await study.allRows(id, 'youtube_history', rows > 1000 ? '&start_date=2024-01-01' : '');
  const expected = Array.from({ length: rows }, (_, n) => NEWEST - n * HOUR_MS);
  const shown = rows > 1000 ? expected.filter((time) => time >= Date.parse('2024-01-01')) : expected;
  expect(stored.map(({ timestamp }) => timestamp)).toEqual(shown);
  const { objects, uploads } = await service.inspect();
  expect(objects.filter((key) => key.includes(id))).toEqual([`data/${id}/youtube_history.parquet`]);
  expect(uploads.filter((key) => key.includes(id))).toEqual([]);
}

/** That the sweep knows of them, whatever happens next. */
async function expectWork(given: readonly Given[]): Promise<void> {
  const { items } = await service.inspect();
  const known = items.filter(({ pk }) => pk === 'WORK').map(({ sk }) => sk);
  expect(known).toEqual(expect.arrayContaining(given.map(({ id }) => id)));
}

/** How many exports the provider has begun. */
const exportsBegun = async () =>
  (await study.requests()).filter(({ path, status }: Logged) => path.endsWith(':initiate') && status === 200).length;

const HOLD = { times: 1, delay_ms: 4000 };

describe('a power cut', () => {
  it('while exports are asked for, waited for and downloaded: the same rows, and no second export', async () => {
    const before = await exportsBegun();
    const given = await Promise.all(['state', 'download'].map((on) => give(50, [{ on, ...HOLD }])));
    await Promise.all([held('portabilityArchiveState'), held('/storage/')]);
    // The provider carries this one out when nobody hears its answer any more.
    given.push(await give(50, [{ on: 'initiate', times: 1, delay_ms: 700 }]));
    await held(':initiate');
    await expectWork(given);
    await cut();
    for (const each of given) await expectWhole(each);
    expect((await exportsBegun()) - before).toBe(3);
  });

  it.each(['filter', 'store'])('in the step %s: the same rows', async (step) => {
    let given = await give(MANY);
    const isThere = async () => (await reaches(given.id, (view) => [step, 'done'].includes(view.step))).step === step;
    // A fast machine may be through before it is seen there.
    while (!(await isThere())) given = await give(MANY);
    await cut();
    await expectWhole(given);
  });

  it('between two sign-ins, and in the middle of the second: the first counts, the second is asked again', async () => {
    const account = crypto.randomUUID();
    const settings = { archives: { 'myactivity.youtube': [archives.get(50)] }, polls: 0 };
    await study.account(account, settings);
    const created = await study.create({ requested_data_types: ['youtube', 'chrome', 'search'] });
    const browser = participant(service.origin);
    const id = await openLink(browser, created.donation_url);
    await accept(browser, id);
    const answer = async () => answerProvider(browser, await authorizeUrl(browser, id), { account });
    await browser.call('GET', await answer());
    await study.account(account, { ...settings, faults: [{ on: 'token', ...HOLD }] });
    const interrupted = await answer();
    const asked = (await study.requests()).length;
    const lost = browser.call('GET', interrupted).catch(() => undefined);
    await until(
      () => study.requests(asked),
      (log) => log.some(({ path, status }) => path.endsWith('/token') && status === 0),
    );
    await cut();
    await lost;
    const signIns = async () => {
      const { body } = await browser.call<{ sign_ins: object }>('GET', `/api/participant/donations/${id}/`);
      return body.sign_ins;
    };
    expect(await signIns()).toEqual({ of: 2, done: 1, granted_any: true });
    await browser.call('GET', interrupted);
    expect(await signIns()).toEqual({ of: 2, done: 1, granted_any: true });
    await browser.call('GET', await answer());
    const done = await study.ended(id);
    const states = done.data_types.map(({ state }) => state);
    expect([done.status, states.filter((state) => state !== 'ready' && state !== 'empty')]).toEqual(['processed', []]);
    expect(await study.allRows(id, 'youtube_history')).toHaveLength(50);
  });

  it('while the grant is given back: it is given back', async () => {
    const given = await give(50, [{ on: 'reset', ...HOLD }]);
    await held('authorization:reset');
    expect(await study.view(given.id)).toMatchObject({ status: 'processed' });
    await cut();
    await expectWhole(given);
    expect((await service.inspect()).items.filter(({ pk }) => pk === `GRANT#${given.id}`)).toEqual([]);
  });

  it('while a file is rendered: the next call has all of it', async () => {
    const given = await give(MANY);
    await study.ended(given.id);
    const path = `/api/donations/${given.id}/data/youtube_history.ndjson`;
    const first = study.api.get(path).catch(() => undefined);
    await until(
      () => service.inspect(),
      ({ items }) => items.some(({ sk, state }) => String(sk).startsWith('EXPORT#') && state === 'running'),
    );
    await cut();
    await first;
    const { headers } = await until(
      () => study.api.get(path),
      ({ status }) => status === 302,
    );
    const text = await (await fetch(headers.get('location') ?? '')).text();
    expect(text.trimEnd().split('\n')).toHaveLength(MANY);
  });

  it('while a donation is erased, and while its grant is revoked behind that: it is erased, and proven', async () => {
    const [one, other] = [await give(MANY), await give(50, [{ on: 'reset', ...HOLD }], 100_000)];
    await reaches(one.id, ({ step }) => step === 'filter' || step === 'store');
    const answers = Promise.all([one, other].map(({ id }) => study.api.delete(`/api/donations/${id}/`)));
    await answers;
    await held('authorization:reset');
    await expectWork([one, other]);
    await cut();
    for (const { id } of [one, other]) {
      const { status, body } = await study.api.get<{ receipt: string }>(`/api/donations/${id}/`);
      expect(status).toBe(410);
      const receipt = await until(
        async () => (await study.api.get(`/api/receipts/${body.receipt}/`)).body,
        ({ verified_at, revocation }) => verified_at !== null && revocation !== 'pending',
      );
      expect(receipt.erased_at).toEqual(expect.any(String));
      expect(receipt.revocation).toMatch(id === other.id ? /^(done|dead)$/ : /^(done|dead|not_needed)$/);
      const { objects, items } = await service.inspect();
      expect(objects.filter((key) => key.includes(id))).toEqual([]);
      expect(items.filter(({ pk }) => String(pk).includes(id)).map(({ sk }) => sk)).toEqual(['META']);
    }
  });
});
