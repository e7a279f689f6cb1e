/** web/donate/consent.tsx — the question, its text in full, and two equal answers. */
import { t } from '../i18n/messages.ts';
import { decide } from '../lib/api.ts';
import type { DonationView } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { Paragraphs } from './agreement.tsx';
import { makeLinkUnlessThere } from './link-state.ts';
import { RequestFacts, StudyContact } from './request.tsx';
import { ReturnLink } from './return-link.tsx';

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

/**
 * Sends the answer about exactly the text that was shown; whatever comes of it, the page then shows how things are. Who
 * agrees gets a personal link at that moment: it is made for nobody else to see.
 */
const useDecision = ({ donation, refresh }: Props) =>
  useAction(async (accepted: boolean) => {
    if (!donation.consent) return;
    try {
      await decide(donation.id, donation.consent.id, accepted);
      if (accepted) await makeLinkUnlessThere();
    } finally {
      await refresh();
    }
  });

const isDescribed = ({ study }: DonationView): boolean => Boolean(study.title && study.purpose && study.institution);

export function Consent(props: Props) {
  const { donation } = props;
  const { busy, error, run } = useDecision(props);
  return (
    <>
      <RequestFacts donation={donation} />
      <section>
        <h2 tabIndex={-1}>{t.consent.title}</h2>
        {donation.consent && isDescribed(donation) ? (
          <>
            <p>{t.consent.intro}</p>
            <div class="consent-text" lang={donation.consent.language}>
              <Paragraphs text={donation.consent.text} />
            </div>
            <div class="answers">
              <button type="button" disabled={busy} onClick={() => run(true)}>
                {t.consent.accept}
              </button>
              <button type="button" disabled={busy} onClick={() => run(false)}>
                {t.consent.decline}
              </button>
            </div>
          </>
        ) : (
          <>
            <p class="notice">{t.study.undescribed}</p>
            {!donation.study.purpose && <StudyContact study={donation.study} />}
          </>
        )}
        <ActionError error={error} />
      </section>
    </>
  );
}

type DeclinedProps = { readonly donation: DonationView; readonly onReconsider: () => void };

export function Declined({ donation, onReconsider }: DeclinedProps) {
  return (
    <section>
      <h2 tabIndex={-1}>{t.consent.declinedTitle}</h2>
      <p>{t.consent.declinedText}</p>
      <div class="answers">
        <button type="button" onClick={onReconsider}>
          {t.consent.changeMind}
        </button>
        <ReturnLink donation={donation} />
      </div>
    </section>
  );
}
