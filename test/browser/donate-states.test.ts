import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { type Api, problem } from '../support/participant-site.ts';
import { AT, agreed, newDonation, processed, watchedRows, working } from '../support/participant-views.ts';
import { DONATION, heading, LIST, PAGE, ROWS, SESSION, TOKEN, useDonationPage } from './donate-harness.ts';

const { api, open } = useDonationPage();

/** How the researcher has read a data type. */
const ACCESS = {
  ...{ data_type: 'search', form: 'rows', times: 3 },
  ...{ first_at: '2026-05-01T08:00:00Z', last_at: '2026-05-03T12:00:00Z' },
} as const;

/** Every state of the page: what the API answers, and the heading by which the state is known. */
const STATES: readonly { name: string; path: string; answers: Api; title: string; text: string }[] = [
  {
    name: 'a new donation',
    path: PAGE,
    answers: { [DONATION]: () => ({ body: newDonation() }) },
    title: 'Your decision',
    text: '1 January 2023 to 31 December 2023',
  },
  {
    name: 'a study that does not say who asks',
    path: PAGE,
    answers: { [DONATION]: () => ({ body: newDonation({ study: { contact: 'x@example.org' } }) }) },
    title: 'Your decision',
    text: 'has not said yet who asks and why',
  },
  {
    name: 'a declined consent',
    path: PAGE,
    answers: {
      [DONATION]: () => ({ body: newDonation({ consent: { ...agreed, accepted_at: null, declined_at: AT } }) }),
    },
    title: 'You have decided not to take part',
    text: 'Change my mind',
  },
  {
    name: 'a donation of which the study has read a part',
    path: PAGE,
    answers: {
      [DONATION]: () => ({ body: { ...processed, accesses: [ACCESS, { ...ACCESS, form: 'bundle' }] } }),
      [ROWS]: () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } }),
    },
    title: 'What the study has fetched',
    text: 'Searches: read page by page, last on 3 May 2026',
  },
  {
    name: 'an accepted consent',
    path: PAGE,
    answers: { [DONATION]: () => ({ body: newDonation({ consent: agreed, step: 'authorize' }) }) },
    title: 'Next: Google asks you',
    text: 'you may leave any of them out',
  },
  {
    name: 'a link whose time to start is over',
    path: PAGE,
    answers: { [DONATION]: () => ({ body: newDonation({ consent: agreed, link_expires_at: AT }) }) },
    title: 'Next: Google asks you',
    text: 'You can still see it and withdraw',
  },
  {
    name: 'a copy on its way',
    path: PAGE,
    answers: { [DONATION]: () => ({ body: working }) },
    title: 'Your copy is on its way',
    text: 'You can close this page; your link keeps working.',
  },
  {
    name: 'a donation that arrived',
    path: PAGE,
    answers: {
      [DONATION]: () => ({ body: processed }),
      [ROWS]: () => ({ body: { count: 412, data: watchedRows(20), offset: 0, returned: 20, next: '/more' } }),
    },
    title: 'Your donation has arrived',
    text: '3,980 were outside the study period and removed',
  },
  {
    name: 'a donation that failed',
    path: PAGE,
    answers: {
      [DONATION]: () => ({
        body: {
          ...processed,
          status: 'error',
          processed_at: null,
          error: { code: 'provider_failed', retryable: true },
        },
      }),
    },
    title: 'The copy could not be fetched',
    text: 'The platform could not prepare this copy, though we asked several times.',
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
    path: PAGE,
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

const LOOKS = [
  { name: 'phone, light', size: SIZES[0], colorScheme: 'light' },
  { name: 'desktop, dark', size: SIZES[1], colorScheme: 'dark' },
] as const;

describe.each(LOOKS)('the donation page on a $name', (look) => {
  it.each(STATES)('shows $name so that everyone can use it', async ({ path, answers, title, text }) => {
    Object.assign(api, answers);
    const { page, faults, close } = await open(path, look);
    await heading(page, title).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(text);
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['nobody of the study has read anything', [], 'Nobody of the study has read or downloaded any'],
    ['the study may hold a copy', [ACCESS], 'The study has read or downloaded data of yours, last on 3 May 2026'],
  ])('opens and shows the question before withdrawing so that everyone can use it: %s', async (_, accesses, told) => {
    api[DONATION] = () => ({ body: { ...working, accesses } });
    const { page, faults, close } = await open(PAGE, look);
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw and delete everything?' });
    expect(await dialog.innerText()).toContain(told);
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
    await close();
  });
});
