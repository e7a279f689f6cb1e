/** web/build/markdown.ts — a page's text as HTML, from the Markdown of its language. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { marked } from 'marked';
import type { Language } from '../i18n/languages.ts';

/** A placeholder within an address: Markdown writes braces there as percent signs and digits. */
const IN_ADDRESS = /%7B%7B([\w.]+)%7D%7D/g;

/**
 * @param root the site's folder
 * @param name of the page's text: `terms`
 * @returns HTML with its placeholders still in it
 * @throws Error that names the file, where a language lacks it
 */
export function readText(root: string, language: Language, name: string): string {
  const file = path.join('content', language, `${name}.md`);
  if (!existsSync(path.join(root, file))) throw new Error(`${file} is missing: the text of this page in "${language}"`);
  const html = marked.parse(readFileSync(path.join(root, file), 'utf8'), { async: false });
  return html.replace(IN_ADDRESS, '{{$1}}');
}
