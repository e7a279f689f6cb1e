/** web/lib/poll.ts — asks again and again while something moves, and never while nobody looks. */

const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/**
 * How long to wait until asking again.
 * @param previous the last wait, milliseconds
 * @param changed whether the last answer differed from the one before
 */
export const nextDelay = (previous: number, changed: boolean): number =>
  changed ? FIRST_MS : Math.min(previous * 1.5, LONGEST_MS);

type Poll<T> = {
  readonly load: () => Promise<T>;
  readonly onValue: (value: T) => void;
  readonly onError: (error: unknown) => void;
  /** Whether the value can still change without the reader doing anything. */
  readonly moves: (value: T) => boolean;
  /** Whether to ask again after this error. */
  readonly survives: (error: unknown) => boolean;
};

export type Poller = {
  /** Asks at once, whatever the timer says. */
  readonly now: () => Promise<void>;
  readonly stop: () => void;
};

/** Starts asking: at once, then 1 s after each change, slowing to 15 s; pauses while the page is hidden. */
export function startPolling<T>({ load, onValue, onError, moves, survives }: Poll<T>): Poller {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = FIRST_MS;
  let seen = '';
  let wanted = true;
  let round = 0;

  const schedule = (): void => {
    clearTimeout(timer);
    if (wanted && !document.hidden) timer = setTimeout(() => void ask(), delay);
  };

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    const own = ++round;
    try {
      const value = await load();
      if (own !== round) return; // a later question has overtaken this one
      const text = JSON.stringify(value);
      delay = nextDelay(delay, text !== seen);
      seen = text;
      wanted = moves(value);
      onValue(value);
    } catch (error) {
      if (own !== round) return;
      delay = nextDelay(delay, false);
      wanted = survives(error);
      onError(error);
    }
    schedule();
  };

  const resume = (): void => {
    clearTimeout(timer);
    delay = FIRST_MS;
    if (wanted && !document.hidden) void ask();
  };
  // A page that comes back from the browser's cache shows what was true when it was left.
  const restored = (event: PageTransitionEvent): void => {
    if (event.persisted) void ask();
  };

  document.addEventListener('visibilitychange', resume);
  window.addEventListener('online', resume);
  window.addEventListener('pageshow', restored);
  void ask();
  return {
    now: ask,
    stop: () => {
      round += 1;
      wanted = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', resume);
      window.removeEventListener('online', resume);
      window.removeEventListener('pageshow', restored);
    },
  };
}
