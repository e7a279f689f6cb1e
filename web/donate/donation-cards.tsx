/** web/donate/donation-cards.tsx — donations to choose from: whose they are, since when, and how they stand. */
import { formatDay, t } from '../i18n/messages.ts';
import type { DonationSummary } from '../lib/contract.ts';
import { donationAddress } from './open.ts';

/** How a donation stands, by its word in the catalogue. */
export function standingOf({ status, step, declined }: Omit<DonationSummary, 'study'>): keyof typeof t.me.states {
  if (status === 'processed' || status === 'error') return status;
  if (step === 'review') return 'review';
  if (status !== 'pending') return 'working';
  if (declined) return 'declined';
  return step === 'authorize' ? 'authorize' : 'consent';
}

function DonationCard({ donation }: { readonly donation: DonationSummary }) {
  const { id, study, created_at: askedAt } = donation;
  const standing = standingOf(donation);
  return (
    <li>
      <a class="choice" href={donationAddress(id)}>
        <strong>{study.title ?? t.study.untitled}</strong>
        {study.institution && <span>{t.study.askedBy(study.institution)}</span>}
        <span>{t.me.asked(formatDay(askedAt))}</span>
        <span class={`standing is-${standing}`}>{t.me.states[standing]}</span>
      </a>
    </li>
  );
}

export const DonationCards = ({ donations }: { readonly donations: readonly DonationSummary[] }) => (
  <ul class="choices">
    {donations.map((donation) => (
      <DonationCard key={donation.id} donation={donation} />
    ))}
  </ul>
);
