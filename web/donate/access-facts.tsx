/** web/donate/access-facts.tsx — what the participant allowed at the provider, and where to end it. */
import { formatTime, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';

export function AccessFacts({ donation }: { readonly donation: DonationView }) {
  const { access_type: access, grant_expires_at: end, access_ended_at: ended, provider } = donation;
  return (
    <p>
      {access && `${t.status.access[access]} `}
      {access && ended && `${t.status.accessEnded(formatTime(ended))} `}
      {access && !ended && end && `${t.status.accessUntil(formatTime(end))} `}
      <a class={access ? undefined : 'is-alone'} href={provider.permissions_url} rel="noreferrer">
        {t.status.permissions(provider.title)}
      </a>
    </p>
  );
}
