/** functions/steps/release/plan.ts — which data types a release has to go through. */
import { type StepInput, step } from '../step.ts';
import { releasing, unreleased } from './releasing.ts';

export type PlanResult = { readonly dataTypes: readonly string[] };

/** Safe to repeat: what is released already is left out. @throws StepError `Superseded` */
export const handler = step<StepInput, PlanResult>('release-plan', async (input) => ({
  dataTypes: unreleased(await releasing(input)).map(({ data_type }) => data_type),
}));
