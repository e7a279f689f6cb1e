/** test/browser/sweep-states.ts — the states that the sweep goes through; none is known by words, for all are in every language. */
import type { Page } from 'playwright-core';
import { type Api, problem } from '../support/participant-site.ts';
import { AT, agreed, newDonation, processed, underReview, watchedRows, working } from '../support/participant-views.ts';
import { answerReview } from '../support/review-api.ts';
import { DONATION, IDENTITY, LIST, PAGE, ROWS, SESSION, TOKEN } from './donate-harness.ts';
import { answerSession, LINK, MAKE } from './me-harness.ts';

export type State = {
  readonly name: string;
  /** In English. */
  readonly path: string;
  readonly answer?: (api: Api) => void;
  /** Shown when the state is there. */
  readonly sign: string;
  /** What a person does to come to the state. */
  readonly act?: (page: Page) => Promise<void>;
  readonly userAgent?: string;
  /** Whether things change here without anybody pressing anything, so that a live region has to tell. */
  readonly isLive?: true;
};

const ACCESS = { data_type: 'search', form: 'rows', times: 3, first_at: AT, last_at: AT } as const;
const FILE = {
  id: 1,
  name: `${'long-name-'.repeat(12)}.csv`,
  description: 'Results',
  tags: ['a'],
  size: 9e6,
  created_at: AT,
};
const RECEIPT = 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE';
const HOURS = Array.from({ length: 7 }, () => Array.from({ length: 24 }, (_, hour) => hour));
const OVERVIEW = {
  ...{ count: 412, undated: 3, unit: 'week', by_weekday_hour: HOURS },
  over_time: Array.from({ length: 52 }, (_, week) => ({
    start: new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10),
    count: week,
  })),
  ranked: { label: 'Channels', values: [{ value: 'Weather channel', count: 9 }], others: 4, exact: true },
};

const shows =
  (donation: object) =>
  (api: Api): void => {
    api[DONATION] = () => ({ body: donation });
  };

function showsRows(api: Api): void {
  shows({ ...processed, accesses: [ACCESS], files: [FILE], files_count: 1 })(api);
  api[ROWS] = () => ({ body: { count: 412, data: watchedRows(6), offset: 0, returned: 6, next: '/more' } });
  api['GET /api/participant/donations/don_1/overview/'] = () => ({ body: OVERVIEW });
}

function showsNewLink(api: Api): void {
  shows(newDonation({ consent: agreed, step: 'authorize' }))(api);
  api[IDENTITY] = () => ({ body: { personal_link: false, can_make: true } });
  api[MAKE] = () => ({ status: 201, body: { participant_url: LINK } });
}

const openAll = async (page: Page): Promise<void> => {
  for (const summary of await page.locator('main summary').all()) await summary.click();
};

const makeLink = async (page: Page): Promise<void> => {
  await page.locator('.personal-link button').first().click();
  await page.locator('.shown-link').waitFor();
  await openAll(page);
  await page.locator('.qr-code').waitFor();
};

/** The pages that nobody signs in to. */
export const TEXTS: readonly State[] = [
  { name: 'the first page', path: '/', sign: 'h1' },
  { name: 'the terms', path: '/terms/', sign: 'h1' },
  { name: 'the privacy notice', path: '/privacy/', sign: 'h1' },
];

export const NOT_THERE: State = { name: 'no such page', path: '/404.html', sign: 'h1' };

/** A donation, from the question to its copy. */
export const BEFORE: readonly State[] = [
  {
    name: 'the question',
    path: PAGE,
    answer: shows(newDonation({ review: { days: 7, until: null, releasing: false } })),
    sign: '.answers',
  },
  {
    name: 'a study not described',
    path: PAGE,
    answer: shows(newDonation({ study: { contact: 'x@example.org' } })),
    sign: '.notice',
  },
  {
    ...{ name: 'declined', path: PAGE, sign: '.answers' },
    answer: shows(newDonation({ consent: { ...agreed, accepted_at: null, declined_at: AT } })),
  },
  { name: 'the way to the platform', path: PAGE, answer: showsNewLink, sign: '.personal-link', act: makeLink },
  {
    ...{ name: 'several sign-ins', path: PAGE, sign: '.without-the-rest' },
    answer: shows(newDonation({ consent: agreed, step: 'authorize', sign_ins: { of: 3, done: 1, granted_any: true } })),
  },
  { name: 'a copy on its way', path: PAGE, answer: shows(working), sign: '.timeline', isLive: true },
];

/** The copy, looked through and given. */
export const AFTER: readonly State[] = [
  {
    ...{ name: 'the review', path: PAGE, sign: '.rows', isLive: true },
    answer: answerReview,
    act: async (page) => {
      await page.locator('.rows input').nth(1).click();
      await page.locator('.remove-bar button').click();
      await page.locator('.removals li').waitFor();
      await page.locator('.rows input').nth(2).click();
    },
  },
  {
    name: 'the review by the link alone',
    path: PAGE,
    answer: shows({ ...underReview, own: false, has_personal_link: true }),
    sign: '.notice',
    isLive: true,
  },
  {
    ...{ name: 'the question before the release', path: PAGE, sign: '.rows' },
    answer: answerReview,
    act: (page) => page.locator('.release > button').click(),
  },
  { name: 'the result', path: PAGE, answer: showsRows, sign: '.rows', isLive: true, act: openAll },
  {
    ...{ name: 'all fields of a row', path: PAGE, sign: '.rows' },
    answer: showsRows,
    act: (page) => page.locator('.rows .more button').first().click(),
  },
  {
    ...{ name: 'no copy', path: PAGE, sign: '.notice.is-error', isLive: true },
    answer: shows({
      ...processed,
      status: 'error',
      processed_at: null,
      error: { code: 'provider_failed', retryable: true },
    }),
  },
  {
    ...{ name: 'the question before withdrawing', path: PAGE, sign: '#withdraw' },
    answer: showsRows,
    act: (page) => page.locator('#withdraw > button').click(),
  },
];

/** Ways in that lead to no donation, and the way out. */
export const ASIDE: readonly State[] = [
  {
    ...{ name: 'the receipt', path: `/donate/#${TOKEN}`, sign: '.receipt-code' },
    answer: (api) => {
      api[SESSION] = () => problem(410, 'erased', { receipt: RECEIPT, erased_at: AT });
      api[`GET /api/receipts/${RECEIPT}/`] = () => ({
        body: { erased_at: AT, verified_at: AT, revocation: 'given_up' },
      });
    },
  },
  {
    name: 'a broken link',
    path: `/donate/#${TOKEN}`,
    answer: (api) => {
      api[SESSION] = () => problem(401, 'no_session');
    },
    sign: '.paste-link',
  },
  {
    name: 'no connection',
    path: `/donate/#${TOKEN}`,
    answer: (api) => {
      api[SESSION] = () => null;
    },
    sign: 'main button',
  },
  { name: 'several donations', path: '/donate/', answer: (api) => answerSession(api), sign: '.choices' },
  { name: 'another browser', path: '/donate/?outcome=other_browser', sign: 'main h1' },
  {
    name: 'within an app',
    path: `/donate/#${TOKEN}`,
    sign: '.in-app',
    userAgent: 'iPhone AppleWebKit Mobile Instagram 359.0',
  },
];

/** The page of all donations. */
export const MINE: readonly State[] = [
  {
    name: 'my donations',
    path: '/me/',
    answer: (api) => answerSession(api),
    sign: '.personal-link button',
    act: makeLink,
  },
  {
    ...{ name: 'no donation', path: '/me/', sign: '.paste-link' },
    answer: (api) => answerSession(api, { personal_link: false, can_make: false }, []),
  },
  {
    ...{ name: 'a link that is there', path: '/me/', sign: '.personal-link button', act: openAll },
    answer: (api) => answerSession(api, { personal_link: true, can_make: true }),
  },
  {
    name: 'no session',
    path: '/me/',
    answer: (api) => {
      api[LIST] = () => problem(401, 'no_session');
    },
    sign: '.paste-link',
  },
];
