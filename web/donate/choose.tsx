/** web/donate/choose.tsx — which of several donations. */
import { t } from '../i18n/messages.ts';
import type { DonationSummary } from '../lib/contract.ts';
import { donationAddress } from './open.ts';

export function Choose({ donations }: { readonly donations: readonly DonationSummary[] }) {
  return (
    <section>
      <h1>{t.choose.title}</h1>
      <p>{t.choose.text}</p>
      <ul class="choices">
        {donations.map(({ id, study }) => (
          <li key={id}>
            <a class="choice" href={donationAddress(id)}>
              <strong>{study.title ?? t.study.untitled}</strong>
              {study.institution && <span>{t.study.askedBy(study.institution)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
