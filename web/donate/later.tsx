/** web/donate/later.tsx — a part of the page that is loaded when it is shown first. */
import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { Failure } from './failure.tsx';

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
    load().then(
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
