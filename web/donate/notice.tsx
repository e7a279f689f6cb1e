/** web/donate/notice.tsx — what came of the last attempt, and whether the page is up to date. */
import { t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { CallError } from '../lib/http.ts';

type Props = { readonly donation: DonationView; readonly outcome: string | null; readonly error: unknown };

const isOutcome = (code: string): code is keyof typeof t.outcomes => Object.hasOwn(t.outcomes, code);

/** The sentence about the last visit at the provider: from the address just come back to, else as it was recorded. */
function attemptOf({ last_attempt, can_authorize }: DonationView, outcome: string | null): string | null {
  if (outcome && isOutcome(outcome)) return t.outcomes[outcome];
  return can_authorize && last_attempt ? t.reasons[last_attempt.code] : null;
}

/** Why the page may not be up to date; the last answer that came is still shown. */
const troubleOf = (error: unknown): string =>
  error instanceof CallError && error.kind === 'offline' ? t.offline : t.troubled;

export function Notice({ donation, outcome, error }: Props) {
  const attempt = attemptOf(donation, outcome);
  return (
    <div role="alert">
      {error !== null && <p class="notice">{troubleOf(error)}</p>}
      {attempt && <p class="notice">{attempt}</p>}
    </div>
  );
}
