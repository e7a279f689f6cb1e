/** functions/providers/google/jobs.ts — requests for exports, and Google's answers to them in the port's words. */
import * as z from 'zod';
import { DAY_MS, HOUR_MS, toTimestamp } from '../../core/clock.ts';
import type { AccessType } from '../../core/donation.ts';
import type { Interval } from '../../core/period.ts';
import { type ExportState, type Initiation, ProviderError } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';
import type { InitiateBody } from './api.ts';
import { type Failure, failureOf, type Subject, toProviderError } from './errors.ts';

/**
 * The groups that take a time filter; any other refuses one.
 * @see https://developers.google.com/data-portability/user-guide/time-filter
 */
const TIME_FILTERED: ReadonlySet<string> = new Set([
  'chrome.history',
  'myactivity.maps',
  'myactivity.myadcenter',
  'myactivity.play',
  'myactivity.search',
  'myactivity.shopping',
  'myactivity.youtube',
]);

/** Whether an export of the group can be limited to a period. */
export const isTimeFiltered = (group: string): boolean => TIME_FILTERED.has(group);

/** As Google's documentation writes times: no fraction where there is none. */
const wholeSeconds = (time: number): string => toTimestamp(time).replace('.000Z', 'Z');

/**
 * The request for one group, limited to the period where the group allows it. An end that lies in the future is left
 * out; a start that does is moved to an hour ago, so that nothing older is copied and the start stays before the end.
 * @param now milliseconds since the epoch
 */
export function initiateBody(group: string, { from, until }: Interval, now: number): InitiateBody {
  if (!isTimeFiltered(group)) return { resources: [group] };
  return {
    resources: [group],
    ...(Number.isFinite(from) && { startTime: wholeSeconds(Math.min(from, now - HOUR_MS)) }),
    ...(Number.isFinite(until) && until <= now && { endTime: wholeSeconds(until) }),
  };
}

/** Part of a path, and of an item’s key. */
const jobId = z.string().min(1).max(1000);
const initiated = z.object({ archiveJobId: jobId, accessType: z.string().optional() });

/**
 * @param now milliseconds since the epoch
 * @throws ProviderError when the request was refused for another reason than an earlier export
 */
export function initiationOf(answer: Answer, now: number): Initiation {
  if (isSuccess(answer)) {
    const { archiveJobId, accessType } = parse(initiated, answer);
    const timeBased = accessType === 'ACCESS_TYPE_TIME_BASED';
    return { outcome: 'started', jobId: archiveJobId, accessType: timeBased ? 'time_based' : 'one_time' };
  }
  const failure = failureOf(answer);
  const earlier = failure && [400, 409, 429].includes(answer.status) ? earlierExport(answer, failure, now) : undefined;
  if (earlier) return earlier;
  throw toProviderError(answer, 'group');
}

/** Each candidate is asked about; Google names one. */
const MAX_EARLIER = 10;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const AFTER = /\bafter (\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** What Google says of an export that runs or was made already: reason and metadata, else the message's own words. */
function earlierExport({ status }: Answer, { reason, metadata, message, status: name }: Failure, now: number) {
  const known = /^(?:ALREADY_EXISTS|RESOURCE_EXHAUSTED)_(ONE_TIME|TIME_BASED)$/.exec(reason);
  const fromText = message.match(UUID) ?? [];
  const retryAt = timestampIn(metadata.timestamp_after_24hrs ?? AFTER.exec(message)?.[1], now + DAY_MS);
  const told = known || (status === 409 && name === 'ALREADY_EXISTS') || (name === 'RESOURCE_EXHAUSTED' && retryAt);
  if (!told) return undefined;
  const named = [metadata.job_id, ...(metadata.previous_job_ids ?? '').split(',')].map((id) => id?.trim() ?? '');
  const accessType: AccessType = known?.[1] === 'ONE_TIME' ? 'one_time' : 'time_based';
  return {
    outcome: 'exists' as const,
    jobIds: [...new Set([...named, ...fromText].filter(Boolean))].slice(0, MAX_EARLIER),
    accessType,
    ...(accessType === 'time_based' && retryAt && { retryAt }),
  };
}

/** @param latest milliseconds since the epoch: a later time is not waited for */
function timestampIn(text: string | undefined, latest: number): string | undefined {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : toTimestamp(Math.min(time, latest));
}

const time = z.iso.datetime({ offset: true });

/** Each part is asked for its size; parts are of gigabytes. */
const MAX_PARTS = 1000;

const archiveState = z.object({
  state: z.string().default(''),
  urls: z.array(z.url()).max(MAX_PARTS).default([]),
  startTime: time.optional(),
  exportTime: time.optional(),
});

/** `COMPLETE`, not `COMPLETED`; a state we do not know yet is none that has ended. */
const STATES: ReadonlyMap<string, ExportState['state']> = new Map([
  ['COMPLETE', 'complete'],
  ['FAILED', 'failed'],
  ['CANCELLED', 'cancelled'],
]);

/** @returns the job's state, and the signed URLs, which never leave this folder */
export function archiveStateOf(answer: Answer): { readonly state: ExportState; readonly urls: readonly string[] } {
  if (!isSuccess(answer)) throw toProviderError(answer, 'job');
  const { state, urls, startTime, exportTime } = parse(archiveState, answer);
  return {
    state: {
      state: STATES.get(state) ?? 'in_progress',
      ...(startTime && { startTime }),
      ...(exportTime && { exportTime }),
      parts: urls.length,
    },
    urls,
  };
}

const retried = z.object({ archiveJobId: jobId });

/** @returns the id of the new job */
export function retriedJobOf(answer: Answer): string {
  if (!isSuccess(answer)) throw toProviderError(answer, 'job');
  return parse(retried, answer).archiveJobId;
}

const access = z.object({
  oneTimeResources: z.array(z.string()).default([]),
  timeBasedResources: z.array(z.string()).default([]),
});

/** @returns the groups that may be exported, by how */
export function accessTypesOf(answer: Answer): { oneTime: readonly string[]; timeBased: readonly string[] } {
  if (!isSuccess(answer)) throw toProviderError(answer, 'group');
  const { oneTimeResources, timeBasedResources } = parse(access, answer);
  return { oneTime: oneTimeResources, timeBased: timeBasedResources };
}

/** For calls whose success says nothing. @throws ProviderError */
export function expectSuccess(answer: Answer, subject: Subject): void {
  if (!isSuccess(answer)) throw toProviderError(answer, subject);
  if (answer.data !== '') parse(z.object({}), answer);
}

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** An answer with a good status and another body than documented is no answer. */
function parse<Shape>(schema: z.ZodType<Shape>, { data, status }: Answer): Shape {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new ProviderError('unavailable', { cause: fault(`http_${status}_unreadable`) });
  return parsed.data;
}
