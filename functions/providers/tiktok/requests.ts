/** functions/providers/tiktok/requests.ts — answers about requests for data, in the port's words. */
import * as z from 'zod';
import { SECOND_MS, toTimestamp } from '../../core/clock.ts';
import type { AccessType } from '../../core/donation.ts';
import { type ExportState, type Initiation, ProviderError } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';
import { failureOf, isSuccess, toProviderError } from './errors.ts';
import { idOf } from './exact-json.ts';

const added = z.object({ data: z.object({ request_id: z.unknown() }) });

/** What TikTok answers where a scope that was granted has been used up: a `single` one allows one request. */
const USED_UP = ['scope_not_authorized', 'scope_permission_missed'];

/**
 * @param accessType as the grant's scopes say; undefined where the group was not granted
 * @throws ProviderError when the request was refused for another reason than an earlier one
 */
export function initiationOf(answer: Answer, accessType: AccessType | undefined): Initiation {
  if (isSuccess(answer)) {
    const jobId = idOf(added.safeParse(answer.data).data?.data.request_id);
    if (!jobId) throw unreadable(answer);
    return { outcome: 'started', jobId, accessType: accessType ?? 'one_time' };
  }
  const usedUp = USED_UP.includes(failureOf(answer)?.code ?? '');
  if (usedUp && accessType === 'one_time') return { outcome: 'exists', jobIds: [], accessType };
  throw toProviderError(answer, 'group');
}

const seconds = z.coerce.number().int().positive().max(253_402_300_799).optional().catch(undefined);
const checked = z.object({ data: z.object({ status: z.string(), apply_time: seconds }) });

/** `downloading` is TikTok's word for ready to download; a status we do not know yet is none that has ended. */
const STATES: ReadonlyMap<string, ExportState['state']> = new Map([
  ['downloading', 'complete'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
]);

/** An export is a single part, and reaches the time at which it was asked for. */
export function exportStateOf(answer: Answer): ExportState {
  if (!isSuccess(answer)) throw toProviderError(answer, 'job');
  const parsed = checked.safeParse(answer.data);
  if (!parsed.success) throw unreadable(answer);
  const { status, apply_time } = parsed.data.data;
  const state = STATES.get(status.toLowerCase()) ?? 'in_progress';
  return {
    ...{ state, parts: state === 'complete' ? 1 : 0 },
    ...(apply_time && { exportTime: toTimestamp(apply_time * SECOND_MS) }),
  };
}

/** An answer with a good status and another body than documented is no answer. */
const unreadable = ({ status }: Answer): ProviderError =>
  new ProviderError('unavailable', { cause: fault(`http_${status}_unreadable`) });
