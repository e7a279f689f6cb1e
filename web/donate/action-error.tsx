/** web/donate/action-error.tsx — why something the participant started did not work. */
import { t } from '../i18n/messages.ts';
import { CallError } from '../lib/http.ts';

/** The sentence for an error: the service's own where it refused, ours where it did not answer. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof CallError)) return t.problems.server.text;
  if (error.kind === 'offline') return `${t.problems.offline.title}. ${t.problems.offline.text}`;
  if (error.code === 'consent_changed') return t.consent.changed;
  return error.status < 500 && error.detail ? error.detail : t.problems.server.text;
}

export function ActionError({ error }: { readonly error: unknown }) {
  return <div role="alert">{error !== null && <p class="notice is-error">{sentenceOf(error)}</p>}</div>;
}
