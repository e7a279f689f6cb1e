import { describe, expect, it } from 'vitest';
import type { FileView } from '../../web/lib/contract.ts';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { AT, processed } from '../support/participant-views.ts';
import { DONATION, PAGE, useDonationPage } from './donate-harness.ts';

const { api, open } = useDonationPage();

const file = (id: number, more: Partial<FileView> = {}): FileView => ({
  ...{
    id,
    name: `results-${id}.pdf`,
    description: 'What we found',
    tags: ['results'],
    size: 1_234_567,
    created_at: AT,
  },
  ...more,
});
const FILES = `${DONATION}files/`;

describe('the files that the study has put there', () => {
  it.each(SIZES)('are shown with all that is said of them, and can be downloaded, on $name', async (size) => {
    const long = file(2, { name: `${'x'.repeat(240)}.csv`, description: '', tags: [] });
    api[DONATION] = () => ({ body: { ...processed, files: [long, file(1)], files_count: 2 } });
    const { page, close } = await open(PAGE, { size });
    const section = page.locator('#files');
    await section.getByText('What we found').waitFor();
    await section.getByText(/^1\.2 MB · .*2026.* · results$/).waitFor();
    const link = section.getByRole('link', { name: 'Download (results-1.pdf)' });
    expect(await link.getAttribute('href')).toBe(`${DONATION.split(' ')[1]}files/1/`);
    await expectGoodPage(page);
    await close();
  });

  it('are deleted one by one, after one question', async () => {
    let left = [file(2), file(1)];
    api[DONATION] = () => ({ body: { ...processed, files: left, files_count: left.length } });
    api[`DELETE ${DONATION.split(' ')[1]}files/2/`] = () => {
      left = [file(1)];
      return { status: 204 };
    };
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Delete … (results-2.pdf)' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(left).toHaveLength(2);
    await page.getByRole('button', { name: 'Delete … (results-2.pdf)' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('results-2.pdf is deleted.').waitFor();
    expect(await page.locator('#files li').count()).toBe(1);
    await close();
  });

  it('are shown a hundred at a time', async () => {
    const all = Array.from({ length: 150 }, (_, at) => file(150 - at));
    api[DONATION] = () => ({ body: { ...processed, files: all.slice(0, 100), files_count: 150 } });
    api[FILES] = ({ query }) => ({ body: { count: 150, files: all.slice(Number(query.get('offset')), 200) } });
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Show older ones (150 in all)' }).click();
    await page.getByText('results-1.pdf', { exact: true }).waitFor();
    expect(await page.locator('#files li').count()).toBe(150);
    await close();
  });

  it('are not spoken of where there are none', async () => {
    api[DONATION] = () => ({ body: processed });
    const { page, close } = await open(PAGE);
    await page.getByRole('heading', { name: 'Withdraw', exact: true }).waitFor();
    expect(await page.locator('#files').count()).toBe(0);
    await close();
  });
});
