import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';

const { api, newLink, origin, person, window } = useService();

const NEXT = 'Next: Google asks you';
const BROKEN = 'This link does not work';
const ELSEWHERE = 'Go back to the browser where you started';
/** What the browser itself says of the answers that the tested situations bring with them. */
const REFUSED = /status of 4\d\d/;

/** The platform's own page. */
const CONSENT_PAGE = '**/google/o/oauth2/v2/auth?*';

const paste = async (page: Page, link: string): Promise<void> => {
  await page.getByLabel('Your link').fill(link);
  await press(page, 'Open');
};

/** Goes to the platform and allows access, but is kept from coming back. @returns the address that leads back */
async function callbackOf(page: Page, account: string): Promise<string> {
  let back = '';
  await page.route(CONSENT_PAGE, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    back = (await route.fetch({ maxRedirects: 0 })).headers().location ?? '';
    await route.fulfill({ body: 'The way back is blocked.' });
  });
  await answerPlatform(page, account, 'Allow');
  await page.getByText('The way back is blocked.').waitFor();
  await page.unrouteAll();
  return back;
}

describe('a link', () => {
  onEachSize('that is cut in half says so; pasted whole, it opens', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: REFUSED });
    await page.goto(link.slice(0, -22));
    await heading(page, BROKEN).waitFor();
    await page.getByText('It may have been cut off when it was copied').waitFor();
    await paste(page, link.slice(-30));
    await heading(page, BROKEN).waitFor();
    await paste(page, `  ${link} `);
    await heading(page, 'Your decision').waitFor();
    expect(page.url()).not.toContain('#');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that is nobody’s says so, and leaves the donation that is open alone', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: REFUSED });
    await agree(page, link);
    await page.goto(`${origin()}/donate/#dgd_${'x'.repeat(43)}`);
    await heading(page, BROKEN).waitFor();
    await page.goto(`${origin()}/donate/`);
    await heading(page, NEXT).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that was renewed makes the old one void, and is itself as good', async (size) => {
    const { id, donation_url: old } = await newLink();
    const { body } = await api().post<{ donation_url: string }>(`/api/donations/${id}/link/`);
    const { page, faults, close } = await window({ size, expected: REFUSED });
    await page.goto(old);
    await heading(page, BROKEN).waitFor();
    await page.getByText('the study has sent you a newer one').waitFor();
    await page.goto(body.donation_url);
    await heading(page, 'Your decision').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('whose time is over says until when it was, shows the donation and lets withdraw', async (size) => {
    const { page, faults, close } = await window({ size, expected: REFUSED });
    const inFiveSeconds = Date.now() + 5000;
    const { donation_url: link } = await newLink({ link_expires_at: new Date(inFiveSeconds).toISOString() });
    await page.goto(link);
    await page.waitForFunction((end) => Date.now() > end, inFiveSeconds);
    await press(page, 'I agree');
    await page.getByText('The time to start this donation ended').waitFor();
    expect(await page.getByRole('button', { name: 'Continue to Google' }).count()).toBe(0);
    await page.reload();
    await page.getByText('ask the study for a new link').waitFor();
    await press(page, 'Withdraw and delete …');
    await press(page, 'Delete everything');
    await heading(page, 'This donation has been deleted').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('of a donation that the study has erased shows its receipt', async (size) => {
    const { id, donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: REFUSED });
    await api().delete(`/api/donations/${id}/`);
    await page.goto(link);
    await heading(page, 'This donation has been deleted').waitFor();
    const receipt = await page.locator('.receipt-code').innerText();
    expect((await fetch(`${origin()}/api/receipts/${receipt}/`)).status).toBe(200);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the way back from the platform', () => {
  onEachSize('in another browser is not taken there, and still is where it began', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await agree(page, link);
    const back = await callbackOf(page, await person(100));

    const other = await window({ size });
    await other.page.goto(back);
    await heading(other.page, ELSEWHERE).waitFor();
    // Also where that browser has a donation of its own.
    const { donation_url: own } = await newLink();
    await paste(other.page, own);
    await heading(other.page, 'Your decision').waitFor();
    await other.page.goto(back);
    await heading(other.page, ELSEWHERE).waitFor();

    await page.goto(back);
    await arrival(page);
    expect([faults, other.faults]).toEqual([[], []]);
    await other.close();
    await close();
  });

  onEachSize('of an attempt that nobody knows asks to start it again', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await agree(page, link);
    await page.goto(`${origin()}/oauth/google/callback/?state=${'x'.repeat(43)}&code=4/none`);
    await page.getByText('This attempt is no longer valid').waitFor();
    await heading(page, NEXT).waitFor();
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the platform', () => {
  const anew = async (size: Parameters<typeof window>[0] & object) => {
    const visit = await window(size);
    const { donation_url: link } = await newLink();
    await agree(visit.page, link);
    return visit;
  };

  onEachSize('that shows a page of errors is left by the back button, and asked again', async (size) => {
    const { page, faults, close } = await anew({ size, expected: REFUSED });
    await page.route(CONSENT_PAGE, (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('scope', 'https://www.googleapis.com/auth/dataportability.nothing');
      return route.continue({ url: url.href });
    });
    await press(page, 'Continue to Google');
    await page.getByText('Error 400').waitFor();
    await page.unrouteAll();
    await page.goBack();
    await heading(page, NEXT).waitFor();
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that sends back an error is said to have done so', async (size) => {
    const { page, faults, close } = await anew({ size });
    await page.route(CONSENT_PAGE, (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = `${new URLSearchParams({ error: 'server_error', state: asked.get('state') ?? '' })}`;
      return route.fulfill({ status: 302, headers: { location: back.href } });
    });
    await press(page, 'Continue to Google');
    await page.getByText('The platform’s page reported an error. Nothing was copied.').waitFor();
    expect(await page.getByRole('button', { name: 'Continue to Google' }).isEnabled()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that does not take its own answer is asked once more', async (size) => {
    const { page, faults, close } = await anew({ size });
    const refused = { on: 'token', times: 1, status: 400, body: { error: 'invalid_grant' } };
    const anna = await person(100, { faults: [refused] });
    await answerPlatform(page, anna, 'Allow');
    await page.getByText('The platform did not accept the answer it had just given.').waitFor();
    await answerPlatform(page, anna, 'Allow');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that fails to make the copy is named as the one that failed, and can be asked again', async (size) => {
    const { page, faults, close } = await anew({ size });
    await answerPlatform(page, await person(100, { final_state: 'FAILED' }), 'Allow');
    await heading(page, 'The copy could not be fetched').waitFor();
    await page.getByText('The platform could not prepare this copy, though we asked several times.').first().waitFor();
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });
});
