import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInterval } from '../../../functions/core/period.ts';
import { createProvider } from '../../../functions/providers/create.ts';
import type { ProviderClient } from '../../../functions/providers/provider.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const ALL = toInterval({});
const ID = 'f3f0a1b2-0000-4000-8000-00000000000a';
const OTHER_ID = 'f3f0a1b2-0000-4000-8000-00000000000b';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

const open = (options: { baseUrl?: string; refreshToken?: string } = {}): ProviderClient =>
  createProvider('google_portability', {
    fetch,
    clock: () => NOW,
    clientId: 'client-1',
    clientSecret: 'secret-1',
    baseUrl: options.baseUrl ?? `${server.url}/google`,
  }).open({
    accessToken: 'very-secret',
    refreshToken: 'refresh',
    accessExpiresAt: new Date(NOW + 3_600_000).toISOString(),
    scopes: [],
    ...options,
  });

const failure = (
  code: number,
  status: string,
  reason?: string,
  metadata: Record<string, string> = {},
  message = '',
) => ({
  error: {
    code,
    message,
    status,
    details: reason
      ? [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason,
            domain: 'dataportability.googleapis.com',
            metadata,
          },
        ]
      : [{ '@type': 'type.googleapis.com/google.rpc.DebugInfo', detail: 'x' }],
  },
});

describe('asking for an export', () => {
  it('asks for one group, with the period as far as it has passed', async () => {
    server.nextJson(200, { archiveJobId: ID, accessType: 'ACCESS_TYPE_TIME_BASED' });

    const initiation = await open().initiate(
      'myactivity.youtube',
      toInterval({ start: '2024-01-01', end: '2024-12-31' }),
    );

    expect(initiation).toEqual({ outcome: 'started', jobId: ID, accessType: 'time_based' });
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/google/v1/portabilityArchive:initiate' });
    expect(server.asked[0]?.headers.authorization).toBe('Bearer very-secret');
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({
      resources: ['myactivity.youtube'],
      startTime: '2024-01-01T00:00:00Z',
      endTime: '2025-01-01T00:00:00Z',
    });
  });

  it.each([
    [
      'an end in the future',
      'myactivity.search',
      { start: '2024-01-01', end: '2026-01-15' },
      { startTime: '2024-01-01T00:00:00Z' },
    ],
    ['an open start', 'chrome.history', { end: '2025-01-01' }, { endTime: '2025-01-02T00:00:00Z' }],
    ['an open period', 'myactivity.play', {}, {}],
    ['a group without a time filter', 'discover.likes', { start: '2024-01-01', end: '2024-02-01' }, {}],
    ['a start in the future', 'myactivity.play', { start: '2030-01-01' }, { startTime: '2026-01-15T11:00:00Z' }],
  ])('leaves out what Google would refuse: %s', async (_, group, period, times) => {
    server.nextJson(200, { archiveJobId: ID, accessType: 'ACCESS_TYPE_ONE_TIME' });

    expect(await open().initiate(group, toInterval(period))).toMatchObject({ accessType: 'one_time' });

    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ resources: [group], ...times });
  });

  it.each([
    [
      'one that runs, once',
      409,
      failure(409, 'ALREADY_EXISTS', 'ALREADY_EXISTS_ONE_TIME', { job_id: ID }),
      { jobIds: [ID], accessType: 'one_time' },
    ],
    [
      'one that runs, told in words alone',
      409,
      failure(409, 'ALREADY_EXISTS', undefined, {}, `An archive job ${ID} is in progress`),
      { jobIds: [ID], accessType: 'time_based' },
    ],
    [
      'one made within the day',
      429,
      failure(429, 'RESOURCE_EXHAUSTED', 'RESOURCE_EXHAUSTED_TIME_BASED', {
        previous_job_ids: `${ID}, ${OTHER_ID}`,
        timestamp_after_24hrs: '2026-01-16T08:00:00Z',
      }),
      { jobIds: [ID, OTHER_ID], accessType: 'time_based', retryAt: '2026-01-16T08:00:00.000Z' },
    ],
    [
      'one made within the day, as a failed precondition',
      400,
      failure(400, 'FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED_TIME_BASED', { previous_job_ids: ID }),
      { jobIds: [ID], accessType: 'time_based' },
    ],
    [
      'one that used up the consent',
      429,
      failure(429, 'RESOURCE_EXHAUSTED', 'RESOURCE_EXHAUSTED_ONE_TIME', {
        previous_job_ids: ID,
        timestamp_after_24hrs: '2026-01-16T08:00:00Z',
      }),
      { jobIds: [ID], accessType: 'one_time' },
    ],
    [
      'one made within the day, told in words alone',
      429,
      failure(429, 'RESOURCE_EXHAUSTED', undefined, {}, 'You can initiate another export after 2026-01-16T08:00:00Z.'),
      { jobIds: [], accessType: 'time_based', retryAt: '2026-01-16T08:00:00.000Z' },
    ],
  ])('tells of an earlier export: %s', async (_, status, body, expected) => {
    server.nextJson(status, body);
    expect(await open().initiate('myactivity.youtube', ALL)).toEqual({ outcome: 'exists', ...expected });
  });
});

describe('an export that is asked about', () => {
  it.each([
    ['IN_PROGRESS', 'in_progress'],
    ['COMPLETE', 'complete'],
    ['FAILED', 'failed'],
    ['CANCELLED', 'cancelled'],
    ['STATE_UNSPECIFIED', 'in_progress'],
  ])('is %s', async (state, expected) => {
    const times = { startTime: '2024-01-01T00:00:00Z', exportTime: '2026-01-02T03:04:05.678Z' };
    server.nextJson(200, {
      name: `archiveJobs/${ID}/portabilityArchiveState`,
      state,
      urls: ['https://a.example/1', 'https://a.example/2'],
      ...times,
    });

    expect(await open().exportState(ID)).toEqual({ state: expected, parts: 2, ...times });

    expect(server.asked[0]).toMatchObject({
      method: 'GET',
      path: `/google/v1/archiveJobs/${ID}/portabilityArchiveState`,
    });
  });

  it('can be retried, under a new id', async () => {
    server.nextJson(200, { archiveJobId: OTHER_ID });
    expect(await open().retry(ID)).toBe(OTHER_ID);
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: `/google/v1/archiveJobs/${ID}:retry` });
  });

  it('can be cancelled', async () => {
    server.nextJson(200, {});
    await open().cancel(ID);
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: `/google/v1/archiveJobs/${ID}:cancel` });
  });
});

describe('what the grant allows', () => {
  it('is told by how often a group may be exported', async () => {
    server.nextJson(200, { oneTimeResources: ['myactivity.search'] });
    expect(await open().accessTypes()).toEqual({ oneTime: ['myactivity.search'], timeBased: [] });
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/google/v1/accessType:check' });
  });
});

describe('errors of the API', () => {
  const calls = {
    initiate: (client: ProviderClient) => client.initiate('myactivity.youtube', ALL),
    state: (client: ProviderClient) => client.exportState(ID),
    access: (client: ProviderClient) => client.accessTypes(),
    reset: (client: ProviderClient) => client.reset(),
  } as const;

  it.each([
    ['initiate', 403, failure(403, 'PERMISSION_DENIED'), 'not_granted'],
    ['initiate', 403, failure(403, 'PERMISSION_DENIED', 'SERVICE_DISABLED'), 'refused'],
    ['initiate', 400, failure(400, 'INVALID_ARGUMENT'), 'refused'],
    ['initiate', 400, failure(400, 'FAILED_PRECONDITION'), 'refused'],
    ['initiate', 404, failure(404, 'NOT_FOUND'), 'refused'],
    ['initiate', 429, failure(429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'), 'unavailable'],
    ['initiate', 403, failure(403, 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'), 'unavailable'],
    ['initiate', 503, failure(503, 'UNAVAILABLE'), 'unavailable'],
    ['initiate', 200, { archiveJobId: 7 }, 'unavailable'],
    ['state', 404, failure(404, 'NOT_FOUND'), 'job_gone'],
    ['state', 403, failure(403, 'PERMISSION_DENIED'), 'refused'],
    ['state', 500, failure(500, 'INTERNAL'), 'unavailable'],
    ['access', 403, failure(403, 'PERMISSION_DENIED'), 'not_granted'],
    ['reset', 403, failure(403, 'PERMISSION_DENIED'), 'refused'],
    ['reset', 500, failure(500, 'INTERNAL'), 'unavailable'],
  ] as const)('%s answered with %i %o is %s', async (call, status, body, code) => {
    server.nextJson(status, body);
    await expect(calls[call](open())).rejects.toMatchObject({ name: 'ProviderError', code });
  });

  it.each([200, 403, 404, 502])('a page of HTML with status %i is no answer', async (status) => {
    server.next((_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'));
    await expect(open().exportState(ID)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('a rate limit says how long to wait', async () => {
    server.nextJson(429, failure(429, 'RESOURCE_EXHAUSTED'), { 'retry-after': '90' });
    await expect(open().exportState(ID)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 90 });
  });

  it('a wait given as a date is counted from now', async () => {
    server.nextJson(503, failure(503, 'UNAVAILABLE'), { 'retry-after': new Date(NOW + 120_000).toUTCString() });
    await expect(open().exportState(ID)).rejects.toMatchObject({ retryAfterSeconds: 120 });
  });

  it('a failing call is not repeated behind the state machine’s back', async () => {
    server.nextJson(503, failure(503, 'UNAVAILABLE'));
    await expect(open().exportState(ID)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.asked).toHaveLength(1);
  });

  it('a server that cannot be reached is unavailable', async () => {
    const { url } = server;
    await server.close();
    await expect(open({ baseUrl: url }).exportState(ID)).rejects.toMatchObject({ code: 'unavailable' });
    server = await startScriptedServer();
  });

  it('an answer that breaks off is unavailable', async () => {
    server.next((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"state":');
      setImmediate(() => response.destroy());
    });
    await expect(open().exportState(ID)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('hold no token, no address and no body, however deep one looks', async () => {
    server.nextJson(400, failure(400, 'INVALID_ARGUMENT', 'X', { secret: 'very-secret' }, 'very-secret message'));
    const error = await open()
      .exportState(ID)
      .catch((caught: unknown) => caught);
    const all = inspect(error, { depth: 20, showHidden: true });
    expect(all).not.toContain('very-secret');
    expect(all).not.toContain('127.0.0.1');
    expect(all).not.toContain(ID);
  });

  it('hold none of it when there was no answer either', async () => {
    server.next((_, response) => response.destroy());
    const error = await open()
      .exportState(ID)
      .catch((caught: unknown) => caught);
    const all = inspect(error, { depth: 20, showHidden: true });
    expect(all).not.toContain('very-secret');
    expect(all).not.toContain('127.0.0.1');
    expect(all).not.toContain(ID);
  });
});

describe('an access token that is refused', () => {
  it('is replaced once, and the call repeated', async () => {
    server
      .nextJson(401, failure(401, 'UNAUTHENTICATED'))
      .nextJson(200, { access_token: 'fresh', expires_in: 3599 })
      .nextJson(200, { state: 'IN_PROGRESS' });

    const client = open();

    expect(await client.exportState(ID)).toEqual({ state: 'in_progress', parts: 0 });
    expect(server.asked.map(({ path }) => path.split('/').at(-1))).toEqual([
      'portabilityArchiveState',
      'token',
      'portabilityArchiveState',
    ]);
    expect(server.asked[2]?.headers.authorization).toBe('Bearer fresh');
    expect(client.grant.accessToken).toBe('fresh');
  });

  it('means that the grant is lost when the new one is refused as well', async () => {
    server
      .nextJson(401, failure(401, 'UNAUTHENTICATED'))
      .nextJson(200, { access_token: 'fresh', expires_in: 3599 })
      .nextJson(401, failure(401, 'UNAUTHENTICATED'));
    await expect(open().exportState(ID)).rejects.toMatchObject({ code: 'grant_lost' });
    expect(server.asked).toHaveLength(3);
  });

  it('leaves nothing to reset', async () => {
    server.nextJson(401, failure(401, 'UNAUTHENTICATED')).nextJson(400, { error: 'invalid_grant' });
    await expect(open().reset()).resolves.toBeUndefined();
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/google/v1/authorization:reset' });
  });
});
