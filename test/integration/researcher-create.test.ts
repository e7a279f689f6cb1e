import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newDonation, newLink } from '../../functions/core/schemas-answers.ts';
import { createResearcher, disableResearcher, rotateToken } from '../../functions/store/researchers.ts';
import { openLink, participant, researcher } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { setDonation } from './researcher-support.ts';

type Problem = { code: string; detail: string; errors?: Record<string, string[]> };
type Created = { id: string; donation_url: string; token: string; requested_data_types: string[]; study: object };

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.close());

const api = (token = stack.researcherToken) => researcher(stack.origin, token);
const BODY = { source_type: 'google_portability' };
const create = (body: unknown = {}, headers?: Record<string, string>) =>
  api().post<Created & Problem>('/api/donations/', { ...BODY, ...(body as object) }, headers);

const DEFAULT_TYPES = [
  ...['youtube_history', 'search', 'image_search', 'video_search', 'google_lens', 'discover'],
  ...['google_play_store', 'google_play_games'],
];

describe('creating a donation', () => {
  it('answers what the documentation says, with an absolute link shown this once', async () => {
    const { status, body } = await create({
      data_start_date: '2023-01-01',
      data_end_date: '2023-12-31',
      requested_data_types: ['youtube_history', 'search', 'youtube_history'],
      external_id: 'p-17',
      language: 'fi',
      return_url: 'http://localhost:3000/thanks',
      link_expires_at: '2999-01-31T14:00:00+02:00',
    });
    expect(status).toBe(201);
    expect(newDonation.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: 'pending',
      step: 'consent',
      data_start_date: '2023-01-01',
      data_end_date: '2023-12-31',
      requested_data_types: ['youtube_history', 'search'],
      external_id: 'p-17',
      language: 'fi',
      link_expires_at: '2999-01-31T12:00:00.000Z',
      consent: null,
      error: null,
      data_types: [
        { data_type: 'youtube_history', state: 'requested' },
        { data_type: 'search', state: 'requested' },
      ],
    });
    // A study that speaks to its participants in Finnish sends them to the Finnish pages.
    expect(body.donation_url).toBe(`${stack.origin}/fi/donate/#${body.token}`);
    const { body: later } = await api().get(`/api/donations/${body.id}/`);
    expect(later).not.toHaveProperty('token');
    expect(later).not.toHaveProperty('donation_url');
  });

  it('copies everything that is enabled when no data types are named', async () => {
    for (const [bundle, types] of [
      ['myactivity_search', ['search', 'image_search', 'video_search', 'google_lens', 'discover']],
      ['play', ['google_play_store', 'google_play_games']],
    ] as const) {
      const { body } = await create({ requested_data_types: [bundle, types[0]] });
      expect(body.requested_data_types).toEqual(types);
    }
    for (const named of [{}, { requested_data_types: [] }]) {
      const { body } = await create(named);
      expect(body.requested_data_types.toSorted()).toEqual(DEFAULT_TYPES.toSorted());
    }
  });

  it('takes study facts from the researcher, field by field', async () => {
    const { token } = await createResearcher({ name: 'R', study: { title: 'Old', institution: 'Uni' } }, Date.now());
    const { body } = await api(token).post<Created>('/api/donations/', { ...BODY, study: { title: ' New ' } });
    expect(body.study).toEqual({ title: 'New', institution: 'Uni' });
  });

  it('does not need the trailing slash', async () => {
    expect((await api().post('/api/donations', BODY)).status).toBe(201);
  });

  it('keeps the link’s token as a hash only', async () => {
    const { body } = await create();
    expect(JSON.stringify(await stack.items(body.id))).not.toContain(body.token);
  });
});

describe('a body that is not valid', () => {
  const ERRORS: readonly (readonly [what: string, body: object, field: string, message: RegExp])[] = [
    ['no source type', { source_type: undefined }, 'source_type', /required/],
    ['an unknown source type', { source_type: 'myspace' }, 'source_type', /google_portability/],
    ['a day that does not exist', { data_start_date: '2024-02-30' }, 'data_start_date', /exists/],
    ['a date with a time', { data_start_date: '2024-02-01T00:00:00Z' }, 'data_start_date', /YYYY-MM-DD/],
    ['a date in another order', { data_end_date: '31.12.2023' }, 'data_end_date', /YYYY-MM-DD/],
    ['a date as a number', { data_end_date: 20231231 }, 'data_end_date', /YYYY-MM-DD/],
    [
      'an end before the start',
      { data_start_date: '2024-01-02', data_end_date: '2024-01-01' },
      'data_end_date',
      /before the start/,
    ],
    ['types that are no list', { requested_data_types: 'search' }, 'requested_data_types', /array/],
    ['a type that is no text', { requested_data_types: [1] }, 'requested_data_types.0', /string/],
    ['an unknown type', { requested_data_types: ['serach'] }, 'requested_data_types', /serach.*youtube_history/],
    ['a type named as the prototype', { requested_data_types: ['constructor'] }, 'requested_data_types', /Unknown/],
    ['an unknown field', { data_types: ['search'] }, 'data_types', /Known fields: source_type/],
    ['an unknown field of the study', { study: { titel: 'x' } }, 'study.titel', /Known fields: title/],
    ['a long title', { study: { title: 'x'.repeat(201) } }, 'study.title', /200/],
    ['an address that runs', { study: { privacy_url: 'javascript:alert(1)' } }, 'study.privacy_url', /http/],
    ['a relative return address', { return_url: '/thanks' }, 'return_url', /http/],
    ['an external id that is no text', { external_id: 7 }, 'external_id', /string/],
    ['a language that is none', { language: 'in Finnish' }, 'language', /language/],
    ['a language as long as a book', { language: `en${'-latn'.repeat(100_000)}` }, 'language', /35/],
    ['an expiry in the past', { link_expires_at: '2020-01-01T00:00:00Z' }, 'link_expires_at', /past/],
    ['an expiry of the year 10000', { link_expires_at: '9999-12-31T23:59:59-01:00' }, 'link_expires_at', /four digits/],
    ['an expiry without a zone', { link_expires_at: '2999-01-01T00:00:00' }, 'link_expires_at', /RFC 3339/],
  ];

  it.each(ERRORS)('is refused, naming the field: %s', async (_, body, field, message) => {
    const answer = await create(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
    expect(answer.body.errors?.[field]?.join()).toMatch(message);
  });

  it('is told everything at once', async () => {
    const { body } = await create({
      data_start_date: '2024-01-02',
      data_end_date: '2024-01-01',
      requested_data_types: ['nothing'],
      external_id: 7,
      typo: 1,
    });
    expect(Object.keys(body.errors ?? {}).toSorted()).toEqual(
      ['data_end_date', 'external_id', 'requested_data_types', 'typo'].toSorted(),
    );
  });

  it('is refused when it is no JSON, no object, of another type, or too large', async () => {
    const send = async (body: string, type = 'application/json') => {
      const answer = await api().post<Problem>('/api/donations/', body, { 'content-type': type });
      return [answer.status, answer.body.code];
    };
    expect(await send('{"source_type": ')).toEqual([400, 'broken_json']);
    expect(await send('[]')).toEqual([400, 'invalid']);
    expect(await send(JSON.stringify(BODY), 'text/plain')).toEqual([415, 'unsupported_media_type']);
    expect(await send('source_type=google_portability', 'application/x-www-form-urlencoded')).toEqual([
      ...[415, 'unsupported_media_type'],
    ]);
    expect(await send(`{"source_type":"${'x'.repeat(7_000_000)}"}`)).toEqual([413, 'too_large']);
    expect((await api().post<Problem>('/api/donations/')).body.errors).toEqual({
      body: ['A JSON object is required.'],
    });
  });
});

describe('a data type that the operator has not enabled', () => {
  it('is refused with a code of its own, naming it', async () => {
    process.env.DATAGIFT_DATA_TYPES = 'search,discover';
    try {
      const refused = await create({ requested_data_types: ['search', 'youtube_history'] });
      expect([refused.status, refused.body.code]).toEqual([400, 'data_type_not_enabled']);
      expect(refused.body.detail).toMatch(/youtube_history.*Enabled: search, discover/);
      expect((await create()).body.requested_data_types).toEqual(['search', 'discover']);
      const some = await create({ requested_data_types: ['myactivity_search'] });
      expect(some.body.requested_data_types).toEqual(['search', 'discover']);
      const none = await create({ requested_data_types: ['search', 'chrome'] });
      expect([none.body.code, none.body.detail]).toEqual([
        'data_type_not_enabled',
        expect.stringMatching(/: chrome\./),
      ]);
      process.env.DATAGIFT_DATA_TYPES = 'chrome,search,nothing';
      expect((await create()).body.requested_data_types).toEqual([
        ...['chrome_history', 'chrome_bookmarks', 'chrome_reading_list', 'chrome_autofill', 'chrome_dictionary'],
        ...['chrome_extensions', 'chrome_settings', 'search'],
      ]);
      process.env.DATAGIFT_DATA_TYPES = 'all';
      expect((await create()).body.requested_data_types).toHaveLength(80);
    } finally {
      delete process.env.DATAGIFT_DATA_TYPES;
    }
  });
});

describe('how long a donation is kept', () => {
  afterEach(() => void delete process.env.DATA_RETENTION_DAYS);

  it('is what the study asks for, else what the service has; and nothing where nobody said', async () => {
    expect((await create()).body).toMatchObject({ retention_days: null, retention_until: null });
    expect((await create({ retention_days: 90 })).body).toMatchObject({ retention_days: 90, retention_until: null });
    process.env.DATA_RETENTION_DAYS = '';
    expect((await create()).body).toMatchObject({ retention_days: null });
    process.env.DATA_RETENTION_DAYS = '365';
    expect((await create()).body).toMatchObject({ retention_days: 365 });
    expect((await create({ retention_days: 90 })).body).toMatchObject({ retention_days: 90 });
  });

  it('is no longer than the service keeps it', async () => {
    process.env.DATA_RETENTION_DAYS = '365';
    const { status, body } = await create({ retention_days: 366 });
    expect([status, body.errors?.retention_days]).toEqual([400, [expect.stringContaining('365 days at most')]]);
  });

  it.each([0, 3651, 1.5, '90'])('is a number of days: not %j', async (retention_days) => {
    const { status, body } = await create({ retention_days });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([400, ['retention_days']]);
  });

  it('is in the text that the participant agrees to', async () => {
    const { body } = await create({ retention_days: 90 });
    const browser = participant(stack.origin);
    const id = await openLink(browser, body.donation_url);
    const { body: seen } = await browser.call<{ consent: { text: string }; retention_days: number }>(
      'GET',
      `/api/participant/donations/${id}/`,
    );
    expect(seen.retention_days).toBe(90);
    expect(seen.consent.text).toContain('It is deleted 90 days after your donation has arrived');
  });
});

describe('an Idempotency-Key', () => {
  it('gives the same answer to the same call, in whatever order its fields come', async () => {
    const headers = { 'idempotency-key': 'first' };
    const one = await create({ external_id: 'a', language: 'en' }, headers);
    const two = await create({ language: 'en', external_id: 'a' }, headers);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
  });

  it('is refused with another body', async () => {
    const headers = { 'idempotency-key': 'second' };
    await create({ external_id: 'a' }, headers);
    const { status, body } = await create({ external_id: 'b' }, headers);
    expect([status, body.code]).toEqual([409, 'idempotency_conflict']);
  });

  it('makes one donation of calls made at once', async () => {
    const headers = { 'idempotency-key': 'third' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ external_id: 'at once' }, headers)));
    for (const { status, headers: sent } of answers) {
      expect([201, 409]).toContain(status);
      if (status === 409) expect(sent.get('retry-after')).toBe('1');
    }
    const { body } = await api().get<unknown[]>('/api/donations/?external_id=at%20once');
    expect(body).toHaveLength(1);
  });

  it('is free again after a call that was refused', async () => {
    const headers = { 'idempotency-key': 'fourth' };
    expect((await create({ link_expires_at: '2020-01-01T00:00:00Z' }, headers)).status).toBe(400);
    expect((await create({}, headers)).status).toBe(201);
  });

  it('is each researcher’s own', async () => {
    const { token } = await createResearcher({ name: 'Other', study: {} }, Date.now());
    const headers = { 'idempotency-key': 'fifth' };
    const one = await create({}, headers);
    const two = await api(token).post<Created>('/api/donations/', BODY, headers);
    expect(two.status).toBe(201);
    expect(two.body.id).not.toBe(one.body.id);
  });

  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(201)])('that is none is refused: "%s"', async (key) => {
    const response = await fetch(`${stack.origin}/api/donations/`, {
      method: 'POST',
      headers: new Headers({
        authorization: `Token ${stack.researcherToken}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      }),
      body: JSON.stringify(BODY),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as Problem).errors).toHaveProperty('Idempotency-Key');
  });

  it('keeps its answer as ciphertext only', async () => {
    const { body } = await create({}, { 'idempotency-key': 'sixth' });
    const { queryItems } = await import('../../functions/store/items.ts');
    const { hashToken } = await import('../../functions/core/token.ts');
    const { findResearcherByToken } = await import('../../functions/store/researchers.ts');
    const owner = await findResearcherByToken(stack.researcherToken, Date.now());
    const [item] = await queryItems<{ answer: Uint8Array }>(`IDEMPOTENCY#${hashToken(`${owner?.id}\nsixth`)}`);
    expect(item?.answer.length).toBeGreaterThan(100);
    expect(Buffer.from(item?.answer ?? []).toString('latin1')).not.toContain(body.token.slice(4));
  });
});

describe('the Authorization header', () => {
  const ask = async (authorization?: string) => {
    const response = await fetch(`${stack.origin}/api/donations/`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    return { status: response.status, challenge: response.headers.get('www-authenticate') };
  };
  const REFUSED = { status: 401, challenge: 'Token' };

  it('takes Token and Bearer, in any case', async () => {
    for (const scheme of ['Token', 'token', 'Bearer', 'BEARER']) {
      expect((await ask(`${scheme} ${stack.researcherToken}`)).status).toBe(200);
    }
  });

  it('is refused when absent, malformed, unknown or of another kind', async () => {
    const { body } = await create();
    const wrong = [undefined, '', 'Token', stack.researcherToken, `Basic ${stack.researcherToken}`];
    const unknown = [`Token ${stack.researcherToken}x`, `Token dgr_${'A'.repeat(43)}`, `Token ${body.token}`];
    for (const header of [...wrong, ...unknown]) expect(await ask(header), header).toEqual(REFUSED);
  });

  it('is refused once the token was rotated or the researcher disabled', async () => {
    const { researcher: made, token } = await createResearcher({ name: 'R', study: {} }, Date.now());
    expect((await ask(`Token ${token}`)).status).toBe(200);
    const next = (await rotateToken(made.id, Date.now())) as string;
    expect(await ask(`Token ${token}`)).toEqual(REFUSED);
    expect((await ask(`Token ${next}`)).status).toBe(200);
    await disableResearcher(made.id, Date.now());
    expect(await ask(`Token ${next}`)).toEqual(REFUSED);
  });
});

describe('a new link', () => {
  const open = (token: string) =>
    participant(stack.origin).call('POST', '/api/participant/session/', { body: { token } });

  it('works, and the old one no longer does', async () => {
    const { body } = await create();
    const renewed = await api().post<Created>(`/api/donations/${body.id}/link/`);
    expect(renewed.status).toBe(201);
    expect(newLink.strict().parse(renewed.body)).toEqual(renewed.body);
    expect((await open(body.token)).status).toBe(401);
    expect((await open(renewed.body.token)).status).toBe(200);
  });

  it('is not made once the donation was authorized', async () => {
    const { body } = await create();
    await setDonation(body.id, { status: 'authorized' });
    const { status, body: refused } = await api().post<Problem>(`/api/donations/${body.id}/link/`);
    expect([status, refused.code]).toEqual([409, 'already_authorized']);
    expect((await open(body.token)).status).toBe(200);
  });
});
