import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_ROWS } from '../../functions/core/accounting.ts';
import { buildSite } from '../../local/build-site.ts';
import type { DonationView } from '../../web/lib/contract.ts';
import { expectGoodPage, SIZES, startBrowser, type Visit, visit } from '../support/browser.ts';
import {
  type Api,
  dataType,
  newDonation,
  problem,
  startParticipantSite,
  watchedRows,
} from '../support/participant-site.ts';

const DONATION = 'GET /api/participant/donations/don_1/';
const SESSION = 'POST /api/participant/session/';
const LIST = 'GET /api/participant/donations/';
const ROWS = 'GET /api/participant/donations/don_1/data/';
const TOKEN = `dgd_${'a'.repeat(43)}`;
const AT = '2026-01-05T10:00:00.000Z';

let browser: Browser;
let site: Awaited<ReturnType<typeof startParticipantSite>>;
const api: Api = {};

beforeAll(async () => {
  await buildSite();
  site = await startParticipantSite(api);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => {
  for (const name of Object.keys(api)) delete api[name];
});

const agreed = { ...(newDonation().consent as NonNullable<DonationView['consent']>), accepted_at: AT };

const working = newDonation({
  status: 'processing',
  step: 'poll',
  consent: agreed,
  can_authorize: false,
  access_type: 'one_time',
  last_checked_at: AT,
  next_check_at: AT,
  timeline: [
    { step: 'consent', at: AT },
    { step: 'authorize', at: AT },
    { step: 'initiate', at: AT },
    { step: 'poll', at: AT },
  ],
  data_types: [
    dataType('youtube_history', 'YouTube history', { state: 'running' }),
    dataType('search', 'Searches', { state: 'not_granted' }),
  ],
});

const processed = newDonation({
  ...working,
  status: 'processed',
  step: 'done',
  processed_at: AT,
  can_authorize: true,
  return_url: 'https://example.org/thanks',
  data_types: [
    dataType('youtube_history', 'YouTube history', {
      state: 'ready',
      counts: {
        ...NO_ROWS,
        seen: 4410,
        kept: 412,
        outside_period: 3980,
        undated: 3,
        malformed: 1,
        filtered: 4,
        duplicate: 10,
      },
      min_time: '2023-01-02T00:00:00Z',
      max_time: '2023-12-30T00:00:00Z',
    }),
    dataType('search', 'Searches', { state: 'not_granted' }),
    dataType('google_lens', 'Google Lens', { state: 'empty' }),
    dataType('discover', 'Discover', {
      state: 'failed',
      reason: { code: 'archive_corrupt', title: 'Damaged', detail: 'The copy arrived damaged.' },
    }),
  ],
});

/** The browser itself reports answers of 4xx and lost connections on the console; that is no fault of the page. */
const REFUSALS = /Failed to load resource/;

async function open(path: string, size: Visit['page'] extends never ? never : (typeof SIZES)[number] = SIZES[1]) {
  const visitor = await visit(browser, { size, origins: [site.origin], expected: REFUSALS });
  await visitor.page.goto(site.origin + path);
  return visitor;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** Every state of the page: what the API answers, and the heading by which the state is known. */
const STATES: readonly { name: string; path: string; answers: Api; title: string; text: string }[] = [
  {
    name: 'a new donation',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => ({ body: newDonation() }) },
    title: 'Your decision',
    text: '1 January 2023 to 31 December 2023',
  },
  {
    name: 'a study that does not say who asks',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => ({ body: newDonation({ study: { contact: 'x@example.org' } }) }) },
    title: 'Your decision',
    text: 'has not said yet who asks and why',
  },
  {
    name: 'a declined consent',
    path: '/donate/?donation=don_1',
    answers: {
      [DONATION]: () => ({ body: newDonation({ consent: { ...agreed, accepted_at: null, declined_at: AT } }) }),
    },
    title: 'You have decided not to take part',
    text: 'Change my mind',
  },
  {
    name: 'an accepted consent',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => ({ body: newDonation({ consent: agreed, step: 'authorize' }) }) },
    title: 'Next: Google asks you',
    text: 'you may leave any of them out',
  },
  {
    name: 'a link whose time to start is over',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => ({ body: newDonation({ consent: agreed, link_expires_at: AT }) }) },
    title: 'Next: Google asks you',
    text: 'You can still see it and withdraw',
  },
  {
    name: 'a copy on its way',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => ({ body: working }) },
    title: 'Your copy is on its way',
    text: 'You can close this page; your link keeps working.',
  },
  {
    name: 'a donation that arrived',
    path: '/donate/?donation=don_1',
    answers: {
      [DONATION]: () => ({ body: processed }),
      [ROWS]: () => ({ body: { count: 412, data: watchedRows(20), offset: 0, returned: 20, next: '/more' } }),
    },
    title: 'Your donation has arrived',
    text: '3,980 were outside the study period and removed',
  },
  {
    name: 'a donation that failed',
    path: '/donate/?donation=don_1',
    answers: {
      [DONATION]: () => ({
        body: {
          ...processed,
          status: 'error',
          processed_at: null,
          error: {
            code: 'provider_failed',
            title: 'x',
            detail: 'The platform could not prepare this copy.',
            retryable: true,
          },
        },
      }),
    },
    title: 'The copy could not be fetched',
    text: 'The platform could not prepare this copy.',
  },
  {
    name: 'an erased donation',
    path: `/donate/#${TOKEN}`,
    answers: {
      [SESSION]: () => problem(410, 'erased', { receipt: 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE', erased_at: AT }),
      'GET /api/receipts/AAAAA-BBBBB-CCCCC-DDDDD-EEEEE/': () => ({
        body: { erased_at: AT, verified_at: null, revocation: 'pending' },
      }),
    },
    title: 'This donation has been deleted',
    text: 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE',
  },
  {
    name: 'a broken link',
    path: `/donate/#${TOKEN}`,
    answers: { [SESSION]: () => problem(401, 'no_session') },
    title: 'This link does not work',
    text: 'ask the study for a new link',
  },
  {
    name: 'no session',
    path: '/donate/',
    answers: { [LIST]: () => problem(401, 'no_session') },
    title: 'Open the link from your invitation again',
    text: 'Your link keeps working',
  },
  {
    name: 'several donations',
    path: '/donate/',
    answers: { [LIST]: () => ({ body: [newDonation(), newDonation({ id: 'don_2' })] }) },
    title: 'Your donations',
    text: 'Which one?',
  },
  {
    name: 'no connection',
    path: `/donate/#${TOKEN}`,
    answers: { [SESSION]: () => null },
    title: 'The service cannot be reached',
    text: 'Try again',
  },
  {
    name: 'a fault of the service',
    path: '/donate/?donation=don_1',
    answers: { [DONATION]: () => problem(500, 'internal') },
    title: 'Something went wrong on our side',
    text: 'Try again',
  },
  {
    name: 'a return to another browser',
    path: '/donate/?outcome=other_browser',
    answers: {},
    title: 'Go back to the browser where you started',
    text: 'so it was not used',
  },
];

describe.each(SIZES)('the donation page on a $name', (size) => {
  it.each(STATES)('shows $name so that everyone can use it', async ({ path, answers, title, text }) => {
    Object.assign(api, answers);
    const { page, faults, close } = await open(path, size);
    await heading(page, title).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(text);
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('opens and shows the question before withdrawing so that everyone can use it', async () => {
    api[DONATION] = () => ({ body: working });
    const { page, faults, close } = await open('/donate/?donation=don_1', size);
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw and delete everything?' });
    expect(await dialog.innerText()).toContain('The researcher may already have downloaded a copy');
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
    await close();
  });
});

describe('opening a link', () => {
  it('drops the token from the address before the session is there, and keeps the donation', async () => {
    let addressWhileOpening = '';
    const { page, close } = await visit(browser, { size: SIZES[1], origins: [site.origin] });
    await page.route('**/api/participant/session/', async (route) => {
      addressWhileOpening = page.url();
      await route.continue();
    });
    let sent: unknown;
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'donation', donation_id: 'don_1' } };
    };
    api[DONATION] = () => ({ body: newDonation() });
    await page.goto(`${site.origin}/donate/#${TOKEN}`);
    await heading(page, 'Everyday media use').waitFor();
    expect(sent).toEqual({ token: TOKEN });
    expect(addressWhileOpening).not.toContain(TOKEN);
    expect(page.url()).toBe(`${site.origin}/donate/?donation=don_1`);
    await close();
  });

  it('opens a link that is followed while the page is already there', async () => {
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = () => ({ body: { kind: 'donation', donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await heading(page, 'Open the link from your invitation again').waitFor();
    await page.goto(`${site.origin}/donate/#${TOKEN}`);
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).not.toContain(TOKEN);
    await close();
  });

  it('opens a link that is pasted whole', async () => {
    let sent: unknown;
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'donation', donation_id: 'don_1' } };
    };
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await page.getByLabel('Your link').fill(` https://example.org/donate/#${TOKEN} `);
    await page.getByRole('button', { name: 'Open' }).click();
    await heading(page, 'Everyday media use').waitFor();
    expect(sent).toEqual({ token: `https://example.org/donate/#${TOKEN}` });
    await close();
  });

  it('remembers the link when the connection was gone, and opens it on the second try', async () => {
    api[SESSION] = () => null;
    const { page, close } = await open(`/donate/#${TOKEN}`);
    await heading(page, 'The service cannot be reached').waitFor();
    api[SESSION] = () => ({ body: { kind: 'donation', donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'Everyday media use').waitFor();
    await close();
  });

  it('shows the only donation of the session without being asked', async () => {
    api[LIST] = () => ({ body: [newDonation()] });
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(`${site.origin}/donate/?donation=don_1`);
    await close();
  });

  it('never makes a link of an address that is none', async () => {
    const study = { ...newDonation().study, contact: 'javascript:alert(1)', privacy_url: 'javascript:alert(1)' };
    api[DONATION] = () => ({
      body: newDonation({
        study,
        consent: { ...agreed, accepted_at: null, declined_at: AT },
        return_url: 'javascript:alert(1)',
      }),
    });
    const { page, close } = await open('/donate/?donation=don_1');
    await heading(page, 'You have decided not to take part').waitFor();
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    await close();
  });
});

describe('deciding', () => {
  it('sends what was read, and shows no again after a second thought', async () => {
    let donation = newDonation();
    const sent: unknown[] = [];
    api[DONATION] = () => ({ body: donation });
    api['POST /api/participant/donations/don_1/consent/'] = ({ body }) => {
      sent.push(body);
      donation = newDonation({
        consent: { ...agreed, accepted_at: null, declined_at: `2026-01-05T10:00:0${sent.length}Z` },
      });
      return { body: donation };
    };
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You have decided not to take part').waitFor();
    await page.getByRole('button', { name: 'Change my mind' }).click();
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You have decided not to take part').waitFor();
    expect(sent).toEqual([
      { consent_id: 'con_1', accepted: false },
      { consent_id: 'con_1', accepted: false },
    ]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('You have decided not to take part');
    await close();
  });

  it('gives both answers the same size and look', async () => {
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/?donation=don_1');
    const looks = await Promise.all(
      ['I agree', 'I do not agree'].map((name) =>
        page.getByRole('button', { name, exact: true }).evaluate((button) => {
          const { width, height } = button.getBoundingClientRect();
          const { color, backgroundColor, borderColor, fontWeight } = getComputedStyle(button);
          return { width, height, color, backgroundColor, borderColor, fontWeight };
        }),
      ),
    );
    expect(looks[0]).toEqual(looks[1]);
    await close();
  });

  it('shows the new text when the old one no longer holds', async () => {
    let text = 'The old text.';
    api[DONATION] = () => ({ body: newDonation({ consent: { ...agreed, accepted_at: null, text } }) });
    api['POST /api/participant/donations/don_1/consent/'] = () => {
      text = 'The new text.';
      return problem(409, 'consent_changed');
    };
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByRole('button', { name: 'I agree', exact: true }).click();
    await page.getByText('The new text.').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Please read it again.');
    await close();
  });
});

describe('coming back from the platform', () => {
  it.each([
    ['access_denied', 'You did not allow access'],
    ['nothing_granted', 'No box was ticked'],
    ['state_unknown', 'This attempt is no longer valid'],
    ['state_used', 'This attempt has already been used'],
    ['exchange_failed', 'did not accept the answer'],
    ['link_expired', 'The time to start this donation is over'],
    ['provider_error', 'reported an error'],
    ['provider_unavailable', 'does not answer just now'],
  ])('says %s in words, once', async (outcome, words) => {
    api[DONATION] = () => ({ body: newDonation({ consent: agreed, step: 'authorize' }) });
    const { page, close } = await open(`/donate/?donation=don_1&outcome=${outcome}`);
    await heading(page, 'Next: Google asks you').waitFor();
    expect(await page.getByRole('alert').first().innerText()).toContain(words);
    expect(page.url()).toBe(`${site.origin}/donate/?donation=don_1`);
    await close();
  });
});

describe('waiting', () => {
  it('follows the donation until it has arrived, and then stops asking', async () => {
    let asked = 0;
    api[DONATION] = () => ({
      body: ++asked < 3 ? { ...working, last_checked_at: new Date().toISOString() } : processed,
    });
    api[ROWS] = () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } });
    const { page, close } = await open('/donate/?donation=don_1');
    await heading(page, 'Your copy is on its way').waitFor();
    await heading(page, 'Your donation has arrived').waitFor();
    await page.waitForTimeout(2500);
    expect(asked).toBe(3);
    await close();
  });

  it('says that the connection is gone, keeps what it showed, and goes on by itself', async () => {
    let answer: DonationView | null = working;
    api[DONATION] = () => answer && { body: answer };
    const { page, close } = await open('/donate/?donation=don_1');
    await heading(page, 'Your copy is on its way').waitFor();
    answer = null;
    await page.getByText('this page keeps trying').waitFor();
    expect(await heading(page, 'Your copy is on its way').isVisible()).toBe(true);
    answer = working;
    await page.getByText('this page keeps trying').waitFor({ state: 'hidden' });
    await close();
  });

  it('shows the receipt when the donation is erased meanwhile', async () => {
    let erased = false;
    api[DONATION] = () => (erased ? problem(410, 'erased', { receipt: 'R-1', erased_at: AT }) : { body: working });
    const { page, close } = await open('/donate/?donation=don_1');
    await heading(page, 'Your copy is on its way').waitFor();
    erased = true;
    await heading(page, 'This donation has been deleted').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('R-1');
    await close();
  });
});

describe('seeing the data', () => {
  const rows = watchedRows(250);

  /** Answers pages of the rows, no longer than the service wants. */
  const answerRows = (longest = 10_000): void => {
    api[DONATION] = () => ({ body: processed });
    api[ROWS] = ({ query }) => {
      const days = [query.get('start_date') ?? '0', query.get('end_date') ?? '9'] as const;
      const fitting = rows.filter(({ time }) => `${time}`.slice(0, 10) >= days[0] && `${time}`.slice(0, 10) <= days[1]);
      const offset = Number(query.get('offset'));
      const data = fitting.slice(offset, offset + Math.min(Number(query.get('limit')), longest));
      const end = offset + data.length;
      return {
        body: {
          count: fitting.length,
          data,
          offset,
          returned: data.length,
          next: end < fitting.length ? '/more' : null,
        },
      };
    };
  };

  it('shows rows page by page, there and back', async () => {
    answerRows();
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 201 to 250 of 250').waitFor();
    expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    expect(await page.locator('table.rows tbody tr').count()).toBe(100);
    await close();
  });

  it('follows pages that the service cut short', async () => {
    answerRows(30);
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByText('Rows 1 to 30 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 31 to 60 of 250').waitFor();
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByText('Rows 1 to 30 of 250').waitFor();
    await close();
  });

  it('shows only the days that were chosen, and none where there is none', async () => {
    answerRows();
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByLabel('From day').fill('2023-12-29');
    await page.getByLabel('To day').fill('2023-12-29');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Rows 1 to 24 of 24').waitFor();
    await page.getByLabel('To day').fill('2023-12-28');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The first day is after the last one.').waitFor();
    await page.getByLabel('From day').fill('2023-02-01');
    await page.getByLabel('To day').fill('2023-02-02');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('There are no rows between these days.').waitFor();
    await close();
  });

  it('opens all fields of a row, and links without telling the other site where one came from', async () => {
    answerRows();
    const { page, faults, close } = await open('/donate/?donation=don_1', SIZES[0]);
    await page.getByRole('button', { name: 'All fields' }).first().click();
    expect(await page.locator('.fields').innerText()).toContain('1703980800000');
    const link = page.locator('.rows a').first();
    expect(await link.getAttribute('rel')).toContain('noreferrer');
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('waits until a file has been made, then downloads it', async () => {
    answerRows();
    let asked = 0;
    api['GET /api/participant/donations/don_1/data/youtube_history.csv'] = () => {
      asked += 1;
      if (asked === 1) return { status: 202, headers: { 'retry-after': '1' }, body: {} };
      return { status: 302, headers: { location: '/api/file' } };
    };
    api['GET /api/file'] = () => ({
      headers: { 'content-disposition': 'attachment; filename="rows.csv"' },
      body: 'time',
    });
    const { page, faults, close } = await open('/donate/?donation=don_1');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await downloading).suggestedFilename()).toBe('rows.csv');
    expect(await page.getByRole('main').innerText()).toContain('The download has started.');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('withdrawing', () => {
  it('shows the receipt at once and follows the deletion', async () => {
    let receipt = { erased_at: null as string | null, verified_at: null as string | null, revocation: 'pending' };
    api[DONATION] = () => ({ body: newDonation() });
    api['DELETE /api/participant/donations/don_1/'] = () => ({ body: { receipt: 'R-2', erased_at: null } });
    api['GET /api/receipts/R-2/'] = () => ({ body: receipt });
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await heading(page, 'Your data is being deleted').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('R-2');
    receipt = { erased_at: AT, verified_at: AT, revocation: 'done' };
    await heading(page, 'This donation has been deleted').waitFor();
    expect(await page.getByRole('link', { name: 'See or end our access at Google' }).getAttribute('href')).toContain(
      'myaccount.google.com',
    );
    await close();
  });

  it('says so when it did not work, and can be tried again', async () => {
    api[DONATION] = () => ({ body: newDonation() });
    api['DELETE /api/participant/donations/don_1/'] = () => problem(500, 'internal');
    const { page, close } = await open('/donate/?donation=don_1');
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog').getByText('Nothing is lost. Please try again').waitFor();
    expect(await page.getByRole('button', { name: 'Delete everything' }).isEnabled()).toBe(true);
    await close();
  });
});
