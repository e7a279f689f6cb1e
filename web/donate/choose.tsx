/** web/donate/choose.tsx — which of several donations. */
import { t } from '../i18n/messages.ts';
import type { DonationSummary } from '../lib/contract.ts';
import { DonationCards } from './donation-cards.tsx';
import { MyDonationsLink } from './my-donations-link.tsx';

export function Choose({ donations }: { readonly donations: readonly DonationSummary[] }) {
  return (
    <section>
      <h1>{t.choose.title}</h1>
      <p>{t.choose.text}</p>
      <DonationCards donations={donations} />
      <p>
        <MyDonationsLink alone />
      </p>
    </section>
  );
}
