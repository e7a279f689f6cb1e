import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';

const { api, newLink, origin, person, window } = useService();

type Link = Awaited<ReturnType<typeof newLink>>;

/** Polls that nobody waits for. */
const NEVER = 10_000;
const NOT_READ = 'Nobody of the study has read or downloaded any of your data from here so far.';
const READ = 'The study has read or downloaded data of yours, last on';

async function allow(page: Page, { donation_url: link }: Link, settings: object = {}): Promise<void> {
  await agree(page, link);
  await answerPlatform(page, await person(100, settings), 'Allow');
}

/** The states in which somebody may want to withdraw: how one comes there, and by what it is known. */
const STATES: readonly {
  readonly name: string;
  readonly asked?: object;
  readonly reach: (page: Page, link: Link) => Promise<unknown>;
  /** What is said of copies that the study may have. */
  readonly told?: string;
  /** What the receipt says of our access at the platform. */
  readonly access?: string;
}[] = [
  {
    name: 'before anything is decided',
    reach: async (page, { donation_url: link }) => {
      await page.goto(link);
      await heading(page, 'Your decision').waitFor();
    },
  },
  {
    name: 'after declining',
    reach: async (page, { donation_url: link }) => {
      await page.goto(link);
      await press(page, 'I do not agree');
      await heading(page, 'You have decided not to take part').waitFor();
    },
  },
  { name: 'after agreeing', reach: (page, { donation_url: link }) => agree(page, link) },
  {
    name: 'while the copy is made',
    reach: async (page, link) => {
      await allow(page, link, { polls: NEVER });
      await heading(page, 'Your copy is on its way').waitFor();
    },
    access: 'ended',
  },
  {
    name: 'under review',
    asked: { review: { days: 7 } },
    reach: async (page, link) => {
      await allow(page, link);
      await heading(page, 'Look through your data, then release it').waitFor();
    },
  },
  {
    name: 'after it has arrived',
    reach: async (page, link) => {
      await allow(page, link);
      await arrival(page);
    },
  },
  {
    name: 'after the study has read it',
    reach: async (page, link) => {
      await allow(page, link);
      await arrival(page);
      expect((await api().get(`/api/donations/${link.id}/data/?data_type=search`)).status).toBe(200);
      await page.reload();
      await heading(page, 'What the study has fetched').waitFor();
    },
    told: READ,
  },
  {
    name: 'after it has failed',
    reach: async (page, link) => {
      await allow(page, link, { final_state: 'FAILED' });
      await heading(page, 'The copy could not be fetched').waitFor();
    },
  },
];

describe.each([
  { when: 'before there is anything', states: STATES.slice(0, 4) },
  { when: 'when there is something', states: STATES.slice(4) },
])('withdrawing $when', ({ states }) => {
  for (const { name, asked, reach, told = NOT_READ, access } of states) {
    onEachSize(`${name} deletes everything and leaves a receipt, for ever`, async (size) => {
      const link = await newLink(asked);
      const { page, faults, close } = await window({ size, expected: /status of 410/ });
      await reach(page, link);
      await press(page, 'Withdraw and delete …');
      const dialog = page.getByRole('dialog', { name: 'Withdraw and delete everything?' });
      expect(await dialog.innerText()).toContain(told);
      await press(page, 'Keep my donation');
      await dialog.waitFor({ state: 'hidden' });
      await press(page, 'Withdraw and delete …');
      await press(page, 'Delete everything');

      const gone = heading(page, 'This donation has been deleted');
      await gone.waitFor();
      const receipt = await page.locator('.receipt-code').innerText();
      const main = page.getByRole('main');
      expect(await main.innerText()).toContain(told);
      expect(await main.getByRole('link', { name: /at Google$/ }).getAttribute('href')).toBe(
        'https://myaccount.google.com/connections',
      );
      if (access) await page.locator('dd', { hasText: access }).waitFor();
      expect((await api().get(`/api/donations/${link.id}/`)).status).toBe(410);
      expect((await fetch(`${origin()}/api/receipts/${receipt}/`)).status).toBe(200);

      await page.reload();
      await gone.waitFor();
      expect(await page.locator('.receipt-code').innerText()).toBe(receipt);
      await page.goto('about:blank');
      await page.goto(link.donation_url);
      await gone.waitFor();
      expect(await page.locator('.receipt-code').innerText()).toBe(receipt);
      expect(page.url()).not.toContain('#');
      expect(faults).toEqual([]);
      await close();
    });
  }
});
