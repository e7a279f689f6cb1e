/** web/donate/review-rows.tsx — the rows under review, what is removed of them, and their release. */
import { t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { DataSection } from './data-section.tsx';
import { removedIn } from './removal-words.ts';
import { Release } from './review-release.tsx';
import { RemovalList } from './review-removals.tsx';
import { RemoveFound, RemoveTicked, useRemoving } from './review-remove.tsx';
import { useRemovals } from './use-removals.ts';

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

export function ReviewRows({ donation, refresh }: Props) {
  const removals = useRemovals(donation, refresh);
  const removing = useRemoving(donation.id, removals.change);
  const { view, error } = removals;
  if (!view && error === null) return <p role="status">{t.data.loading}</p>;
  return (
    <>
      <DataSection
        donation={donation}
        around={{
          version: view?.removals.map(({ id }) => id).join(' ') ?? '',
          above: (removable) => <RemoveFound removing={removing} removable={removable} />,
          below: (removable) => <RemoveTicked removing={removing} removable={removable} />,
        }}
      />
      <RemovalList donation={donation} removals={removals} />
      <Release donation={donation} removed={view ? removedIn(view) : 0} refresh={refresh} />
    </>
  );
}
