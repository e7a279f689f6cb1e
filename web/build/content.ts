/** web/build/content.ts — the Vite plugin that makes of every page one for each language. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { Messages } from '../content/en/messages/index.ts';
import { CATALOGUES, LANGUAGES, type Language } from '../i18n/languages.ts';
import { accentStyles } from './accent.ts';
import { withIncludes } from './fill.ts';
import { type Material, pageIn } from './page.ts';
import { DEFAULT_LANGUAGE, fileIn, languagesOf } from './pages.ts';
import { isExample, readSite } from './site.ts';

/** The institution's colour, under a name that changes with it. */
function accentSheet(siteFile: string) {
  const source = accentStyles(readSite(siteFile)[DEFAULT_LANGUAGE]);
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { fileName: `assets/accent-${hash}.css`, source };
}

/** The script that holds a language's catalogue. @throws Error where none does */
function catalogueFile(bundle: Rolldown.OutputBundle, language: Language): string {
  const module = `/content/${language}/messages/index.ts`;
  const found = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(module)),
  );
  if (!found) throw new Error(`no script holds ${module.slice(1)}`);
  return found.fileName;
}

/** @returns what `make` gives for each language, under its tag */
async function byLanguage<Value>(make: (language: Language) => Value | Promise<Value>) {
  const entries = LANGUAGES.map(async (language) => [language, await make(language)] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<Language, Value>;
}

const messagesIn = async (language: Language): Promise<Messages> => (await CATALOGUES[language]()).messages;

/** @param root the site's folder */
export function contentPlugin(root: string): Plugin {
  const siteFile = path.join(root, 'content', 'site.json');
  return {
    name: 'datagift-content',
    // Pages are there only when Vite has written its own links into them.
    enforce: 'post',
    configResolved({ logger, command }) {
      if (command === 'build' && isExample(readSite(siteFile)[DEFAULT_LANGUAGE]))
        logger.warn(`${siteFile} still describes the example institution: change it before inviting anyone`);
    },
    transformIndexHtml: { order: 'pre', handler: (html) => withIncludes(html, root) },
    async generateBundle(_, bundle) {
      const accent = accentSheet(siteFile);
      this.emitFile({ type: 'asset', ...accent });
      const material: Material = {
        root,
        accentFile: accent.fileName,
        sites: readSite(siteFile),
        catalogues: await byLanguage(messagesIn),
        catalogueFiles: await byLanguage((language) => catalogueFile(bundle, language)),
      };
      for (const output of Object.values(bundle)) {
        const { fileName: file } = output;
        if (output.type !== 'asset' || !file.endsWith('.html')) continue;
        delete bundle[file];
        for (const language of languagesOf(file)) {
          const source = pageIn(language, output.source.toString(), file, material);
          this.emitFile({ type: 'asset', fileName: fileIn(language, file), source });
        }
      }
    },
  };
}
