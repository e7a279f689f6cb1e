/** functions/core/job.ts — what is asked of a provider for one resource group of a donation, and how far it is. */
import type { ReasonCode } from './errors.ts';

/**
 * One provider job of a donation (DONATION#id / JOB#group).
 * `waiting`: may not be initiated before `next_at`. `initiating`: written before the provider is asked.
 */
export const JOB_STATES = [
  'waiting',
  'initiating',
  'open',
  'complete',
  'downloaded',
  'filtered',
  'failed',
  'expired',
] as const;
export type JobState = (typeof JOB_STATES)[number];
export const isJobEnded = (state: JobState): boolean => ['filtered', 'failed', 'expired'].includes(state);

export type Job = {
  readonly group: string;
  readonly state: JobState;
  readonly execution: number;
  readonly job_id?: string;
  readonly initiated_at?: string;
  /** Polls made so far: the backoff's exponent. */
  readonly polls: number;
  /** Provider retries made so far. */
  readonly retries: number;
  readonly next_at?: string;
  /** What time the export reaches. */
  readonly export_time?: string;
  /** How many parts a complete export consists of. */
  readonly parts?: number;
  /** Taken over from an earlier request: never cancelled by us. */
  readonly adopted?: boolean;
  readonly reason?: ReasonCode;
};
