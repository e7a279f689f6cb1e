/** web/donate/use-removals.ts — what is removed from a donation under review, and changing that. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { getRemovals } from '../lib/api.ts';
import type { DonationView, RemovalsView } from '../lib/contract.ts';
import { CallError } from '../lib/http.ts';
import { removedIn } from './removal-words.ts';

export type Removals = {
  /** Null until they are known. */
  readonly view: RemovalsView | null;
  readonly error: unknown;
  readonly retry: () => void;
  /** Removes or puts back. @returns by how many rows more are removed than before @throws CallError */
  readonly change: (act: () => Promise<RemovalsView>) => Promise<number>;
};

/** @param refresh asks for the donation anew */
export function useRemovals({ id, data_types: types }: DonationView, refresh: () => Promise<void>): Removals {
  const [view, setView] = useState<RemovalsView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const round = useRef(0);
  // What another tab has removed or put back shows in the donation first.
  const inDonation = types.reduce((sum, { removed }) => sum + removed, 0);

  // Another number, and an attempt, are reasons to ask again.
  useEffect(() => {
    const own = ++round.current;
    setError(null);
    getRemovals(id).then(
      (answer) => own === round.current && setView(answer),
      (reason: unknown) => own === round.current && setError(reason),
    );
  }, [id, inDonation, attempt]);

  const change = async (act: () => Promise<RemovalsView>): Promise<number> => {
    try {
      const answer = await act();
      round.current += 1; // what is still being asked for is older than this
      setView(answer);
      setError(null);
      await refresh();
      return removedIn(answer) - (view ? removedIn(view) : 0);
    } catch (failure) {
      if (!(failure instanceof CallError) || failure.kind === 'offline') throw failure;
      // A refusal can mean that the review is over, or that another tab was quicker.
      setAttempt(attempt + 1);
      await refresh();
      if (failure.code === 'invalid') return 0; // what was to be removed has gone already
      throw failure;
    }
  };
  return { view, error, retry: () => setAttempt(attempt + 1), change };
}
