/** web/donate/withdraw.tsx — taking everything back, in every state, after one plain question. */
import { useRef } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { withdraw } from '../lib/api.ts';
import type { DonationView, Withdrawal } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { Copies } from './fetched.tsx';

type Props = { readonly donation: DonationView; readonly onWithdrawn: (withdrawal: Withdrawal) => void };

export function Withdraw({ donation, onWithdrawn }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, error, run } = useAction(async () => onWithdrawn(await withdraw(donation.id)));
  return (
    <section id="withdraw">
      <h2>{t.withdraw.title}</h2>
      <p>{t.withdraw.text}</p>
      <button type="button" class="is-danger" onClick={() => dialog.current?.showModal()}>
        {t.withdraw.open}
      </button>
      <dialog ref={dialog} aria-labelledby="withdraw-title" onCancel={(event) => busy && event.preventDefault()}>
        <h2 id="withdraw-title">{t.withdraw.dialogTitle}</h2>
        <p>{t.withdraw.dialogText}</p>
        <Copies donation={donation} />
        <ActionError error={error} />
        <div class="answers">
          <button type="button" disabled={busy} onClick={() => dialog.current?.close()}>
            {t.withdraw.keep}
          </button>
          <button type="button" class="is-danger" disabled={busy} onClick={() => run()}>
            {busy ? t.withdraw.deleting : t.withdraw.confirm}
          </button>
        </div>
      </dialog>
    </section>
  );
}
