/** web/lib/start-page.tsx — puts a live page in its place, once its language is there. */
import { type ComponentChild, render } from 'preact';
import { speak } from '../i18n/messages.ts';
import { settleLanguage } from '../i18n/page-language.ts';
import { keepAddressOnSwitching } from './language-switch.ts';

/**
 * Without its words the page can say so only in those that were built into it. It is loaded again as it is: the token of
 * a link may stand in its address yet.
 */
function offerReload(main: HTMLElement): void {
  const notice = main.querySelector<HTMLElement>('.loading-failed');
  if (!notice) return;
  notice.querySelector('button')?.addEventListener('click', () => window.location.reload());
  notice.hidden = false;
}

/**
 * @param page its address without a language, e.g. `/donate/`
 * @param content made when the words are there
 */
export async function startPage(page: string, content: () => ComponentChild): Promise<void> {
  const language = settleLanguage(page);
  const main = document.getElementById('main');
  if (!language || !main) return;
  keepAddressOnSwitching();
  try {
    await speak(language);
  } catch {
    return offerReload(main);
  }
  main.replaceChildren();
  render(content(), main);
}
