/** web/donate/use-donation.ts — a donation as it is now, kept up to date. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getDonation } from '../lib/api.ts';
import type { DonationView } from '../lib/contract.ts';
import { CallError } from '../lib/http.ts';
import { type Poller, startPolling } from '../lib/poll.ts';
import { moves } from './stage.ts';

export type LiveDonation = {
  readonly donation: DonationView | null;
  /** Why the last question went wrong; null once one went right. */
  readonly error: unknown;
  /** Asks again at once. */
  readonly refresh: () => Promise<void>;
};

/** Without an answer, or with a fault of the service, it is worth asking again. */
export const isPassing = (error: unknown): boolean =>
  error instanceof CallError && (error.kind === 'offline' || error.status >= 500 || error.status === 429);

/** Keeps a donation up to date as long as it is shown. */
export function useDonation(id: string): LiveDonation {
  const [donation, setDonation] = useState<DonationView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const poller = useRef<Poller | null>(null);

  useEffect(() => {
    poller.current = startPolling({
      load: () => getDonation(id),
      onValue: (value) => {
        setDonation(value);
        setError(null);
      },
      onError: setError,
      moves,
      survives: isPassing,
    });
    return () => poller.current?.stop();
  }, [id]);

  const refresh = useCallback(async () => poller.current?.now(), []);
  return { donation, error, refresh };
}
