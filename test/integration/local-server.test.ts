import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../local/server.ts';
import { freePort, startProgram } from '../support/service.ts';

type Event = {
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly queryStringParameters?: Record<string, string>;
  readonly pathParameters?: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly cookies?: string[];
  readonly body?: string;
  readonly isBase64Encoded: boolean;
};

let events: Event[] = [];
let answer: object = {};
let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'datagift-site-'));
  await writeFile(path.join(folder, 'index.html'), '<h1>Home</h1>');
  await writeFile(path.join(folder, '404.html'), '<h1>Not here</h1>');
  const handler = async (event: Event) => {
    events.push(event);
    return answer;
  };
  const handlers = { public: handler, researcher: handler, participant: handler, oauth: handler };
  server = await startServer({ port: 0, handlers: handlers as never, siteFolder: folder });
  origin = `http://localhost:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function call(url: string, init: RequestInit = {}, answered: object = { statusCode: 200, body: '{}' }) {
  [events, answer] = [[], answered];
  const response = await fetch(origin + url, { redirect: 'manual', ...init });
  return { response, event: events[0] as Event };
}

describe('the local server', () => {
  it.each(['/api/donations/don_1', '/api/donations/don_1/'])(
    'gives %s to its function as API Gateway would',
    async (url) => {
      const { event } = await call(`${url}?a=1&a=2&b=x%20y`, { headers: { Cookie: 'one=1; two=2', 'X-Thing': 'yes' } });
      expect(event).toMatchObject({
        routeKey: 'GET /api/donations/{id}',
        rawPath: '/api/donations/don_1',
        rawQueryString: 'a=1&a=2&b=x%20y',
        queryStringParameters: { a: '1,2', b: 'x y' },
        pathParameters: { id: 'don_1' },
        cookies: ['one=1', 'two=2'],
        isBase64Encoded: false,
      });
      expect(event.headers).toMatchObject({ 'x-thing': 'yes' });
      expect(event.headers).not.toHaveProperty('cookie');
    },
  );

  it('decodes path parameters, and encodes bodies that are no text', async () => {
    const bytes = Buffer.from([0, 255, 1]);
    const { event } = await call('/api/donations/%C3%A4/link/', {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(event.pathParameters).toEqual({ id: 'ä' });
    expect([event.isBase64Encoded, event.body]).toEqual([true, bytes.toString('base64')]);
    const text = await call('/api/donations', {
      method: 'POST',
      body: '{"ä":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect([text.event.isBase64Encoded, text.event.body]).toEqual([false, '{"ä":1}']);
  });

  it('hands on a query parameter whatever its name', async () => {
    const { event } = await call('/api/donations/?__proto__=1&toString=2');
    const query = (event as { queryStringParameters?: object }).queryStringParameters;
    expect(Object.entries(query ?? {})).toEqual([
      ['__proto__', '1'],
      ['toString', '2'],
    ]);
  });

  it('gives the answer back, with several cookies and bytes', async () => {
    const { response } = await call(
      '/health',
      {},
      {
        statusCode: 201,
        headers: { 'x-one': 'a' },
        cookies: ['a=1; HttpOnly', 'b=2'],
        body: Buffer.from([1, 0, 2]).toString('base64'),
        isBase64Encoded: true,
      },
    );
    expect([response.status, response.headers.get('x-one')]).toEqual([201, 'a']);
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([1, 0, 2]));
  });

  it('answers unknown addresses of the API, and methods they do not take, as problems', async () => {
    const missing = await call('/api/nothing/');
    expect([missing.response.status, missing.response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(await missing.response.json()).toMatchObject({ status: 404, code: 'not_found' });
    const wrong = await call('/api/donations/', { method: 'PATCH' });
    expect([wrong.response.status, wrong.response.headers.get('allow')]).toEqual([405, 'POST, GET']);
    expect(events).toEqual([]);
  });

  it('answers 413 to a body over API Gateway’s limit without handing it on', async () => {
    const { response } = await call('/api/donations', { method: 'POST', body: 'x'.repeat(11 * 1024 * 1024) });
    expect([response.status, (await response.json()).code]).toEqual([413, 'too_large']);
    expect(events).toEqual([]);
  });

  it('serves the site with its security headers, and its own page where there is none', async () => {
    const { response } = await call('/');
    expect(await response.text()).toBe('<h1>Home</h1>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const missing = await call('/nowhere/');
    expect([missing.response.status, await missing.response.text()]).toEqual([404, '<h1>Not here</h1>']);
  });

  it('sends people from 127.0.0.1 to localhost, but not programs', async () => {
    const page = await fetch(`http://127.0.0.1:${server.port}/donate/?a=1`, { redirect: 'manual' });
    expect(page.headers.get('location')).toBe(`${origin}/donate/?a=1`);
    const api = await fetch(`http://127.0.0.1:${server.port}/health`, { redirect: 'manual' });
    expect(api.status).toBe(200);
  });

  it('survives a request that breaks off', async () => {
    await new Promise<void>((resolve) => {
      const broken = request(`${origin}/api/donations`, { method: 'POST', headers: { 'content-length': 100 } });
      broken.on('error', () => resolve());
      broken.write('{');
      setTimeout(() => broken.destroy(), 50);
    });
    expect((await call('/health')).response.status).toBe(200);
  });
});

describe('npm start', () => {
  it('prints site, token and link, keeps everything over a restart, and says when its port is taken', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'datagift-start-'));
    const [port, simulator] = [await freePort(), await freePort()];
    const env = { PORT: String(port), SIMULATOR_PORT: String(simulator), DATAGIFT_HOME: home, PUBLIC_ORIGIN: '' };
    const first = await startProgram(env, 'Ctrl-C stops it');
    expect(first.output()).toContain(`http://localhost:${port}/donate/#dgd_`);
    const token = /dgr_[\w-]{43}/.exec(first.output())?.[0] ?? '';
    const list = async () => {
      const response = await fetch(`http://localhost:${port}/api/donations/`, {
        headers: { authorization: `Token ${token}` },
      });
      return (await response.json()) as { id: string }[];
    };
    const before = await list();
    expect(before).toHaveLength(1);

    const second = await startProgram(env, 'npm start');
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(
      new RegExp(`^Ports ${port} and ${simulator} are taken.*PORT=\\d+ SIMULATOR_PORT=\\d+ npm start`),
    );
    const other = { ...env, PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) };
    const sameHome = await startProgram(other, 'in use');
    expect(await sameHome.ended).toBe(1);
    expect(sameHome.output()).toContain('DATAGIFT_HOME=');

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const again = await startProgram(env, 'Ctrl-C stops it');
    expect(again.output()).toContain(token);
    expect((await list()).map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
    await rm(home, { recursive: true });
  }, 120_000);

  it('names the file when one of its own is damaged', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'datagift-start-'));
    await writeFile(path.join(home, 'aws-credentials.json'), 'not JSON');
    const env = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()), DATAGIFT_HOME: home };
    const run = await startProgram(env, 'damaged');
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(path.join(home, 'aws-credentials.json'));
    await rm(home, { recursive: true });
  }, 60_000);
});
