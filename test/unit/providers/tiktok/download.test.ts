import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { failure, GRANT, says, scripted, TOKENS } from './fake.ts';

const ID = '7000000000000000001';
const ZIP = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300_000, 7)]);

/** Bytes in pieces; cut off after as many. */
function archive(bytes: Uint8Array, { piece = 65_536, length = bytes.length, cut = bytes.length, status = 200 } = {}) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < cut; at += piece) controller.enqueue(bytes.slice(at, Math.min(cut, at + piece)));
      controller.close();
    },
  });
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/zip', 'content-length': String(length) },
  });
}

async function download(...answers: Parameters<typeof scripted>) {
  const { provider, asked } = scripted(...answers);
  const source = await provider.open(GRANT).part(ID, 0);
  return {
    source,
    asked,
    read: (start = 0, end = Number.POSITIVE_INFINITY) => buffer(Readable.from(source.stream(start, end))),
  };
}

describe('an archive', () => {
  it('is asked for when it is read, and comes whole in any pieces', async () => {
    for (const piece of [1, 3, 65_536]) {
      const bytes = piece < 10 ? ZIP.subarray(0, 500) : ZIP;
      const { source, asked, read } = await download(archive(bytes, { piece }));
      expect([source.ranged, source.size, asked.length]).toEqual([false, Number.POSITIVE_INFINITY, 0]);
      expect((await read()).equals(bytes)).toBe(true);
      expect(asked[0]).toMatchObject({
        ...{ url: 'https://open.tiktokapis.com/v2/user/data/download/', method: 'POST', body: `{"request_id":${ID}}` },
      });
      expect(asked[0]?.headers.get('authorization')).toBe('Bearer act.one');
    }
  });

  it('is cut to the range that is asked for', async () => {
    const { read } = await download(archive(ZIP));
    expect((await read(2, 10)).equals(ZIP.subarray(2, 10))).toBe(true);
  });

  it('that breaks off is asked for again', async () => {
    const { read } = await download(archive(ZIP, { cut: 100_000 }));
    await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('that is none is not taken for one, whatever its status and type', async () => {
    const cases = [
      [failure('invalid_params', 400), 'job_gone'],
      [failure('invalid_params', 200), 'job_gone'],
      [says(200, '{"error":{"code":"internal_error"}}', { 'content-type': 'application/zip' }), 'unavailable'],
      [failure('rate_limit_exceeded', 429), 'unavailable'],
      [failure('scope_not_authorized', 401), 'not_granted'],
      [says(200, '<html>'), 'corrupt'],
      [says(200, ''), 'corrupt'],
      [says(503, '<html>'), 'unavailable'],
      [archive(ZIP, { status: 500 }), 'unavailable'],
    ] as const;
    for (const [answer, code] of cases) {
      const { read } = await download(answer);
      await expect(read(), code).rejects.toMatchObject({ code });
    }
  });

  it('is asked for with a new token where the old one is refused', async () => {
    const { read, asked } = await download(failure('access_token_invalid', 401), says(200, TOKENS), archive(ZIP));
    expect((await read()).equals(ZIP)).toBe(true);
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer act.two');
  });

  it('waits as long as TikTok says', async () => {
    const { read } = await download(failure('rate_limit_exceeded', 429, { 'retry-after': '9' }));
    await expect(read()).rejects.toMatchObject({ retryAfterSeconds: 9 });
  });
});
