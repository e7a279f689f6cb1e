/** web/donate/result.tsx — how it ended, the rows, and what can still be done. */
import { formatDay, formatTime, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { AccessFacts } from './access-facts.tsx';
import { AuthorizeAgain } from './authorize.tsx';
import { DataTypes } from './data-types.tsx';
import { Fetched } from './fetched.tsx';
import { LaterData } from './later-data.tsx';
import { ReturnLink } from './return-link.tsx';
import { releasedAt } from './stage.ts';
import { Timeline } from './timeline.tsx';

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

export function Result({ donation, refresh }: Props) {
  const arrived = donation.status === 'processed';
  const released = releasedAt(donation);
  return (
    <>
      <section>
        <h2 tabIndex={-1}>{arrived ? t.status.doneTitle : t.status.errorTitle}</h2>
        {arrived ? (
          <p>{t.status.doneText}</p>
        ) : (
          <p class="notice is-error">{donation.error ? t.reasons[donation.error.code] : t.status.errorText}</p>
        )}
        {arrived && released && <p>{t.review.released(formatTime(released))}</p>}
        {donation.retention_until && <p>{t.status.keptUntil(formatDay(donation.retention_until))}</p>}
        <p>
          {arrived && t.status.closePage}{' '}
          <a class={arrived ? undefined : 'is-alone'} href="#withdraw">
            {t.withdraw.jump}
          </a>
        </p>
        <ReturnLink donation={donation} />
        <DataTypes types={donation.data_types} />
        <AccessFacts donation={donation} />
      </section>
      {donation.processed_at && <LaterData donation={donation} />}
      {donation.processed_at && <Fetched donation={donation} />}
      <AuthorizeAgain donation={donation} refresh={refresh} />
      <details>
        <summary>{t.status.stepsTitle}</summary>
        <Timeline donation={donation} />
      </details>
    </>
  );
}
