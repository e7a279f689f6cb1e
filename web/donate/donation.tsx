/** web/donate/donation.tsx — one donation, from the question to the rows. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { DonationView, Withdrawal } from '../lib/contract.ts';
import { Agreement } from './agreement.tsx';
import { Authorize } from './authorize.tsx';
import { Consent, Declined } from './consent.tsx';
import { Files } from './files.tsx';
import { Notice } from './notice.tsx';
import { getReceiptOf, isVisitEnded, problemOf } from './problem.ts';
import { ProblemPage } from './problem-page.tsx';
import { Progress } from './progress.tsx';
import { Result } from './result.tsx';
import { Review } from './review.tsx';
import { SessionEnded } from './session-ended.tsx';
import { type Stage, stageOf } from './stage.ts';
import { Tombstone } from './tombstone.tsx';
import { isPassing, useDonation } from './use-donation.ts';
import { Withdraw } from './withdraw.tsx';
import { Working } from './working.tsx';

type StageProps = {
  readonly stage: Stage;
  readonly donation: DonationView;
  readonly refresh: () => Promise<void>;
  readonly onReconsider: () => void;
};

function StageContent({ stage, donation, refresh, onReconsider }: StageProps) {
  if (stage === 'consent') return <Consent donation={donation} refresh={refresh} />;
  if (stage === 'declined') return <Declined donation={donation} onReconsider={onReconsider} />;
  if (stage === 'authorize') return <Authorize donation={donation} refresh={refresh} />;
  if (stage === 'working') return <Working donation={donation} />;
  if (stage === 'review') return <Review donation={donation} refresh={refresh} />;
  return <Result donation={donation} refresh={refresh} />;
}

/** What has just become true, for those who cannot see it. */
function announcementOf(stage: Stage, { step, status }: DonationView): string {
  if (stage === 'working') return `${t.status.title}. ${t.status.steps[step]}.`;
  if (stage === 'review') return t.review.title;
  if (stage === 'result') return status === 'processed' ? t.status.doneTitle : t.status.errorTitle;
  return '';
}

type TopProps = Parameters<typeof Notice>[0] & { readonly stage: Stage };

/** Who asks, how far it is, and what is to be known first. */
function Top({ stage, donation, ...news }: TopProps) {
  const { institution, title } = donation.study;
  return (
    <>
      {institution && <p class="eyebrow">{t.study.askedBy(institution)}</p>}
      <h1>{title ?? t.study.untitled}</h1>
      <Progress stage={stage} />
      <p class="visually-hidden" role="status">
        {announcementOf(stage, donation)}
      </p>
      <Notice donation={donation} {...news} />
    </>
  );
}

/** What replaces what was there is gone to: whoever cannot see that is taken to its heading. */
function useHeadingOf(stage: Stage | 'ended' | null) {
  const content = useRef<HTMLDivElement>(null);
  const earlier = useRef(stage);
  useEffect(() => {
    if (earlier.current && stage && earlier.current !== stage) {
      content.current?.querySelector<HTMLElement>('h2[tabindex]')?.focus();
    }
    earlier.current = stage;
  }, [stage]);
  return content;
}

type Props = {
  readonly id: string;
  readonly outcome: string | null;
  readonly onLink: (link: string) => void;
};

export function Donation({ id, outcome, onLink }: Props) {
  const { donation, error, refresh } = useDonation(id);
  const [withdrawal, setWithdrawal] = useState<Withdrawal | null>(null);
  // The refusal that is being thought over; refusing again is a later one, and ends that.
  const [reconsidered, setReconsidered] = useState<string | null>(null);
  const declinedAt = donation?.consent?.declined_at ?? null;
  const stage = donation && stageOf(donation, reconsidered !== null && reconsidered === declinedAt);
  // What was typed and ticked is kept, unseen, until the link is opened again.
  const isEnded = donation !== null && isVisitEnded(error);
  const content = useHeadingOf(isEnded ? 'ended' : stage);

  const erased = withdrawal
    ? { receipt: withdrawal.receipt, erasedAt: withdrawal.erased_at, isOverdue: false }
    : getReceiptOf(error);
  if (erased) return <Tombstone erased={erased} donation={donation} />;
  if (error && (!donation || !(isPassing(error) || isEnded))) {
    return <ProblemPage problem={problemOf(error, false)} onRetry={refresh} onLink={onLink} />;
  }
  if (!donation || !stage) return <p role="status">{t.opening}</p>;

  return (
    <>
      {isEnded && <SessionEnded donation={donation} refresh={refresh} onLink={onLink} />}
      <article class="donation" hidden={isEnded}>
        <Top stage={stage} donation={donation} outcome={outcome} error={error} />
        <div ref={content}>
          <StageContent
            stage={stage}
            donation={donation}
            refresh={refresh}
            onReconsider={() => setReconsidered(declinedAt)}
          />
        </div>
        {stage !== 'consent' && <Agreement donation={donation} />}
        <Files donation={donation} refresh={refresh} />
        <Withdraw donation={donation} onWithdrawn={setWithdrawal} />
      </article>
    </>
  );
}
