/** web/donate/review.tsx — the review before release: rows to look through, to remove, and to give to the study. */
import { useEffect, useRef } from 'preact/hooks';
import { formatTime, t } from '../i18n/messages.ts';
import { addressHere } from '../i18n/page-language.ts';
import type { DonationView } from '../lib/contract.ts';
import { AccessFacts } from './access-facts.tsx';
import { DataTypes } from './data-types.tsx';
import { Later } from './later.tsx';
import { PersonalLink } from './personal-link.tsx';
import { Timeline } from './timeline.tsx';

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

/** The rows with all that one can do to them: needed only here. */
const loadRows = () => import('./review-rows.tsx');

/** What there is to know and to do now, by who looks and how far it is. */
function Standing({ donation }: Pick<Props, 'donation'>) {
  const { own, review } = donation;
  if (review?.releasing) return <p role="status">{t.review.releasing}</p>;
  const until = review?.until && <p>{t.review.until(formatTime(review.until))}</p>;
  if (own) {
    return (
      <>
        <p>{t.review.intro}</p>
        {until}
      </>
    );
  }
  return (
    <>
      <p class="notice">{t.review.elsewhere}</p>
      <p>
        <a class="is-alone" href={addressHere('/me/')}>
          {t.review.openPersonal}
        </a>
      </p>
      {until}
    </>
  );
}

export function Review({ donation, refresh }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const releasing = donation.review?.releasing ?? false;
  // The rows go with the release: whoever was at them is taken to what is said instead.
  const before = useRef(releasing);
  useEffect(() => {
    if (releasing && !before.current) heading.current?.focus();
    before.current = releasing;
  }, [releasing]);

  return (
    <>
      <section>
        <h2 tabIndex={-1} ref={heading}>
          {t.review.title}
        </h2>
        <Standing donation={donation} />
        <p>
          {t.review.comeBack} <a href="#withdraw">{t.withdraw.jump}</a>
        </p>
        {donation.own && <PersonalLink />}
        <DataTypes types={donation.data_types} />
        <AccessFacts donation={donation} />
      </section>
      {donation.own && !releasing && (
        <Later load={loadRows}>{({ ReviewRows }) => <ReviewRows donation={donation} refresh={refresh} />}</Later>
      )}
      <details>
        <summary>{t.status.stepsTitle}</summary>
        <Timeline donation={donation} />
      </details>
    </>
  );
}
