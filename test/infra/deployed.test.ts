import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate, participant, researcher, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { startDeployed } from '../support/deployed.ts';
import { type DonationView, type Rows, watched } from '../support/study.ts';

let deployed: Awaited<ReturnType<typeof startDeployed>>;
let api: ReturnType<typeof researcher>;
beforeAll(async () => {
  deployed = await startDeployed();
  api = researcher(deployed.origin, await deployed.newResearcher());
});
afterAll(() => deployed.close());

const refused = () =>
  deployed.asked
    .filter(({ allowed }) => !allowed)
    .map(({ function: name, action, resource, context }) => ({ name, action, resource, context }));

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

describe('the functions as they are bundled, with the rights and variables of the template', () => {
  it('take a donation from its link to its rows, files and withdrawal', async () => {
    const { id, donation_url } = await create(['youtube_history', 'search']);
    const browser = participant(deployed.origin);
    await donate(browser, donation_url, { account: 'maija' });
    const done = await until(
      () => statusOf(id),
      ({ status }) => status === 'processed' || status === 'error',
    );
    if (refused().length) console.log(JSON.stringify(refused(), null, 1));
    expect(done).toMatchObject({ status: 'processed', error: null });
    expect((await api.get<Rows>(`/api/donations/${id}/data/?data_type=youtube_history`)).body.count).toBeGreaterThan(0);
    for (const file of ['youtube_history.parquet', 'youtube_history.csv', 'search.ndjson']) {
      expect(await download(`/api/donations/${id}/data/${file}`)).toBeGreaterThan(0);
    }
    expect(await download(`/api/donations/${id}/export.zip`)).toBeGreaterThan(0);
    const mine = `/api/participant/donations/${id}`;
    expect((await browser.call('GET', `${mine}/data/?data_type=search`)).status).toBe(200);
    const { body } = await browser.call<{ receipt: string }>('DELETE', `${mine}/`);
    const receipt = await until(
      async () => (await api.get<{ verified_at: string | null }>(`/api/receipts/${body.receipt}/`)).body,
      ({ verified_at }) => verified_at !== null,
    );
    expect(receipt).toMatchObject({ revocation: expect.stringMatching(/done|dead|not_needed/) });
    expect(refused()).toEqual([]);
    expect(deployed.failures).toEqual([]);
  });
});
