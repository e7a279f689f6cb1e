/** web/donate/tombstone.tsx — what is left of a withdrawn donation: a receipt. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatTime, t } from '../i18n/messages.ts';
import { getReceipt } from '../lib/api.ts';
import type { DonationView, ReceiptView } from '../lib/contract.ts';
import { startPolling } from '../lib/poll.ts';
import { CopyButton } from './copy-button.tsx';
import { Copies } from './fetched.tsx';
import { PrintButton } from './print-button.tsx';
import type { Erased } from './problem.ts';
import { StudyContact } from './request.tsx';
import { isPassing } from './use-donation.ts';

/** Follows a receipt until there is nothing more to learn. */
function useReceipt(code: string | null): ReceiptView | null {
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  useEffect(() => {
    if (!code) return;
    const poller = startPolling({
      load: () => getReceipt(code),
      onValue: setReceipt,
      // The page says what it knows; a question that failed is asked again or let be.
      onError: () => undefined,
      moves: ({ verified_at: verified, revocation }) => !verified || revocation === 'pending',
      survives: isPassing,
    });
    return () => poller.stop();
  }, [code]);
  return receipt;
}

function ReceiptFacts({ receipt }: { readonly receipt: ReceiptView }) {
  return (
    <dl class="facts">
      <dt>{t.receipt.erased}</dt>
      <dd>{receipt.erased_at ? formatTime(receipt.erased_at) : t.receipt.soon}</dd>
      <dt>{t.receipt.verified}</dt>
      <dd>{receipt.verified_at ? formatTime(receipt.verified_at) : t.receipt.later}</dd>
      <dt>{t.receipt.access}</dt>
      <dd>{t.receipt.revocation[receipt.revocation]}</dd>
    </dl>
  );
}

function Code({ code }: { readonly code: string }) {
  return (
    <section>
      <h2>{t.receipt.code}</h2>
      <p class="receipt-code">{code}</p>
      <p>{t.receipt.codeText}</p>
      <div class="ways">
        <CopyButton text={code} label={t.receipt.copy} />
        <PrintButton label={t.receipt.print} />
      </div>
    </section>
  );
}

type Props = {
  readonly erased: Erased;
  /** What was shown before it was erased, when it was erased here and now. */
  readonly donation?: DonationView | null;
};

export function Tombstone({ erased, donation }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const receipt = useReceipt(erased.receipt);
  const done = Boolean(receipt ? receipt.erased_at : erased.erasedAt);
  return (
    <article class="tombstone">
      <h1 ref={heading} tabIndex={-1}>
        {done ? t.receipt.title : t.receipt.running}
      </h1>
      {erased.isOverdue && <p>{t.receipt.overdue}</p>}
      <p>{done ? t.receipt.text : t.receipt.runningText}</p>
      {erased.receipt ? <Code code={erased.receipt} /> : <p>{t.receipt.none}</p>}
      {receipt && <ReceiptFacts receipt={receipt} />}
      {!donation && <p>{t.receipt.copies}</p>}
      {donation && (
        <>
          <Copies donation={donation} />
          <StudyContact study={donation.study} />
          <p>
            <a class="is-alone" href={donation.provider.permissions_url} rel="noreferrer">
              {t.status.permissions(donation.provider.title)}
            </a>
          </p>
        </>
      )}
    </article>
  );
}
