/** web/lib/use-action.ts — something the reader starts: busy while it runs, and its error when it fails. */
import { useEffect, useRef, useState } from 'preact/hooks';

export type Action<Input extends readonly unknown[]> = {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: (...input: Input) => Promise<void>;
};

/** What happens on the window when a visit that had ended goes on: what failed for that reason can be tried again. */
export const VISIT_RESUMED = 'visitresumed';

type Returns = {
  /** The browser's own button has brought the page back as it was left. */
  readonly onRestored: () => void;
  readonly onResumed: () => void;
};

/** Hears of coming back, to the page or into a visit. */
function useReturns({ onRestored, onResumed }: Returns): void {
  useEffect(() => {
    const restored = (event: PageTransitionEvent): void => {
      if (event.persisted) onRestored();
    };
    window.addEventListener('pageshow', restored);
    window.addEventListener(VISIT_RESUMED, onResumed);
    return () => {
      window.removeEventListener('pageshow', restored);
      window.removeEventListener(VISIT_RESUMED, onResumed);
    };
  }, []);
}

/**
 * Wraps an asynchronous act; a second start while one runs does nothing.
 * @param stays whether it stays busy after success, because the page is being left
 */
export function useAction<Input extends readonly unknown[]>(
  act: (...input: Input) => Promise<void>,
  { stays = false } = {},
): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);

  const end = (failure: unknown, keep = false): void => {
    running.current = keep;
    setBusy(keep);
    setError(failure);
  };
  // Left while busy, it comes back busy: nothing runs any more.
  useReturns({ onRestored: () => end(null), onResumed: () => void (running.current || setError(null)) });

  const run = async (...input: Input): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await act(...input);
      end(null, stays);
    } catch (failure) {
      end(failure ?? new Error('failed'));
    }
  };
  return { busy, error, run };
}
