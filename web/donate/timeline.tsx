/** web/donate/timeline.tsx — the steps of a donation, with the time each was reached. */
import { formatClock, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { milestones } from './stage.ts';

export function Timeline({ donation }: { readonly donation: DonationView }) {
  return (
    <ol class="timeline">
      {milestones(donation).map(({ step, state, at }) => (
        <li key={step} class={`is-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          <span class="what">
            {t.status.steps[step]}
            <span class="visually-hidden">: {t.status.state[state]}</span>
          </span>
          {at && <time dateTime={at}>{formatClock(at)}</time>}
        </li>
      ))}
    </ol>
  );
}
