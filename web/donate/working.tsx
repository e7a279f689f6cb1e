/** web/donate/working.tsx — the wait: what happens, since when, and when something is next heard. */
import { formatClock, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { AccessFacts } from './access-facts.tsx';
import { DataTypes } from './data-types.tsx';
import { LaterData } from './later-data.tsx';
import { PersonalLink } from './personal-link.tsx';
import { Timeline } from './timeline.tsx';

export function Working({ donation }: { readonly donation: DonationView }) {
  const { provider, review, own, last_checked_at: last, next_check_at: next } = donation;
  return (
    <>
      <section>
        <h2 tabIndex={-1}>{t.status.title}</h2>
        <p>
          {t.status.intro(provider.title)} <strong>{review ? t.review.comeBack : t.status.closePage}</strong>
        </p>
        {review && own && <PersonalLink />}
        <Timeline donation={donation} />
        {(last || next) && (
          <p class="minor">
            {last && t.status.lastChecked(formatClock(last))} {next && t.status.nextCheck(formatClock(next))}
          </p>
        )}
      </section>
      <section>
        <h2>{t.status.typesTitle}</h2>
        <DataTypes types={donation.data_types} />
        <AccessFacts donation={donation} />
      </section>
      {donation.processed_at && <LaterData donation={donation} />}
    </>
  );
}
