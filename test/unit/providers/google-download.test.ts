import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openPart } from '../../../functions/providers/google/download.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, object: Buffer) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Storage with one object; `answers` are used up first, then every request is served properly. */
async function storage(object: Buffer, answers: Answer[] = []) {
  const asked: { path: string; range: string | undefined; authorization: string | undefined; encoding: unknown }[] = [];
  const server = createServer((request, response) => {
    const { range, authorization } = request.headers;
    asked.push({ path: request.url ?? '', range, authorization, encoding: request.headers['accept-encoding'] });
    (answers.shift() ?? serve)(request, response, object);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/part?X-Goog-Signature=1`, asked };
}

const rangeOf = (request: IncomingMessage): [number, number] => {
  const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  return [Number(first), Number(last)];
};

const headersFor = (first: number, last: number, size: number) => ({
  'content-type': 'application/zip',
  'content-range': `bytes ${first}-${last}/${size}`,
  'content-length': `${last - first + 1}`,
});

const serve: Answer = (request, response, object) => {
  const [first, last] = rangeOf(request);
  const end = Math.min(last, object.length - 1);
  response.writeHead(206, headersFor(first, end, object.length)).end(object.subarray(first, end + 1));
};

/** Serves only so many bytes of what it announced, then cuts the connection. */
const cutAfter =
  (bytes: number): Answer =>
  (request, response, object) => {
    const [first, last] = rangeOf(request);
    response.writeHead(206, headersFor(first, last, object.length));
    response.write(object.subarray(first, first + bytes), () => response.destroy());
  };

const whole: Answer = (_, response, object) => {
  response.writeHead(200, { 'content-type': 'application/zip', 'content-length': object.length }).end(object);
};

const status =
  (code: number, type = 'application/xml', body = '<Error><Code>ExpiredToken</Code></Error>'): Answer =>
  (_, response) => {
    response.writeHead(code, { 'content-type': type }).end(body);
  };

const open = (urls: () => Promise<readonly string[]>, timeouts = { headers: 2_000, idle: 2_000 }, number = 0) =>
  openPart(urls, number, { fetch, clock: Date.now, timeouts });

async function read(
  source: { stream(start: number, end: number): AsyncIterable<Uint8Array> },
  start: number,
  end: number,
) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(start, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const OBJECT = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 31) % 251));

describe('a part that storage serves by ranges', () => {
  it('tells its size, and gives any range of itself', async () => {
    const { url, asked } = await storage(OBJECT);
    const part = await open(async () => [url]);

    expect(part).toMatchObject({ size: OBJECT.length, ranged: true });
    await fc.assert(
      fc.asyncProperty(fc.nat(OBJECT.length), fc.nat(OBJECT.length), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect((await read(part as never, start, end)).equals(OBJECT.subarray(start, end))).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(asked.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    expect(new Set(asked.map(({ encoding }) => encoding))).toEqual(new Set(['identity']));
  });

  it('asks for no byte of an empty range', async () => {
    const { url, asked } = await storage(OBJECT);
    const part = await open(async () => [url]);
    expect(await read(part as never, 10, 10)).toHaveLength(0);
    expect(asked).toHaveLength(1);
  });

  it('goes on from where the connection broke off', async () => {
    const { url, asked } = await storage(OBJECT, [serve, cutAfter(1000), cutAfter(5000)]);
    const part = await open(async () => [url]);

    expect((await read(part as never, 50, 200_000)).equals(OBJECT.subarray(50, 200_000))).toBe(true);

    expect(asked.map(({ range }) => range)).toEqual([
      'bytes=0-0',
      'bytes=50-199999',
      'bytes=1050-199999',
      'bytes=6050-199999',
    ]);
  });

  it('asks again when nothing arrives at first', async () => {
    const { url } = await storage(OBJECT, [serve, cutAfter(0), cutAfter(0)]);
    const part = await open(async () => [url]);
    expect((await read(part as never, 0, 1000)).equals(OBJECT.subarray(0, 1000))).toBe(true);
  });

  it('gives up when nothing more arrives, however often it asks', async () => {
    const { url, asked } = await storage(OBJECT, [serve, ...Array.from({ length: 9 }, () => cutAfter(0))]);
    const part = await open(async () => [url]);
    await expect(read(part as never, 0, 1000)).rejects.toMatchObject({ name: 'ProviderError', code: 'unavailable' });
    expect(asked.length).toBeLessThan(6);
  });

  it('gives up on a connection that falls silent', async () => {
    const silent: Answer = (request, response, object) => {
      const [first, last] = rangeOf(request);
      response.writeHead(206, headersFor(first, last, object.length)).flushHeaders();
    };
    const { url } = await storage(OBJECT, [serve, silent, silent, silent, silent]);
    const part = await open(async () => [url], { headers: 2_000, idle: 30 });
    await expect(read(part as never, 0, 1000)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives up on a server that never answers', async () => {
    const { url } = await storage(OBJECT, [() => {}]);
    const opening = open(async () => [url], { headers: 30, idle: 30 });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('does not hurry a slow reader', async () => {
    const { url, asked } = await storage(OBJECT);
    const part = await open(async () => [url], { headers: 2_000, idle: 500 });
    let size = 0;
    for await (const chunk of part?.stream(0, OBJECT.length) ?? []) {
      if (size === 0) await new Promise((resolve) => setTimeout(resolve, 800));
      size += chunk.length;
    }
    expect(size).toBe(OBJECT.length);
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Answer]>([
    [
      'another range',
      (_, response) => response.writeHead(206, headersFor(0, 9, OBJECT.length)).end(OBJECT.subarray(0, 10)),
    ],
    [
      'another beginning',
      (_, response) =>
        response.writeHead(206, { 'content-range': `bytes 150-199/${OBJECT.length}` }).end(OBJECT.subarray(150, 200)),
    ],
    ['another size', (_, response) => response.writeHead(206, headersFor(100, 199, 7)).end(OBJECT.subarray(100, 200))],
    ['all of it', whole],
    ['a range that is not there', status(416)],
  ])('refuses %s as corrupt', async (_, answer) => {
    const { url } = await storage(OBJECT, [serve, answer]);
    const part = await open(async () => [url]);
    await expect(read(part as never, 100, 200)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('stops the download when its reader has seen enough', async () => {
    let closed = false;
    const endless: Answer = (request, response, object) => {
      const [first, last] = rangeOf(request);
      response.on('close', () => {
        closed = true;
      });
      response.writeHead(206, headersFor(first, last, object.length)).write(object.subarray(0, 10));
    };
    const { url } = await storage(OBJECT, [serve, endless]);
    const part = await open(async () => [url]);
    for await (const _ of part?.stream(0, OBJECT.length) ?? []) break;
    await expect.poll(() => closed).toBe(true);
  });
});

describe('signed URLs that have ended', () => {
  it.each([400, 401, 403])('are replaced by fresh ones (%i)', async (code) => {
    const ended = await storage(OBJECT, [serve, status(code), status(code), status(code)]);
    const fresh = await storage(OBJECT);
    const urls = [[ended.url], [fresh.url]];
    let asked = 0;
    const part = await open(async () => urls[Math.min(asked++, 1)] ?? []);

    expect((await read(part as never, 5, 500)).equals(OBJECT.subarray(5, 500))).toBe(true);
    expect(asked).toBe(2);
  });

  it('are asked for once, by however many reads', async () => {
    const ended = await storage(OBJECT, [serve, ...Array.from({ length: 9 }, () => status(403))]);
    const fresh = await storage(OBJECT);
    let asked = 0;
    const part = await open(async () => {
      asked += 1;
      return [asked === 1 ? ended.url : fresh.url];
    });
    await Promise.all([read(part, 0, 100), read(part, 200, 300), read(part, 0, 100)]);
    expect(asked).toBe(2);
  });

  it('are replaced in the middle of a download, too', async () => {
    const first = await storage(OBJECT, [serve, cutAfter(1000), status(403)]);
    const second = await storage(OBJECT);
    let asked = 0;
    const part = await open(async () => [asked++ ? second.url : first.url]);
    expect((await read(part as never, 0, 50_000)).equals(OBJECT.subarray(0, 50_000))).toBe(true);
    expect(second.asked.map(({ range }) => range)).toEqual(['bytes=1000-49999']);
  });

  it('are corrupt when there are suddenly more of them', async () => {
    const { url } = await storage(OBJECT, [serve, status(403)]);
    let asked = 0;
    const part = await open(async () => (asked++ ? [url, url] : [url]));
    await expect(read(part as never, 0, 10)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('and a part that is not there even then may come yet', async () => {
    const { url } = await storage(OBJECT, [serve, ...Array(6).fill(status(404))]);
    const part = await open(async () => [url]);
    await expect(read(part as never, 0, 10)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a part that storage serves only whole', () => {
  it('tells so with its size, without reading it', async () => {
    const { url } = await storage(OBJECT, [whole]);
    expect(await open(async () => [url])).toMatchObject({ ranged: false, size: OBJECT.length });
  });

  it('is given once from beginning to end', async () => {
    const { url, asked } = await storage(OBJECT, [whole, whole]);
    const part = await open(async () => [url]);
    expect((await read(part as never, 0, Number.POSITIVE_INFINITY)).equals(OBJECT)).toBe(true);
    expect(asked.map(({ range, encoding }) => [range, encoding])).toEqual([
      ['bytes=0-0', 'identity'],
      [undefined, 'identity'],
    ]);
  });

  it('has no known size where storage tells none', async () => {
    const chunked: Answer = (_, response, object) => response.writeHead(200).end(object);
    const { url } = await storage(OBJECT, [chunked, chunked]);
    const part = await open(async () => [url]);
    expect(part?.size).toBe(Number.POSITIVE_INFINITY);
    expect((await read(part as never, 0, Number.POSITIVE_INFINITY)).equals(OBJECT)).toBe(true);
  });

  it('gives a range at the price of the whole', async () => {
    const { url } = await storage(OBJECT, [whole, whole]);
    const part = await open(async () => [url]);
    expect((await read(part as never, 1000, 2000)).equals(OBJECT.subarray(1000, 2000))).toBe(true);
  });

  it('is not taken for whole when it breaks off', async () => {
    const broken: Answer = (_, response, object) => {
      response.writeHead(200, { 'content-length': object.length });
      response.write(object.subarray(0, 1000), () => response.destroy());
    };
    const { url } = await storage(OBJECT, [whole, broken]);
    const part = await open(async () => [url]);
    await expect(read(part as never, 0, Number.POSITIVE_INFINITY)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('what is no archive', () => {
  it.each([
    ['text/html; charset=utf-8', '<html>Sign in</html>'],
    ['application/xml', '<Error/>'],
    ['application/json', '{}'],
  ])('is refused: %s with a good status', async (type, body) => {
    const { url } = await storage(OBJECT, [status(200, type, body)]);
    await expect(open(async () => [url])).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is an error page, which may say how long to wait', async () => {
    const busy: Answer = (_, response) => response.writeHead(503, { 'retry-after': '5' }).end();
    const { url } = await storage(OBJECT, [busy]);
    await expect(open(async () => [url])).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
  });
});
