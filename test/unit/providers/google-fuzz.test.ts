import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DAY_MS, SECOND_MS } from '../../../functions/core/clock.ts';
import { toInterval } from '../../../functions/core/period.ts';
import { createProvider } from '../../../functions/providers/create.ts';
import { openPart } from '../../../functions/providers/google/download.ts';
import {
  type Grant,
  type Provider,
  type ProviderClient,
  ProviderError,
} from '../../../functions/providers/provider.ts';
import { inJson } from '../../support/fuzz/values.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const ID = 'f3f0a1b2-0000-4000-8000-00000000000a';
const GRANT: Grant = { accessToken: 'a', refreshToken: 'r', accessExpiresAt: '2026-01-16T00:00:00.000Z', scopes: [] };

/** What the server answers to anything, until told otherwise. */
let answer: { status: number; body: string | Buffer; headers?: Record<string, string> };
let server: ScriptedServer;
beforeAll(async () => {
  server = (await startScriptedServer()).next((_, response) => {
    const { status, body, headers = { 'content-type': 'application/json' } } = answer;
    response.writeHead(status, headers).end(body);
  });
});
afterAll(() => server.close());

const provider = (): Provider =>
  createProvider('google_portability', {
    ...{ fetch, clock: () => NOW, clientId: 'client', clientSecret: 'secret', baseUrl: `${server.url}/google` },
  });
const client = (): ProviderClient => provider().open(GRANT);

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const names = z.array(z.string());
const grant = z.object({
  ...{ accessToken: z.string(), refreshToken: z.string().optional(), accessExpiresAt: time, scopes: names },
  grantExpiresAt: time.optional(),
});
const job = z.string().min(1).max(1000);
const accessType = z.enum(['one_time', 'time_based']);
const initiation = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('started'), jobId: job, accessType }),
  z.object({
    outcome: z.literal('exists'),
    ...{ jobIds: names.max(10), accessType },
    retryAt: time.refine((text) => Date.parse(text) <= NOW + DAY_MS).optional(),
  }),
]);
const state = z.object({
  state: z.enum(['in_progress', 'complete', 'failed', 'cancelled']),
  ...{ startTime: time.optional(), exportTime: time.optional() },
});

const TOKENS = { access_token: 'b', expires_in: 3599, refresh_token: 's', refresh_token_expires_in: 9, scope: 'x y' };
const metadata = { job_id: ID, previous_job_ids: ID, timestamp_after_24hrs: '2026-01-16T08:00:00Z' };
const details = [
  { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ALREADY_EXISTS_TIME_BASED', metadata },
];
const EARLIER = {
  error: { code: 409, message: `An archive job ${ID} is in progress`, status: 'ALREADY_EXISTS', details },
};
const STATE = { state: 'COMPLETE', urls: [], startTime: '2024-01-01T00:00:00Z', exportTime: '2026-01-01T00:00:00Z' };
const ACCESS = { oneTimeResources: ['myactivity.youtube'], timeBasedResources: ['myactivity.search'] };

type Method = readonly [name: string, call: () => Promise<unknown>, result: z.ZodType, status: number, answer: object];
const code = { code: 'c', codeVerifier: 'v', redirectUri: 'https://gift.example/oauth/google/callback/' };
const initiate = () => client().initiate('myactivity.youtube', toInterval({}));

/** What is asked of Google, what we make of it, and a good answer. */
const METHODS: readonly Method[] = [
  ['exchange', () => provider().exchange(code), grant, 200, TOKENS],
  [
    'refresh',
    () =>
      provider()
        .open({ ...GRANT, accessExpiresAt: '2026-01-01T00:00:00Z' })
        .refresh(),
    grant,
    200,
    TOKENS,
  ],
  ['revoke', () => client().revoke(), z.undefined(), 400, { error: 'invalid_token' }],
  ['access types', () => client().accessTypes(), z.object({ oneTime: names, timeBased: names }), 200, ACCESS],
  ['initiate', initiate, initiation, 200, { archiveJobId: ID, accessType: 'ACCESS_TYPE_TIME_BASED' }],
  ['initiate, made already', initiate, initiation, 409, EARLIER],
  ['initiate, within the day', initiate, initiation, 429, EARLIER],
  ['state', () => client().exportState(ID), state, 200, STATE],
  ['retry', () => client().retry(ID), job, 200, { archiveJobId: ID }],
  ['cancel', () => client().cancel(ID), z.undefined(), 200, {}],
  ['reset', () => client().reset(), z.undefined(), 200, {}],
];

/** The value with each of its inner values in turn written as given. */
function* replaced(value: unknown, json: string): Generator<string> {
  yield json;
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    for (const changed of replaced(inner, json)) {
      const parts = Object.entries(value).map(([other, each]) => {
        const text = other === name ? changed : JSON.stringify(each);
        return isList ? text : `${JSON.stringify(other)}:${text}`;
      });
      yield isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
    }
  }
}

/** Ids of a great many jobs. */
const manyJobs = Array.from({ length: 20_000 }, (_, n) => `${String(n).padStart(8, '0')}${ID.slice(8)}`).join(' ');

/** Short ones: each goes over the wire in every place. */
const VALUES = inJson.map((json) => json()).filter((json) => json.length < 10_000);

/** What a call came to, or what is wrong with it. */
async function faultOf([name, call, result]: Method): Promise<string | undefined> {
  const said = `${name}: ${answer.status} ${String(answer.body).slice(0, 300)}`;
  try {
    const { error } = result.safeParse(await call());
    return error && `${said} gives ${error.message}`;
  } catch (error) {
    if (!(error instanceof ProviderError)) return `${said} throws ${error}`;
    const { retryAfterSeconds: wait = 0 } = error;
    return wait >= 0 && wait * SECOND_MS <= DAY_MS ? undefined : `${said} makes us wait for ${wait} s`;
  }
}

describe.each(METHODS)('an answer to %s', (...method) => {
  const [, , , status, good] = method;
  it('is taken as it should be', async () => {
    answer = { status, body: JSON.stringify(good) };
    expect(await faultOf(method)).toBeUndefined();
  });

  it('with a hostile value anywhere is understood or refused, never an error of another kind', async () => {
    const faults: unknown[] = [];
    for (const json of VALUES) {
      for (const body of replaced(good, json)) {
        answer = { status, body };
        faults.push(await faultOf(method));
      }
    }
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('of another kind altogether is refused as one of the provider’s errors', async () => {
    const html = { 'content-type': 'text/html' };
    const bodies: readonly (readonly [string | Buffer, Record<string, string>?])[] = [
      ...[
        '',
        ' ',
        '<html>Sign in</html>',
        '[]',
        'null',
        '0',
        '"text"',
        '{',
        '[1,2',
        '{"error":{}}',
        '{"error":[]}',
      ].map((body) => [body] as const),
      ...[['<html>', html] as const, ['{"error":"x"}', html] as const, [JSON.stringify(good), html] as const],
      [Buffer.from([0xff, 0xfe, 0x7b, 0x00])],
      [Buffer.from([0x1f, 0x8b, 0x08]), { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
      [`{"a":"${'a'.repeat(10 * 1024 ** 2)}"}`],
      [JSON.stringify({ error: { ...EARLIER.error, message: manyJobs, details: [] } })],
      [JSON.stringify({ ...STATE, urls: Array(100_000).fill(`${server.url}/part`) })],
      ['['.repeat(100_000) + ']'.repeat(100_000)],
      ['{}', { 'retry-after': '9'.repeat(400) }],
      ['{}', { 'retry-after': '+275760-09-13' }],
      ['{}', { 'retry-after': '-1' }],
      ['{}', { location: '/google/token' }],
    ];
    const faults: unknown[] = [];
    for (const each of [200, 201, 204, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503]) {
      for (const [body, headers] of bodies) {
        // Megabytes take their time: with a good status, a bad and a broken one they say all they can.
        if (body.length > 100_000 && ![200, 400, 500].includes(each)) continue;
        answer = { status: each, body, ...(headers && { headers }) };
        faults.push(await faultOf(method));
      }
    }
    expect(faults.filter(Boolean)).toEqual([]);
  }, 60_000);
});

it('a part whose headers are hostile is read or refused as one of the provider’s errors', async () => {
  const numbers = ['', '0', '-1', '1e9', 'NaN', '9007199254740993', '9'.repeat(400), '*', '9, 9'];
  const ranges = [...numbers.map((size) => `bytes 0-0/${size}`), 'bytes 5-0/9', 'bytes=0-0', 'bytes 0-99/100', ''];
  const headers = [
    ...ranges.map((range) => ({ 'content-range': range })),
    ...numbers.map((wait) => ({ 'retry-after': wait })),
    ...['text/html', 'application/json', '\u00ff', ''].map((type) => ({ 'content-type': type })),
  ];
  const faults: unknown[] = [];
  const read = async () => {
    const { size, stream } = await openPart(async () => [`${server.url}/part`], 0, {
      fetch,
      clock: () => NOW,
      timeouts: { headers: 2_000, idle: 2_000 },
    });
    for await (const _ of stream(0, Math.min(size, 100)));
  };
  for (const status of [200, 204, 206, 302, 400, 403, 404, 416, 429, 500]) {
    for (const each of headers) {
      answer = { status, body: '0123456789', headers: each };
      faults.push(await faultOf(['part', read, z.undefined(), 0, {}]));
    }
  }
  expect(faults.filter(Boolean)).toEqual([]);
}, 60_000);
