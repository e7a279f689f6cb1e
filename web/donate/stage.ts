/** web/donate/stage.ts — where on the path a donation is, and what has been reached. */
import { type DataTypeView, type DonationView, STEPS, type Step } from '../lib/contract.ts';

export type Stage = 'consent' | 'declined' | 'authorize' | 'working' | 'review' | 'result';

/** @param reconsidering whether the participant thinks a refusal over */
export function stageOf({ status, step, consent }: DonationView, reconsidering = false): Stage {
  if (status === 'processed' || status === 'error') return 'result';
  if (status !== 'pending') return step === 'review' ? 'review' : 'working';
  if (consent?.accepted_at) return 'authorize';
  return consent?.declined_at && !reconsidering ? 'declined' : 'consent';
}

/** Whether it can change without the participant doing anything here; a review ends by itself, or in another tab. */
export const moves = ({ status }: DonationView): boolean => status === 'authorized' || status === 'processing';

/** Whether the study may not have the rows of a data type yet. */
export const isUnreleased = (
  { review }: Pick<DonationView, 'review'>,
  { state, released_at }: Pick<DataTypeView, 'state' | 'released_at'>,
): boolean => review !== null && state === 'ready' && released_at === null;

/** When the study got the rows of the latest review; null where it had none of any, or has not got them yet. */
export const releasedAt = ({ data_types: types }: Pick<DonationView, 'data_types'>): string | null =>
  types
    .flatMap(({ released_at }) => released_at ?? [])
    .sort()
    .at(-1) ?? null;

export type Milestone = {
  readonly step: Step;
  readonly state: 'done' | 'current' | 'upcoming';
  readonly at: string | null;
};

/**
 * The steps in their order. While something moves: those behind, the one that runs, those to come; what an earlier
 * authorization had reached does not count for the one that runs now. Once it has ended: what was reached.
 */
export function milestones({ step, status, timeline, review }: DonationView): readonly Milestone[] {
  const reachedAt = (name: Step): string | null => timeline.findLast((entry) => entry.step === name)?.at ?? null;
  if (status === 'processed' || status === 'error') {
    const reached = STEPS.filter(reachedAt);
    return reached.map((name) => ({ step: name, state: 'done', at: reachedAt(name) }));
  }
  const path = STEPS.filter((name) => name !== 'review' || review !== null);
  const current = path.indexOf(step);
  return path.map((name, index) => {
    const state = index < current ? 'done' : index === current ? 'current' : 'upcoming';
    return { step: name, state, at: state === 'upcoming' ? null : reachedAt(name) };
  });
}
