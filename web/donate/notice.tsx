/** web/donate/notice.tsx — what came of the last attempt, and whether the page is up to date. */
import { t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';

type Props = { readonly donation: DonationView; readonly outcome: string | null; readonly offline: boolean };

const isOutcome = (code: string): code is keyof typeof t.outcomes => Object.hasOwn(t.outcomes, code);

/** The sentence about the last visit at the provider: from the address just come back to, else as it was recorded. */
function attemptOf({ last_attempt, can_authorize }: DonationView, outcome: string | null): string | null {
  if (outcome && isOutcome(outcome)) return t.outcomes[outcome];
  return can_authorize && last_attempt ? t.reasons[last_attempt.code] : null;
}

export function Notice({ donation, outcome, offline }: Props) {
  const attempt = attemptOf(donation, outcome);
  return (
    <div role="alert">
      {offline && <p class="notice">{t.offline}</p>}
      {attempt && <p class="notice">{attempt}</p>}
    </div>
  );
}
