/** web/donate/return-link.tsx — the way back to the study, where it gave one. */
import { t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { isWebAddress } from '../lib/web-address.ts';

export function ReturnLink({ donation }: { readonly donation: DonationView }) {
  const { return_url: address } = donation;
  if (!isWebAddress(address)) return null;
  return (
    <a class="button" href={address} rel="noreferrer">
      {t.status.returnToStudy}
    </a>
  );
}
