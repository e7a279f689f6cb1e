/** web/build/fill.ts — puts includes and facts into a page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const INCLUDE = /^[ \t]*<!-- include (\S+) -->\n?/gm;
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;

/** What placeholders stand for: `{{site.address}}` is `address` of `site`. */
export type Facts = Readonly<Record<string, unknown>>;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

/** Follows a dotted name into an object; undefined where it leads nowhere. */
const lookUp = (source: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], source);

/** Puts files below `root` where a page includes them. */
export const withIncludes = (html: string, root: string): string =>
  html.replace(INCLUDE, (_, file: string) => readFileSync(path.join(root, file), 'utf8'));

/**
 * Replaces every placeholder.
 * @param page its path and language, for error messages
 * @throws Error that names the page and the placeholder nobody fills
 */
export const fill = (html: string, page: string, facts: Facts): string =>
  html.replace(PLACEHOLDER, (_, name: string) => {
    const value = lookUp(facts, name);
    if (typeof value !== 'string') throw new Error(`${page}: nothing is known for {{${name}}}`);
    return escapeHtml(value);
  });
