/** functions/steps/keys.ts — where an execution keeps its temporary objects; deterministic, so that steps can repeat. */
import { objectPrefix } from '../store/objects.ts';
import type { StepInput } from './step.ts';

const raw = ({ donationId, execution }: StepInput): string => `${objectPrefix('raw', donationId)}${execution}/`;
const runs = ({ donationId, execution }: StepInput): string => `${objectPrefix('runs', donationId)}${execution}/`;

/** An entry's part, and its number among those of the part that are needed. */
export type EntryNumber = { readonly part: number; readonly n: number };

export const stepKeys = {
  /** A whole part, where the server gives no ranges. */
  part: (input: StepInput, group: string, part: number): string => `${raw(input)}${group}/${part}.zip`,
  /** One entry, still compressed. */
  entry: (input: StepInput, group: string, part: number, entry: number): string =>
    `${raw(input)}${group}/${part}/${entry}`,
  manifest: (input: StepInput, group: string, part: number): string => `${raw(input)}${group}/${part}.json`,
  /** What filtering an entry gave. */
  summary: (input: StepInput, group: string, { part, n }: EntryNumber): string =>
    `${runs(input)}${group}/${part}/${n}.json`,
  summaries: (input: StepInput, group: string): string => `${runs(input)}${group}/`,
  run: (input: StepInput, group: string, { part, n }: EntryNumber, run: number): string =>
    `${runs(input)}${group}/${part}/${n}-${run}.parquet`,
  data: (donationId: string, dataType: string): string => `${objectPrefix('data', donationId)}${dataType}.parquet`,
  /** A file that a release has written, before it is put in the place of the one that is there. */
  released: (donationId: string, dataType: string): string =>
    `${objectPrefix('exports', donationId)}release/${dataType}.parquet`,
} as const;
