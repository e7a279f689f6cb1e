/** web/donate/later.tsx — a part of the page that is loaded when it is shown first. */
import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { expectSuccess, send } from '../lib/http.ts';
import { Failure } from './failure.tsx';

/**
 * A browser does not ask a second time for a part that it failed to get, and a newer version of the site has other parts:
 * it is the page that is loaded again, as soon as it can be.
 * @throws CallError while it cannot
 * @see https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script
 */
async function loadPageAgain(): Promise<never> {
  await expectSuccess(await send('HEAD', window.location.pathname));
  window.location.reload();
  return new Promise(() => {});
}

type Props<Part> = {
  /** The same one each time: another one is loaded anew. */
  readonly load: () => Promise<Part>;
  readonly children: (part: Part) => ComponentChild;
};

export function Later<Part extends object>({ load, children }: Props<Part>) {
  const [part, setPart] = useState<Part | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // An attempt is a reason to load it again.
  useEffect(() => {
    let wanted = true;
    setError(null);
    const loading = attempt === 0 ? load() : load().catch(loadPageAgain);
    loading.then(
      (loaded) => wanted && setPart(loaded),
      (reason: unknown) => wanted && setError(reason),
    );
    return () => {
      wanted = false;
    };
  }, [load, attempt]);
  if (part) return <>{children(part)}</>;
  if (error === null) return <p role="status">{t.data.loading}</p>;
  return <Failure error={error} retry={() => setAttempt(attempt + 1)} />;
}
