import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../functions/core/clock.ts';
import { listen, shut } from '../../local/listen.ts';
import { until } from '../../local/walk.ts';
import {
  ACTIVITY,
  ALL,
  account,
  add,
  bodyOf,
  CHALLENGE,
  call,
  check,
  closeTikTok,
  control,
  download,
  grant,
  idIn,
  oauth,
  openTikTok,
  statusOf,
  VERIFIER,
  world,
} from '../support/tiktok-simulator.ts';

beforeEach(openTikTok);
afterEach(closeTikTok);

describe('a request', () => {
  it('has an id of 64 bits that stands bare in the text', async () => {
    const answer = (await add((await grant([ACTIVITY])).access_token)).text;
    const id = idIn(answer);
    expect(id).toMatch(/^[78]\d{18}$/);
    expect(String(Number(id))).not.toBe(id);
    expect(BigInt(id)).toBeLessThan(2n ** 63n);
  });

  it('walks from pending to downloading to expired, after four days', async () => {
    const { access_token } = await grant([ACTIVITY]);
    const id = idIn((await add(access_token)).text);
    const seen = [await statusOf(access_token, id), await statusOf(access_token, id)];
    const ready = bodyOf(await check(access_token, id)).data;
    expect([...seen, ready.status]).toEqual(['pending', 'pending', 'downloading']);
    expect(ready).toMatchObject({ apply_time: world.now / 1000, collect_time: world.now / 1000, data_format: 'json' });
    const bytes = await download(access_token, id);
    expect([bytes.status, bytes.type, bytes.text.slice(0, 2)]).toEqual([200, 'application/zip', 'PK']);
    world.now += 4 * DAY_MS;
    const { refresh_token } = await grant([ACTIVITY]);
    const { body } = await oauth('token', { grant_type: 'refresh_token', refresh_token });
    expect(await statusOf(body.access_token as string, id)).toBe('expired');
    expect((await download(body.access_token as string, id)).type).toContain('json');
  });

  it('names the category of messages otherwise than it was asked for, and only the fields asked for', async () => {
    const { access_token } = await grant(['portability.directmessages.ongoing']);
    const id = idIn((await add(access_token, ['direct_message'])).text);
    expect(bodyOf(await check(access_token, id)).data.category_selection_list).toEqual(['direct_messages']);
    const few = await call(access_token, 'check/?fields=status', `{"request_id":${id}}`);
    expect(bodyOf(few).data).toEqual({ status: 'pending' });
  });

  it('uses up a single scope, and no ongoing one', async () => {
    const single = await grant([ACTIVITY]);
    expect((await add(single.access_token)).status).toBe(200);
    expect(bodyOf(await add(single.access_token)).error.code).toBe('scope_permission_missed');
    const ongoing = await grant(['portability.activity.ongoing']);
    for (let n = 0; n < 3; n += 1) expect((await add(ongoing.access_token)).status).toBe(200);
  });

  it('of several groups uses up the scope of everything alone', async () => {
    const { access_token } = await grant([ACTIVITY, ALL]);
    expect((await add(access_token, ['activity', 'video'])).status).toBe(200);
    expect((await add(access_token, ['activity'])).status).toBe(200);
    expect((await add(access_token, ['all_data'])).status).toBe(400);
  });

  it.each([
    [
      'a category that is none',
      '{"data_format":"json","category_selection_list":["everything"]}',
      400,
      'invalid_params',
    ],
    ['no category', '{"data_format":"json","category_selection_list":[]}', 400, 'invalid_params'],
    ['another form', '{"data_format":"xml","category_selection_list":["activity"]}', 400, 'invalid_params'],
    ['half a body', '{"data_format":', 400, 'invalid_params'],
    ['what was not granted', '{"data_format":"json","category_selection_list":["video"]}', 401, 'scope_not_authorized'],
  ])('for %s is refused', async (_, body, status, code) => {
    const { access_token } = await grant([ACTIVITY]);
    const answer = await call(access_token, 'add/?fields=request_id', body);
    expect([answer.status, bodyOf(answer)]).toMatchObject([
      status,
      { data: {}, error: { code, http_status_code: status } },
    ]);
  });

  it.each(['check/', 'download/', 'cancel/'])('that is not theirs is not known to %s', async (what) => {
    const mine = idIn((await add((await grant([ACTIVITY])).access_token)).text);
    const other = await grant([ACTIVITY], { account: 'tiktok-empty' });
    for (const body of [`{"request_id":${mine}}`, '{"request_id":1}', '{"request_id":"1"}', '{', '']) {
      expect(bodyOf(await call(other.access_token, what, body)).error).toMatchObject({
        ...{ code: 'invalid_params', message: expect.stringContaining('Incorrect `request_id`') },
      });
    }
  });

  it.each(['query', 'body'])('is cancelled by its id in the %s, as long as it is pending', async (where) => {
    const { access_token } = await grant(['portability.activity.ongoing']);
    const cancel = (id: string) =>
      where === 'query'
        ? call(access_token, `cancel/?request_id=${id}`, '')
        : call(access_token, 'cancel/', `{"request_id":${id}}`);
    const id = idIn((await add(access_token)).text);
    expect(bodyOf(await cancel(id)).error.code).toBe('ok');
    expect(await statusOf(access_token, id)).toBe('cancelled');
    expect((await cancel(id)).status).toBe(400);
    expect(bodyOf(await download(access_token, id)).error.code).toBe('invalid_params');
  });

  it('that cannot be made says so as JSON in place of the archive, with status 200', async () => {
    await account({ final_state: 'FAILED', polls: 0 });
    const { access_token } = await grant([ACTIVITY], { account: 'somebody' });
    const id = idIn((await add(access_token)).text);
    expect(await statusOf(access_token, id)).toBe('downloading');
    const answer = await download(access_token, id);
    expect([answer.status, bodyOf(answer).error.code]).toEqual([200, 'internal_error']);
  });

  it('may be asked about a thousand times a minute', async () => {
    const { access_token } = await grant([ACTIVITY]);
    const asked = await Promise.all(Array.from({ length: 1001 }, () => check(access_token, '1')));
    expect(
      asked
        .map(({ status }) => status)
        .toSorted()
        .at(-1),
    ).toBe(429);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
    world.now += MINUTE_MS;
    expect((await check(access_token, '1')).status).toBe(400);
  });
});

describe('calls to an application', () => {
  async function receiving(statuses: readonly number[] = []) {
    const calls: { readonly body: string; readonly signature: string }[] = [];
    const server = createServer(async (request, response) => {
      calls.push({ body: await text(request), signature: String(request.headers['tiktok-signature']) });
      response.writeHead(statuses[calls.length - 1] ?? 200).end();
    });
    const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/webhooks/`;
    expect((await control('PUT', 'webhooks', { url })).status).toBe(204);
    return { calls, close: () => shut(server) };
  }

  it('tell that a copy is ready: signed, its content JSON in a text, as often as the account says', async () => {
    const { calls, close } = await receiving();
    await account({ webhooks: 2, polls: 1000 });
    const { access_token, open_id } = await grant([ACTIVITY], { account: 'somebody' });
    const id = idIn((await add(access_token)).text);
    expect(await statusOf(access_token, id)).toBe('pending');
    await control('POST', 'accounts/somebody/finish');
    expect(await statusOf(access_token, id)).toBe('downloading');
    await until(
      async () => calls.length,
      (count) => count === 2,
    );
    for (const { body, signature } of calls) {
      const [, time, hash] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(signature) ?? [];
      expect(hash).toBe(createHmac('sha256', 'secret').update(`${time}.${body}`).digest('hex'));
      expect(JSON.parse(body)).toEqual({
        ...{
          client_key: 'key',
          event: 'portability.download.ready',
          user_openid: open_id,
          create_time: world.now / 1000,
        },
        content: `{"request_id":${id}}`,
      });
    }
    await close();
  });

  it('tell that access was removed, and by whom', async () => {
    const { calls, close } = await receiving();
    const one = await grant([ACTIVITY]);
    await control('DELETE', 'accounts/tiina/grants');
    expect((await add(one.access_token)).status).toBe(401);
    await oauth('revoke', { token: (await grant([ACTIVITY])).access_token });
    await until(
      async () => calls.length,
      (count) => count === 2,
    );
    const contents = calls.map(({ body }) => JSON.parse(body) as { event: string; content: string });
    expect(contents.map(({ event, content }) => [event, content]).toSorted()).toEqual([
      ['authorization.removed', '{"reason":1}'],
      ['authorization.removed', '{"reason":5}'],
    ]);
    await close();
  });

  it('are made again where they were not taken', async () => {
    const { calls, close } = await receiving([500]);
    await grant([ACTIVITY]);
    await control('DELETE', 'accounts/tiina/grants');
    await until(
      async () => calls.length,
      (count) => count === 2,
    );
    expect(calls[1]?.body).toBe(calls[0]?.body);
    await close();
  });

  it('go nowhere before somebody says where, or where the address is none', async () => {
    expect((await control('PUT', 'webhooks', { url: 'nowhere' })).status).toBe(400);
    expect((await control('PUT', 'webhooks', { url: null })).status).toBe(204);
  });
});

describe('the request log', () => {
  it('shows what was asked, ids with all their digits, and no token', async () => {
    const { access_token, refresh_token } = await grant([ACTIVITY]);
    const id = idIn((await add(access_token)).text);
    await check(access_token, id);
    const log = await (await control('GET', 'requests')).text();
    for (const secret of [access_token, refresh_token, VERIFIER, CHALLENGE]) expect(log).not.toContain(secret);
    expect((JSON.parse(log) as object[]).at(-1)).toMatchObject({
      ...{ provider: 'tiktok', path: '/tiktok/v2/user/data/check/', body: { request_id: id }, status: 200 },
    });
  });
});

describe('faults', () => {
  it('befall the calls that they name', async () => {
    const fault = (on: string) => ({ on, group: on === 'token' ? undefined : 'activity', times: 1, status: 503 });
    await account({ polls: 0, faults: ['initiate', 'state', 'download'].map(fault) });
    const { access_token } = await grant([ACTIVITY], { account: 'somebody' });
    expect((await add(access_token)).status).toBe(503);
    const id = idIn((await add(access_token)).text);
    for (const ask of [check, download]) {
      expect((await ask(access_token, id)).status).toBe(503);
      expect((await ask(access_token, id)).status).toBe(200);
    }
  });

  it('may be a limit that is over', async () => {
    await account({ archive_seconds: 60, polls: 0 });
    const { access_token } = await grant([ACTIVITY], { account: 'somebody' });
    const id = idIn((await add(access_token)).text);
    expect(await statusOf(access_token, id)).toBe('downloading');
    world.now += HOUR_MS;
    expect(await statusOf(access_token, id)).toBe('expired');
  });
});
