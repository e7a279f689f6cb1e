import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, press, useService } from './donation-harness.ts';

const { newLink, origin, window } = useService();

const study = (title: string) => ({
  study: { title, purpose: 'To learn.', institution: 'Example University', contact: 'study@example.org' },
});
type Visit = Awaited<ReturnType<typeof window>>;

const linkField = ({ page }: Visit) => page.getByRole('textbox', { name: 'Your personal link' });
const titles = ({ page }: Visit) => page.locator('.choices strong').allInnerTexts();

/** Opens somebody's personal link in a browser of its own, and agrees to a donation there. */
async function agreeAfterOpening(personal: string, title: string, look: Parameters<typeof window>[0]) {
  const visit = await window(look);
  await visit.page.goto(personal);
  await heading(visit.page, 'My donations').waitFor();
  const { donation_url: link } = await newLink(study(title));
  await visit.page.goto('about:blank');
  await agree(visit.page, link);
  await visit.page.getByText('This browser was opened with a personal link.').waitFor();
  return visit;
}

async function personalLink(title: string): Promise<string> {
  const visit = await window();
  const { donation_url: link } = await newLink(study(title));
  await agree(visit.page, link);
  await linkField(visit).waitFor();
  const made = await linkField(visit).inputValue();
  await visit.close();
  return made;
}

async function listedBy(personal: string): Promise<readonly string[]> {
  const visit = await window();
  await visit.page.goto(personal);
  await heading(visit.page, 'My donations').waitFor();
  const listed = await titles(visit);
  await visit.close();
  return listed;
}

describe.each(SIZES)('a personal link that was only opened, on a $name', (size) => {
  it('leads to what is agreed to there once its reader says that it is theirs', async () => {
    const personal = await personalLink('Sleep and screens');
    const visit = await agreeAfterOpening(personal, 'Music at work', { size });
    await expectGoodPage(visit.page);
    expect(await listedBy(personal)).toEqual(['Sleep and screens']);
    await press(visit.page, 'It is mine: use it here, too');
    await visit.page.getByText('Your personal link leads to these donations, too, from now on.').waitFor();
    expect(await listedBy(personal)).toEqual(['Music at work', 'Sleep and screens']);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('leads to nothing of theirs where they make one of their own', async () => {
    const sent = await personalLink('Somebody else’s study');
    const visit = await agreeAfterOpening(sent, 'Music at work', { size });
    await press(visit.page, 'Make my own link');
    await linkField(visit).waitFor();
    const own = await linkField(visit).inputValue();
    expect(own).toMatch(new RegExp(`^${origin()}/me/#dgp_`));
    expect([await listedBy(own), await listedBy(sent)]).toEqual([['Music at work'], ['Somebody else’s study']]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
