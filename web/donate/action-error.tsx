/** web/donate/action-error.tsx — why something the participant started did not work. */
import { t } from '../i18n/messages.ts';
import { CallError } from '../lib/http.ts';

const isRefusal = (code: string): code is keyof typeof t.refusals => Object.hasOwn(t.refusals, code);

/** The sentence for an error, by its code. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof CallError)) return t.problems.server.text;
  if (error.kind === 'offline') return `${t.problems.offline.title}. ${t.problems.offline.text}`;
  return isRefusal(error.code) ? t.refusals[error.code] : t.problems.server.text;
}

export function ActionError({ error }: { readonly error: unknown }) {
  return <div role="alert">{error !== null && <p class="notice is-error">{sentenceOf(error)}</p>}</div>;
}
