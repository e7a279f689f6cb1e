/** web/donate/app.tsx — the page as a whole: opening, one donation, a choice, an erased one, or a problem. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { takeAlong } from '../lib/language-switch.ts';
import { Choose } from './choose.tsx';
import { Donation } from './donation.tsx';
import { linkOf, type Opened, open, type Request, takeRequest } from './open.ts';
import { ProblemPage } from './problem-page.tsx';
import { Tombstone } from './tombstone.tsx';
import { useWayOut } from './use-way-out.tsx';

/** Opens what an address or a pasted link asks for; the latest request counts. */
function useOpened() {
  const [opened, setOpened] = useState<Opened | null>(null);
  // Kept for “try again” only: the address has forgotten it.
  const request = useRef<Request | null>(null);
  const { wayOut, offerWayOut } = useWayOut();

  const start = useCallback((next: Request): void => {
    takeAlong(next);
    if (next.token && offerWayOut(linkOf('/donate/', next.token), () => start(next))) return;
    request.current = next;
    setOpened(null);
    void open(next).then((result) => {
      if (request.current !== next) return;
      setOpened(result);
      // What is open needs no link any more.
      if (result.kind === 'donation' || result.kind === 'choose') takeAlong({ outcome: next.outcome });
    });
  }, []);

  const retry = (): void => {
    if (request.current) start(request.current);
  };
  return { opened, wayOut, start, retry };
}

export function App() {
  const { opened, wayOut, start, retry } = useOpened();

  useEffect(() => {
    start(takeRequest());
    // A link opened while the page is already there changes the hash only.
    const onHash = (): void => {
      const next = takeRequest();
      if (next.token) start(next);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [start]);

  const openLink = (token: string): void => start({ token, donationId: null, outcome: null });

  if (wayOut) return wayOut;
  if (!opened) return <p role="status">{t.opening}</p>;
  if (opened.kind === 'choose') return <Choose donations={opened.donations} />;
  if (opened.kind === 'erased') return <Tombstone erased={opened.erased} />;
  if (opened.kind === 'problem') return <ProblemPage problem={opened.problem} onRetry={retry} onLink={openLink} />;
  return <Donation key={opened.id} id={opened.id} outcome={opened.outcome} onLink={openLink} />;
}
