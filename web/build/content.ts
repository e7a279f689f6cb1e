/** web/build/content.ts — fills the pages at build time: includes, the institution's facts, the catalogue's words. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { en } from '../i18n/en.ts';
import { accentStyles } from './accent.ts';
import { isExample, readSite } from './site.ts';

const INCLUDE = /^[ \t]*<!-- include (\S+) -->\n?/gm;
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

/** Follows a dotted name into an object; undefined where it leads nowhere. */
const lookUp = (source: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], source);

/**
 * Puts includes and facts into a page. Includes are files below `root`; placeholders are `{{site.…}}` and `{{text.…}}`.
 * @param html the page
 * @param page its path, for error messages
 * @throws Error that names the page and the placeholder nobody fills
 */
export function fillPage(html: string, page: string, root: string, facts: Readonly<Record<string, unknown>>): string {
  const whole = html.replace(INCLUDE, (_, file: string) => readFileSync(path.join(root, file), 'utf8'));
  return whole.replace(PLACEHOLDER, (_, name: string) => {
    const value = lookUp(facts, name);
    if (typeof value !== 'string') throw new Error(`${page}: nothing is known for {{${name}}}`);
    return escapeHtml(value);
  });
}

/** The institution's colour, under a name that changes with it. */
function accentSheet(siteFile: string) {
  const source = accentStyles(readSite(siteFile));
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { fileName: `assets/accent-${hash}.css`, source };
}

/** The Vite plugin that fills every page of the site. */
export function contentPlugin(root: string): Plugin {
  const siteFile = path.join(root, 'content', 'site.json');
  return {
    name: 'datagift-content',
    configResolved({ logger, command }) {
      if (command === 'build' && isExample(readSite(siteFile)))
        logger.warn(`${siteFile} still describes the example institution: change it before inviting anyone`);
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html, { path: page }) {
        const { fileName } = accentSheet(siteFile);
        return {
          html: fillPage(html, page, root, { site: readSite(siteFile), text: en }),
          tags: [{ tag: 'link', attrs: { rel: 'stylesheet', href: `/${fileName}` }, injectTo: 'head' }],
        };
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', ...accentSheet(siteFile) });
    },
  };
}
