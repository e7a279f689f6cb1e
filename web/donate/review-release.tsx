/** web/donate/review-release.tsx — giving the rows to the study, after one plain question that says how many. */
import { useRef } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { release } from '../lib/api.ts';
import type { DonationView } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { isUnreleased } from './stage.ts';

type Props = {
  readonly donation: DonationView;
  /** Rows that are removed so far. */
  readonly removed: number;
  readonly refresh: () => Promise<void>;
};

export function Release({ donation, removed, refresh }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, error, run } = useAction(async () => {
    try {
      await release(donation.id);
    } finally {
      // A refusal can mean that it is released already.
      await refresh();
    }
  });
  const held = donation.data_types.filter((type) => isUnreleased(donation, type));
  const kept = held.reduce((sum, { counts }) => sum + counts.kept, 0);
  return (
    <section class="release">
      <button type="button" class="is-primary" onClick={() => dialog.current?.showModal()}>
        {t.review.release.open}
      </button>
      <dialog ref={dialog} aria-labelledby="release-title" onCancel={(event) => busy && event.preventDefault()}>
        <h2 id="release-title">{t.review.release.title}</h2>
        <p>
          {t.review.release.text(kept)} {removed > 0 && t.review.release.removed(removed)}
        </p>
        <p>{t.review.release.final}</p>
        <ActionError error={error} />
        <div class="answers">
          <button type="button" disabled={busy} onClick={() => dialog.current?.close()}>
            {t.review.release.keep}
          </button>
          <button type="button" class="is-primary" disabled={busy} onClick={() => run()}>
            {busy ? t.review.release.busy : t.review.release.confirm}
          </button>
        </div>
      </dialog>
    </section>
  );
}
