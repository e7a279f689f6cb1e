import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInterval } from '../../../../functions/core/period.ts';
import { failure, GRANT, ok, says, scripted, TOKENS } from './fake.ts';

const ALWAYS = toInterval({});
/** Larger than any number holds exactly. */
const ID = '9223372036854775807';
const state = (status: string) => ok(`{"request_id":${ID},"status":"${status}","apply_time":1703186989}`);
const open = (...answers: Parameters<typeof scripted>) => {
  const { provider, asked } = scripted(...answers);
  return { client: provider.open(GRANT), asked };
};

describe('a request for data', () => {
  it.each([
    ['activity', ['activity']],
    ['postsandprofile', ['video', 'profile']],
    ['directmessages', ['direct_message']],
    ['all', ['all_data']],
  ])('for the group %s names its categories', async (group, categories) => {
    const { client, asked } = open(ok('{"request_id":123451234512345}'));
    const started = await client.initiate(group, ALWAYS);
    expect(started).toEqual({ outcome: 'started', jobId: '123451234512345', accessType: 'one_time' });
    expect(asked[0]).toMatchObject({
      ...{ url: 'https://open.tiktokapis.com/v2/user/data/add/?fields=request_id', method: 'POST' },
      body: JSON.stringify({ data_format: 'json', category_selection_list: categories }),
    });
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer act.one');
  });

  it('keeps every digit of its id, there and back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), async (id) => {
        const { client, asked } = open(ok(`{"request_id":${id}}`), state('pending'), ok('{}'));
        const initiation = await client.initiate('activity', ALWAYS);
        const jobId = initiation.outcome === 'started' ? initiation.jobId : '';
        await client.exportState(jobId);
        await client.cancel(jobId);
        expect(jobId).toBe(String(id));
        expect(asked.slice(1).map(({ body }) => body)).toEqual([`{"request_id":${id}}`, `{"request_id":${id}}`]);
      }),
      { numRuns: 100 },
    );
  });

  it('has an id that may come as text', async () => {
    const { client } = open(ok(`{"request_id":"${ID}"}`));
    expect(await client.initiate('activity', ALWAYS)).toMatchObject({ jobId: ID });
  });

  it.each(['{}', '{"request_id":0}', '{"request_id":-5}', '{"request_id":1.5}', '{"request_id":"1;2"}', 'null'])(
    'whose answer is %s is none',
    async (data) => {
      await expect(open(ok(data)).client.initiate('activity', ALWAYS)).rejects.toMatchObject({ code: 'unavailable' });
    },
  );

  it('that has used up its scope was made already', async () => {
    for (const code of ['scope_not_authorized', 'scope_permission_missed']) {
      const { client, asked } = open(failure(code, 401));
      const initiation = { outcome: 'exists', jobIds: [], accessType: 'one_time' };
      expect(await client.initiate('activity', ALWAYS)).toEqual(initiation);
      expect(asked).toHaveLength(1);
      await expect(open(failure(code, 401)).client.initiate('all', ALWAYS)).rejects.toMatchObject({
        code: 'not_granted',
      });
    }
  });

  it('is refused for what is no group', async () => {
    const { client, asked } = open();
    await expect(client.initiate('constructor', ALWAYS)).rejects.toMatchObject({ code: 'refused' });
    expect(asked).toEqual([]);
  });
});

describe('the state of a request', () => {
  it.each([
    ['pending', 'in_progress', 0],
    ['downloading', 'complete', 1],
    ['expired', 'expired', 0],
    ['cancelled', 'cancelled', 0],
    ['something new', 'in_progress', 0],
  ])('%s is %s', async (status, expected, parts) => {
    const { client, asked } = open(state(status));
    expect(await client.exportState(ID)).toEqual({ state: expected, parts, exportTime: '2023-12-21T19:29:49.000Z' });
    expect(asked[0]?.url).toMatch(/\/v2\/user\/data\/check\/\?fields=request_id,status,apply_time,/);
  });

  it('is liberal about all it does not need', async () => {
    const body = '{"status":"downloading","apply_time":"soon","category_selection_list":["direct_messages"]}';
    expect(await open(ok(body)).client.exportState(ID)).toEqual({ state: 'complete', parts: 1 });
  });

  it('is asked for of no id that TikTok could not have given', async () => {
    for (const id of ['', '0', '1}', '-1', '1'.repeat(21), 'x']) {
      const { client, asked } = open();
      await expect(client.exportState(id)).rejects.toMatchObject({ code: 'job_gone' });
      expect(asked).toEqual([]);
    }
  });

  it('has nothing to be tried again', async () => {
    await expect(open().client.retry(ID)).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('an error', () => {
  it.each([
    ['invalid_params', 400, 'job_gone'],
    ['invalid_params', 200, 'job_gone'],
    ['rate_limit_exceeded', 429, 'unavailable'],
    ['internal_error', 500, 'unavailable'],
    ['internal_error', 200, 'unavailable'],
    ['something_new', 400, 'refused'],
    ['something_new', 503, 'unavailable'],
    ['something_new', 200, 'unavailable'],
  ])('%s with status %i is %s of a request', async (code, status, expected) => {
    await expect(open(failure(code, status)).client.exportState(ID)).rejects.toMatchObject({ code: expected });
  });

  it('of parameters is a refusal where data are asked for', async () => {
    await expect(open(failure('invalid_params', 400)).client.initiate('activity', ALWAYS)).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('has the status that TikTok writes into it', async () => {
    const answer = says(200, { data: {}, error: { code: 'new', message: '', http_status_code: 400 } });
    await expect(open(answer).client.exportState(ID)).rejects.toMatchObject({ code: 'refused' });
  });

  it('says how long to wait, and holds nothing of what TikTok said', async () => {
    const error = await open(failure('rate_limit_exceeded', 429, { 'retry-after': '60' }))
      .client.exportState(ID)
      .catch((e) => e);
    expect(error).toMatchObject({ code: 'unavailable', retryAfterSeconds: 60 });
    expect(JSON.stringify([error, error.cause, error.message])).not.toMatch(/act\.|said by TikTok/);
  });

  it.each([
    [502, '<html>bad gateway</html>'],
    [403, '<html>captive portal</html>'],
    [200, 'gone'],
    [200, ''],
  ])('that is %i %j comes from something in between', async (status, body) => {
    await expect(open(says(status, body)).client.exportState(ID)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an access token that is refused', () => {
  it('is replaced once', async () => {
    const { client, asked } = open(failure('access_token_invalid', 401), says(200, TOKENS), state('pending'));
    expect((await client.exportState(ID)).state).toBe('in_progress');
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer act.two');
  });

  it('again means that the grant is lost', async () => {
    const refused = () => failure('access_token_invalid', 401);
    const { client } = open(refused(), says(200, TOKENS), refused());
    await expect(client.exportState(ID)).rejects.toMatchObject({ code: 'grant_lost' });
  });
});

describe('cancelling', () => {
  it('names the request in the query and in the body', async () => {
    const { client, asked } = open(says(200, { error: { code: 'ok', message: '', log_id: 'L' } }));
    await client.cancel(ID);
    expect(asked[0]?.url).toBe(`https://open.tiktokapis.com/v2/user/data/cancel/?request_id=${ID}`);
    expect(asked[0]?.body).toBe(`{"request_id":${ID}}`);
  });
});
