/** web/donate/stage.ts — where on the path a donation is, and what has been reached. */
import { type DonationView, STEPS, type Step } from '../lib/contract.ts';

export type Stage = 'consent' | 'declined' | 'authorize' | 'working' | 'result';

/** @param reconsidering whether the participant thinks a refusal over */
export function stageOf({ status, consent }: DonationView, reconsidering = false): Stage {
  if (status === 'processed' || status === 'error') return 'result';
  if (status !== 'pending') return 'working';
  if (consent?.accepted_at) return 'authorize';
  return consent?.declined_at && !reconsidering ? 'declined' : 'consent';
}

/** Whether the donation can change without the participant doing anything. */
export const moves = ({ status }: DonationView): boolean => status === 'authorized' || status === 'processing';

export type Milestone = {
  readonly step: Step;
  readonly state: 'done' | 'current' | 'upcoming';
  readonly at: string | null;
};

/** The steps in their order. What an earlier authorization had reached does not count for the one that runs now. */
export function milestones({ step, status, timeline }: DonationView): readonly Milestone[] {
  const path = STEPS.filter((name) => name !== 'review' || name === step);
  const current = path.indexOf(step);
  const ended = status === 'processed' || status === 'error';
  return path.map((name, index) => {
    const state = index < current || (ended && index === current) ? 'done' : index === current ? 'current' : 'upcoming';
    const at = state === 'upcoming' ? undefined : timeline.findLast((entry) => entry.step === name)?.at;
    return { step: name, state, at: at ?? null };
  });
}
