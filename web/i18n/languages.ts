/** web/i18n/languages.ts — the site's words by language. One more is a folder `content/<language>/`, and a line here. */
import type { Language } from '../../functions/core/languages.ts';
import type { Messages } from '../content/en/messages/index.ts';

export {
  DEFAULT_LANGUAGE,
  LANGUAGES,
  type Language,
  pageAddress,
  spokenLanguage,
} from '../../functions/core/languages.ts';

/** The catalogues; a page loads only its own. */
export const CATALOGUES: Readonly<Record<Language, () => Promise<{ readonly messages: Messages }>>> = {
  en: () => import('../content/en/messages/index.ts'),
  fi: () => import('../content/fi/messages/index.ts'),
  de: () => import('../content/de/messages/index.ts'),
};
