/** web/me/app.tsx — the page of all donations: opening, the list, logged out, or a problem. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { forgetLink } from '../donate/link-state.ts';
import { MessagePage } from '../donate/message-page.tsx';
import { linkOf } from '../donate/open.ts';
import { PasteLink } from '../donate/paste-link.tsx';
import { useWayOut } from '../donate/use-way-out.tsx';
import { t } from '../i18n/messages.ts';
import { takeAlong } from '../lib/language-switch.ts';
import { Donations } from './donations.tsx';
import { donationLinkOf, type Opened, open, takeToken, tokenIn } from './open.ts';
import { MyProblem } from './problem.tsx';

type Shown = Opened | { readonly kind: 'logged_out' };

/** Asks what there is to show; the latest question counts. */
function useOpened() {
  const [shown, setShown] = useState<Shown | null>(null);
  // Kept for “try again” only: the address has forgotten it.
  const asked = useRef<{ readonly token: string | null }>({ token: null });
  const { wayOut, offerWayOut } = useWayOut();

  const start = useCallback((token: string | null): void => {
    const elsewhere = token && donationLinkOf(token);
    if (elsewhere) return void window.location.replace(elsewhere);
    const own = { token };
    asked.current = own;
    takeAlong(own);
    if (token && offerWayOut(linkOf('/me/', token), () => start(token))) return;
    if (token) forgetLink();
    setShown(null);
    void open(token).then((opened) => {
      if (asked.current !== own) return;
      setShown(opened);
      if (opened.kind === 'donations') takeAlong({});
    });
  }, []);

  /** Brings the list up to date; without an answer it stays as it is. */
  const refresh = useCallback(async () => {
    const own = asked.current;
    const opened = await open(null);
    const isPassing = opened.kind === 'problem' && opened.problem !== 'no_session';
    if (asked.current === own && !isPassing) setShown(opened);
  }, []);

  const logOut = useCallback(() => {
    asked.current = { token: null };
    takeAlong(asked.current);
    forgetLink();
    setShown({ kind: 'logged_out' });
  }, []);
  return { shown, wayOut, start, retry: () => start(asked.current.token), refresh, logOut };
}

/** Whoever comes back to the page, by the browser's own button or from another tab, sees how things are now. */
function useReturns(onReturn: () => void): void {
  useEffect(() => {
    const restored = (event: PageTransitionEvent): void => {
      if (event.persisted) onReturn();
    };
    const seen = (): void => {
      if (!document.hidden) onReturn();
    };
    window.addEventListener('pageshow', restored);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('pageshow', restored);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [onReturn]);
}

export function App() {
  const { shown, wayOut, start, retry, refresh, logOut } = useOpened();
  const isListed = shown?.kind === 'donations';
  useReturns(useCallback(() => void (isListed && refresh()), [isListed, refresh]));

  useEffect(() => {
    start(takeToken());
    // A link opened while the page is already there changes the hash only.
    const onHash = (): void => {
      const token = takeToken();
      if (token) start(token);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [start]);

  // What is no link at all is asked about, too: the answer is that it does not work.
  const openLink = (pasted: string): void => start(tokenIn(pasted) ?? pasted);

  if (wayOut) return wayOut;
  if (!shown) return <p role="status">{t.me.opening}</p>;
  if (shown.kind === 'problem') return <MyProblem problem={shown.problem} onRetry={retry} onLink={openLink} />;
  if (shown.kind === 'logged_out') {
    return (
      <MessagePage title={t.me.loggedOut.title} text={t.me.loggedOut.text}>
        <PasteLink onLink={openLink} />
      </MessagePage>
    );
  }
  return <Donations donations={shown.donations} refresh={refresh} onLink={openLink} onLoggedOut={logOut} />;
}
