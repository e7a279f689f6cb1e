import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowAccess } from '../../functions/core/access.ts';
import { queryItems } from '../../functions/store/items.ts';
import { donate, type Participant, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
let browser: Participant;
let id: string;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  browser = participant(stack.origin);
  const created = await study.create({ requested_data_types: ['youtube_history', 'search'] });
  ({ id } = await donate(browser, created.donation_url, { account: 'maija' }));
  await study.ended(id);
});
afterAll(() => stack.close());

const seen = async (): Promise<readonly RowAccess[]> => {
  const { body } = await browser.call<{ accesses: readonly RowAccess[] }>('GET', `/api/participant/donations/${id}/`);
  return body.accesses;
};
const read = (more: string) => study.api.get(`/api/donations/${id}/${more}`);
const forms = async () => (await seen()).map(({ data_type, form, times }) => [data_type, form, times]).toSorted();

describe('what the researcher has had of the rows', () => {
  it('is nothing while only the participant has read, or the researcher what is no row', async () => {
    const path = `/api/participant/donations/${id}/data`;
    expect((await browser.call('GET', `${path}/?data_type=search`)).status).toBe(200);
    expect((await browser.call('GET', `${path}/search.parquet`)).status).toBe(302);
    for (const more of ['', 'data/', 'data/?data_type=google_lens', 'data/nothing.csv', 'data/search.csv?exact=7']) {
      await read(more);
    }
    expect(await seen()).toEqual([]);
  });

  it('is told by data type and form: every page of rows, wherever the reading began', async () => {
    for (const offset of [5, 10, 0]) await read(`data/?data_type=search&limit=5&offset=${offset}`);
    for (const ending of ['parquet', 'csv', 'ndjson']) await read(`data/youtube_history.${ending}`);
    await read('export.zip?format=csv&data_types=search');
    expect(await forms()).toEqual([
      ['search', 'bundle', 1],
      ['search', 'rows', 3],
      ['youtube_history', 'csv', 1],
      ['youtube_history', 'ndjson', 1],
      ['youtube_history', 'parquet', 1],
    ]);
    const accesses = await seen();
    expect(accesses[0]).toMatchObject({ data_type: 'search', form: 'bundle' });
    const rows = accesses.find(({ form }) => form === 'rows') as RowAccess;
    expect(Date.parse(rows.last_at)).toBeGreaterThan(Date.parse(rows.first_at));
    expect(Date.parse(rows.last_at)).toBeLessThanOrEqual(Date.now());
  });

  it('goes with the donation', async () => {
    await browser.call('DELETE', `/api/participant/donations/${id}/`);
    expect(await queryItems(`DONATION#${id}`, 'ACCESS#')).toEqual([]);
  });
});
