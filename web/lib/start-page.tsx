/** web/lib/start-page.tsx — puts a live page in its place, once its language is there. */
import { type ComponentChild, render } from 'preact';
import { speak } from '../i18n/messages.ts';
import { settleLanguage } from '../i18n/page-language.ts';
import { keepAddressOnSwitching } from './language-switch.ts';

/**
 * @param page its address without a language, e.g. `/donate/`
 * @param content made when the words are there
 */
export async function startPage(page: string, content: () => ComponentChild): Promise<void> {
  const language = settleLanguage(page);
  const main = document.getElementById('main');
  if (!language || !main) return;
  keepAddressOnSwitching();
  await speak(language);
  main.replaceChildren();
  render(content(), main);
}
