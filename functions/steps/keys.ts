/** functions/steps/keys.ts — where an execution keeps its temporary objects; deterministic, so that steps can repeat. */
import { objectPrefix } from '../store/objects.ts';
import type { StepInput } from './step.ts';

const raw = ({ donationId, execution }: StepInput): string => `${objectPrefix('raw', donationId)}${execution}/`;
const runs = ({ donationId, execution }: StepInput): string => `${objectPrefix('runs', donationId)}${execution}/`;

export const stepKeys = {
  /** A whole part, where the server gives no ranges. */
  part: (input: StepInput, group: string, part: number): string => `${raw(input)}${group}/${part}.zip`,
  /** One entry, still compressed. */
  entry: (input: StepInput, group: string, part: number, entry: number): string =>
    `${raw(input)}${group}/${part}/${entry}`,
  manifest: (input: StepInput, group: string): string => `${raw(input)}${group}/manifest.json`,
  /** What filtering an entry gave. */
  summary: (input: StepInput, group: string, entry: number): string => `${runs(input)}${group}/${entry}.json`,
  summaries: (input: StepInput, group: string): string => `${runs(input)}${group}/`,
  run: (input: StepInput, group: string, entry: number, run: number): string =>
    `${runs(input)}${group}/${entry}-${run}.parquet`,
  data: (donationId: string, dataType: string): string => `${objectPrefix('data', donationId)}${dataType}.parquet`,
} as const;
