/** local/simulators/google/api.ts — dataportability.googleapis.com, all six methods with their errors. */
import { randomUUID } from 'node:crypto';
import { DAY_MS } from '../../../functions/core/clock.ts';
import { type Asked, json, type Pending, type Reply, settled } from '../reply.ts';
import type { ExportJob, Grant, State } from '../state.ts';
import { groupsOf, isKnownGroup, TIME_FILTERED } from './groups.ts';
import type { createStorage } from './storage.ts';
import { validGrant } from './tokens.ts';

const ARCHIVE_LIFETIME_MS = 14 * DAY_MS;
const MAX_RETRIES = 3;
const DOMAIN = 'dataportability.googleapis.com';

type Detail = { readonly reason: string; readonly metadata: Readonly<Record<string, string>> };
type Call = { readonly asked: Asked; readonly grant: Grant; readonly input: Record<string, unknown> };

const fault = (code: number, status: string, message: string, detail?: Detail): Reply =>
  json(code, {
    error: {
      ...{ code, message, status },
      ...(detail && { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...detail, domain: DOMAIN }] }),
    },
  });

const invalid = (message: string): Reply => fault(400, 'INVALID_ARGUMENT', message);
const NOT_FOUND = fault(404, 'NOT_FOUND', 'Requested entity was not found.');
const timestamp = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

export function createApi(state: State, storage: ReturnType<typeof createStorage>) {
  const jobsOf = ({ account, client }: Grant): ExportJob[] =>
    state.memory.jobs.filter((job) => job.account === account && job.client === client);
  const isOneTime = ({ duration }: Grant): boolean => duration === 'once';
  const accessType = (grant: Grant): string => `ACCESS_TYPE_${isOneTime(grant) ? 'ONE_TIME' : 'TIME_BASED'}`;

  /** @returns why these groups cannot be exported now; undefined when they can */
  function obstacle(grant: Grant, groups: readonly string[], now: number): Reply | undefined {
    const kind = isOneTime(grant) ? 'ONE_TIME' : 'TIME_BASED';
    const earlier = jobsOf(grant).filter((job) => job.groups.some((group) => groups.includes(group)));
    const running = earlier.find((job) => job.state === 'IN_PROGRESS');
    if (running) {
      const message = `An archive job for the requested resources is already in progress: job ${running.id}`;
      return fault(409, 'ALREADY_EXISTS', message, {
        reason: `ALREADY_EXISTS_${kind}`,
        metadata: { job_id: running.id },
      });
    }
    const made = earlier.filter((job) => job.state !== 'CANCELLED');
    const previous_job_ids = made.map(({ id }) => id).join(',');
    if (isOneTime(grant)) {
      const used = made.some((job) => job.grant === grant.id || job.state === 'COMPLETE');
      const message = 'Requested resources have already been exported.';
      return used
        ? fault(429, 'RESOURCE_EXHAUSTED', message, {
            reason: 'RESOURCE_EXHAUSTED_ONE_TIME',
            metadata: { previous_job_ids },
          })
        : undefined;
    }
    const latest = Math.max(0, ...made.filter((job) => job.state !== 'FAILED').map((job) => job.made_at));
    if (now >= latest + DAY_MS) return undefined;
    const timestamp_after_24hrs = timestamp(latest + DAY_MS);
    const message = `Requested resources have already been exported. You can initiate another export after ${timestamp_after_24hrs}`;
    const metadata = { previous_job_ids, timestamp_after_24hrs };
    return fault(429, 'RESOURCE_EXHAUSTED', message, { reason: 'RESOURCE_EXHAUSTED_TIME_BASED', metadata });
  }

  function initiate({ grant, input, asked: { now } }: Call): Reply {
    const groups = input.resources as string[];
    const [start, end] = [input.startTime ?? input.start_time, input.endTime ?? input.end_time];
    if (!Array.isArray(groups) || !groups.length) return invalid('resources must not be empty.');
    const unknown = groups.find((group) => !isKnownGroup(group));
    if (unknown !== undefined) return invalid(`Unknown resource: ${unknown}`);
    for (const time of [start, end]) {
      if (
        time !== undefined &&
        (typeof time !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(time) || Number.isNaN(Date.parse(time)))
      ) {
        return invalid('Invalid time: expected RFC 3339.');
      }
    }
    if ((start ?? end) !== undefined && !groups.every((group) => TIME_FILTERED.has(group))) {
      return invalid('Time filtering is not supported for the requested resources.');
    }
    if (start !== undefined && Date.parse(String(start)) >= Date.parse(String(end ?? timestamp(now)))) {
      return invalid('start_time must be before end_time.');
    }
    if (!groups.every((group) => groupsOf(grant.scopes).includes(group))) {
      return fault(403, 'PERMISSION_DENIED', 'The requested resources are not authorized by the OAuth token.');
    }
    const refused = obstacle(grant, groups, now);
    if (refused) return refused;
    const job = newJob(grant, groups, now, 0, start as string | undefined, end as string | undefined);
    return json(200, { archiveJobId: job.id, accessType: accessType(grant) });
  }

  function newJob(
    grant: Grant,
    groups: readonly string[],
    now: number,
    retry: number,
    start?: string,
    end?: string,
  ): ExportJob {
    const job: ExportJob = {
      ...{ id: randomUUID(), account: grant.account, client: grant.client, grant: grant.id, groups },
      ...(start && { start_time: start }),
      ...(end && { end_time: end }),
      ...{ made_at: now, retry, polled: 0, state: 'IN_PROGRESS' },
    };
    state.memory.jobs.push(job);
    state.save();
    return job;
  }

  async function poll(job: ExportJob, { url, now }: Asked): Promise<Reply> {
    const account = state.account(job.account);
    const { origin } = url;
    job.polled += 1;
    if (job.state === 'IN_PROGRESS' && job.polled > (account?.polls ?? 0))
      job.state = account?.final_state ?? 'COMPLETE';
    state.save();
    return json(200, {
      name: `archiveJobs/${job.id}/portabilityArchiveState`,
      state: job.state,
      ...(job.state === 'COMPLETE' && { urls: await storage.urls(job, origin, now) }),
      ...(job.start_time && { startTime: timestamp(Date.parse(job.start_time)) }),
      exportTime: job.end_time ? timestamp(Date.parse(job.end_time)) : timestamp(job.made_at),
    });
  }

  function retry(job: ExportJob, { grant, asked: { now } }: Call): Reply {
    if (job.state !== 'FAILED') return fault(400, 'FAILED_PRECONDITION', 'Only failed jobs can be retried.');
    if (job.retry >= MAX_RETRIES) return fault(400, 'FAILED_PRECONDITION', 'The job has been retried too often.');
    const again = newJob(grant, job.groups, now, job.retry + 1, job.start_time, job.end_time);
    return json(200, { archiveJobId: again.id });
  }

  function cancel(job: ExportJob, { grant }: Call): Reply {
    if (job.state !== 'IN_PROGRESS')
      return fault(400, 'FAILED_PRECONDITION', 'Only jobs in progress can be cancelled.');
    if (isOneTime(grant)) return fault(400, 'FAILED_PRECONDITION', 'One-time exports cannot be cancelled.');
    job.state = 'CANCELLED';
    state.save();
    return json(200, {});
  }

  function reset({ grant }: Call): Reply {
    const { memory } = state;
    const own = ({ account, client }: { account: string; client: string }) =>
      account === grant.account && client === grant.client;
    for (const other of memory.grants.filter(own)) other.revoked = true;
    memory.jobs = memory.jobs.filter((job) => !own(job));
    state.save();
    return json(200, {});
  }

  function onJob(id: string, verb: string | undefined, call: Call): Pending {
    const { grant, asked } = call;
    const job = jobsOf(grant).find((known) => known.id === id);
    const about = { account: grant.account, on: 'state' as const, groups: job?.groups ?? [] };
    if (!job || job.made_at + ARCHIVE_LIFETIME_MS <= asked.now) return { about, perform: () => NOT_FOUND };
    if (asked.method === 'GET' && verb === '/portabilityArchiveState')
      return { about, perform: () => poll(job, asked) };
    if (asked.method === 'POST' && verb === ':retry') return { perform: () => retry(job, call) };
    if (asked.method === 'POST' && verb === ':cancel') return { perform: () => cancel(job, call) };
    return settled(NOT_FOUND);
  }

  return {
    answer(asked: Asked, path: string): Pending {
      const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
      const grant = validGrant(state, token, 'access', asked.now);
      if (!grant) {
        const message = 'Request had invalid authentication credentials. Expected OAuth 2 access token.';
        return settled(fault(401, 'UNAUTHENTICATED', message));
      }
      const call: Call = { asked, grant, input: readInput(asked.body) };
      const { account } = grant;
      const groups = Array.isArray(call.input.resources) ? (call.input.resources as string[]) : [];
      const job = /^\/v1\/archiveJobs\/([^/:]+)(:\w+|\/\w+)$/.exec(path);
      if (job) return onJob(job[1] as string, job[2], call);
      switch (`${asked.method} ${path}`) {
        case 'POST /v1/portabilityArchive:initiate':
          return { about: { account, on: 'initiate', groups }, perform: () => initiate(call) };
        case 'POST /v1/accessType:check': {
          const list = groupsOf(grant.scopes);
          return settled(json(200, isOneTime(grant) ? { oneTimeResources: list } : { timeBasedResources: list }));
        }
        case 'POST /v1/authorization:reset':
          return { about: { account, on: 'reset' }, perform: () => reset(call) };
        default:
          return settled(NOT_FOUND);
      }
    },
  };
}

function readInput(body: string): Record<string, unknown> {
  try {
    return body ? (JSON.parse(body) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
