import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { MAX_RESPONSE_BYTES } from '../../../functions/constants.ts';
import { AppError } from '../../../functions/core/errors.ts';
import { strictObject } from '../../../functions/core/schemas.ts';
import { createApi } from '../../../functions/http/api.ts';
import type { ApiEvent } from '../../../functions/http/event.ts';
import { publicRoute, type RouteHandler } from '../../../functions/http/route.ts';
import { logger } from '../../../functions/log.ts';
import { apiEvent, jsonEvent } from './events.ts';

const ROUTE = 'POST /api/donations';

/** An API with one route; what it answers is called with nothing else around it. */
const call = async (handler: RouteHandler, event: ApiEvent) => {
  const result = await createApi([{ method: 'POST', path: '/api/donations', handler }])(event, {});
  return { ...result, json: result.body ? JSON.parse(result.body) : undefined };
};

const echo = publicRoute(
  {
    body: strictObject({
      name: z.string().max(5),
      age: z.int().optional(),
      study: strictObject({ title: z.string() }).optional(),
    }),
  },
  async ({ body }) => ({ status: 200, body }),
);

let lines: string[];
beforeEach(() => {
  lines = [];
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(logger, level).mockImplementation((...line) => void lines.push(JSON.stringify(line)));
  }
});
afterEach(() => void vi.restoreAllMocks());

describe('every answer', () => {
  it('is JSON that no cache keeps and no browser sniffs, with the request’s id', async () => {
    const { statusCode, headers, json } = await call(echo, jsonEvent(ROUTE, { name: 'Maija' }));
    expect([statusCode, json]).toEqual([200, { name: 'Maija' }]);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
  });

  it('has no type when it has no body', async () => {
    const { headers, body } = await call(async () => ({ status: 204 }), apiEvent(ROUTE));
    expect(headers).not.toHaveProperty('content-type');
    expect(body).toBe('');
  });

  it('stays below what Lambda may answer, else it is an internal error', async () => {
    const { statusCode, json } = await call(
      async () => ({ status: 200, body: { text: 'x'.repeat(MAX_RESPONSE_BYTES) } }),
      apiEvent(ROUTE),
    );
    expect([statusCode, json.code]).toEqual([500, 'internal']);
  });

  it('may set cookies', async () => {
    const { cookies } = await call(async () => ({ status: 204, cookies: ['a=1; HttpOnly'] }), apiEvent(ROUTE));
    expect(cookies).toEqual(['a=1; HttpOnly']);
  });
});

describe('an error', () => {
  it('is told as problem details with its own members', async () => {
    const { statusCode, headers, json } = await call(async () => {
      throw new AppError('not_ready', { extra: { step: 'poll' } });
    }, apiEvent(ROUTE));
    expect(statusCode).toBe(409);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(json).toEqual({
      type: '/api/docs/#not_ready',
      title: 'Not ready',
      status: 409,
      detail: 'The donation has not been processed yet.',
      code: 'not_ready',
      step: 'poll',
    });
  });

  it('that nobody expected says nothing of itself, and is logged without its message', async () => {
    const { statusCode, body } = await call(async () => {
      throw Object.assign(new TypeError('token dgr_secret in https://example.org/?sig=1'), { code: 'ECONNRESET' });
    }, apiEvent(ROUTE));
    expect(statusCode).toBe(500);
    expect(body).not.toContain('secret');
    expect(lines.join()).toContain('TypeError');
    expect(lines.join()).toContain('ECONNRESET');
    expect(lines.join()).not.toContain('secret');
  });

  it('names the scheme that a 401 would accept', async () => {
    const { statusCode, headers } = await call(async () => {
      throw new AppError('unauthorized');
    }, apiEvent(ROUTE));
    expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Token']);
  });
});

describe('the log', () => {
  it('holds neither path, query, header nor body', async () => {
    await call(
      echo,
      jsonEvent(
        ROUTE,
        { name: 'secret1' },
        {
          rawPath: '/secret2',
          headers: { authorization: 'secret3', 'content-type': 'application/json' },
          queryStringParameters: { token: 'secret4' },
        },
      ),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(ROUTE);
    expect(lines[0]).not.toContain('secret');
  });
});

describe('a request that leads nowhere', () => {
  it('is 404 for an unknown address', async () => {
    const { statusCode, json } = await call(echo, apiEvent('$default', { rawPath: '/api/nothing' }));
    expect([statusCode, json.code]).toEqual([404, 'not_found']);
  });

  it('is 405 with the methods that the address takes, with or without a trailing slash', async () => {
    for (const rawPath of ['/api/donations/don_1/', '/api/donations/don_1']) {
      const { statusCode, headers } = await call(echo, apiEvent('$default', { rawPath }));
      expect([statusCode, headers.allow]).toEqual([405, 'GET, DELETE']);
    }
  });

  it('is found with a trailing slash in its key', async () => {
    expect((await call(echo, jsonEvent(`${ROUTE}/`, { name: 'a' }))).statusCode).toBe(200);
  });
});

describe('a body', () => {
  const refused = async (event: ApiEvent) => {
    const { statusCode, json } = await call(echo, event);
    return [statusCode, json.code];
  };

  it('that is no JSON is refused without quoting it', async () => {
    const { statusCode, json, body } = await call(echo, jsonEvent(ROUTE, '{"name": "secret'));
    expect([statusCode, json.code]).toEqual([400, 'broken_json']);
    expect(body).not.toContain('secret');
  });

  it('in another encoding than UTF-8 is refused', async () => {
    const latin = Buffer.from('{"name":"\xe4"}', 'latin1').toString('base64');
    expect(await refused(jsonEvent(ROUTE, latin, { isBase64Encoded: true }))).toEqual([400, 'broken_json']);
  });

  it('of another type is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      const event = jsonEvent(ROUTE, { name: 'a' }, { headers: { 'content-type': type } });
      expect(await refused(event)).toEqual([415, 'unsupported_media_type']);
    }
  });

  it('may name its charset, and may come as base64', async () => {
    const body = Buffer.from('{"name":"ä"}').toString('base64');
    const headers = { 'Content-Type': 'Application/JSON; charset=UTF-8' };
    const { json } = await call(echo, apiEvent(ROUTE, { body, headers, isBase64Encoded: true }));
    expect(json).toEqual({ name: 'ä' });
  });

  it('above 5 MB is refused before it is parsed', async () => {
    expect(await refused(jsonEvent(ROUTE, 'x'.repeat(7_000_000)))).toEqual([413, 'too_large']);
  });

  it('that is absent says so', async () => {
    const { statusCode, json } = await call(echo, apiEvent(ROUTE));
    expect([statusCode, json.errors]).toEqual([400, { body: ['A JSON object is required.'] }]);
  });

  it.each([[[]], [null], ['"text"'], [7]])('that is no object is refused: %j', async (body) => {
    expect(await refused(jsonEvent(ROUTE, body))).toEqual([400, 'invalid']);
  });

  it('is told everything that is wrong with it, by field, at once', async () => {
    const { statusCode, json } = await call(echo, jsonEvent(ROUTE, { age: 'x', nmae: 1, study: { titel: 1 } }));
    expect(statusCode).toBe(400);
    expect(json.errors).toEqual({
      name: ['This field is required.'],
      age: [expect.stringContaining('expected')],
      nmae: ['Unknown field. Known fields: name, age, study.'],
      'study.title': ['This field is required.'],
      'study.titel': ['Unknown field. Known fields: title.'],
    });
  });

  it('is told of a hundred fields at most, by names that are not longer than any of ours', async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`field ${n}`, 1]));
    const { statusCode, json } = await call(echo, jsonEvent(ROUTE, many));
    expect([statusCode, Object.keys(json.errors).length]).toEqual([400, 100]);
    const long = await call(echo, jsonEvent(ROUTE, { name: 'a', ['\u0001'.repeat(800_000)]: 1 }));
    expect([long.statusCode, Object.keys(long.json.errors)]).toEqual([400, ['\u0001'.repeat(200)]]);
  });

  it('cannot reach the prototype by a field name', async () => {
    const { json, statusCode } = await call(echo, jsonEvent(ROUTE, '{"name":"a","__proto__":{"x":1}}'));
    expect(statusCode).toBe(400);
    expect(Object.keys(json.errors)).toEqual(['__proto__']);
  });
});

describe('a query', () => {
  const listing = publicRoute({ query: { limit: z.coerce.number().int().max(10).default(3) } }, async ({ query }) => ({
    status: 200,
    body: query,
  }));

  it('is read by its schema', async () => {
    const { json } = await call(listing, apiEvent(ROUTE, { queryStringParameters: { limit: '7' } }));
    expect(json).toEqual({ limit: 7 });
    expect((await call(listing, apiEvent(ROUTE))).json).toEqual({ limit: 3 });
  });

  it('with an unknown parameter is refused, naming the known ones', async () => {
    const { statusCode, json } = await call(listing, apiEvent(ROUTE, { queryStringParameters: { limti: '7' } }));
    expect([statusCode, json.errors]).toEqual([400, { limti: ['Unknown field. Known fields: limit.'] }]);
  });
});

describe('a path', () => {
  it('that cannot be one of ours is 404', async () => {
    const byId = publicRoute({ params: { id: z.string().regex(/^don_/) } }, async ({ params }) => ({
      status: 200,
      body: params,
    }));
    const { statusCode } = await call(byId, apiEvent(ROUTE, { pathParameters: { id: '../etc' } }));
    expect(statusCode).toBe(404);
    expect((await call(byId, apiEvent(ROUTE, { pathParameters: { id: 'don_1' } }))).json).toEqual({ id: 'don_1' });
  });
});
