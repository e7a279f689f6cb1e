/** web/donate/agreement.tsx — what was agreed to, to be read again at any time. */
import { useEffect, useRef } from 'preact/hooks';
import { formatTime, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';
import { PrintButton } from './print-button.tsx';
import { RequestFacts, StudyContact } from './request.tsx';

/** A text of paragraphs separated by blank lines. */
export function Paragraphs({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}

/** Paper shows the whole: a browser prints closed details as they are. */
function useOpenInPrint() {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => details.current?.setAttribute('open', '');
    window.addEventListener('beforeprint', open);
    return () => window.removeEventListener('beforeprint', open);
  }, []);
  return details;
}

export function Agreement({ donation }: { readonly donation: DonationView }) {
  const { consent, study } = donation;
  const agreedAt = consent?.accepted_at;
  const details = useOpenInPrint();
  return (
    <details class="agreement" ref={details}>
      <summary>{agreedAt ? t.consent.agreed : t.request.title}</summary>
      {agreedAt && <p>{t.consent.agreedAt(formatTime(agreedAt))}</p>}
      <RequestFacts donation={donation} />
      {!study.purpose && <StudyContact study={study} />}
      {consent && (
        <div class="consent-text" lang={consent.language}>
          <Paragraphs text={consent.text} />
        </div>
      )}
      <PrintButton label={t.consent.print} />
    </details>
  );
}
