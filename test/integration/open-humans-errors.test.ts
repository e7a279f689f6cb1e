import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toTimestamp } from '../../functions/core/clock.ts';
import { newToken } from '../../functions/core/token.ts';
import { createMasterToken, disableResearcher } from '../../functions/store/researchers.ts';
import { saveToken } from '../../functions/store/tokens.ts';
import { fileForm, METADATA, openProject, type Project, told } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

const MINUTE = 60_000;

let stack: TestStack;
let project: Project;
let memberId: string;
let donationId: string;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
  ({ memberId, donationId } = await project.member());
});
afterAll(() => stack.close());

const ask = async (path: string, { query = {}, ...init }: RequestInit & { query?: Record<string, string> } = {}) =>
  told(await fetch(project.address(path, query), init));

describe('a token', () => {
  const DETAIL = {
    none: 'Authentication credentials were not provided.',
    empty: 'Invalid token header. No credentials provided.',
    spaces: 'Invalid token header. Token string should not contain spaces.',
    invalid: 'Invalid token.',
    expired: 'Expired token.',
  };
  const refusal = async (init: Parameters<typeof ask>[1], path = 'members/') => {
    const { status, headers, body } = await ask(path, init);
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"']);
    return (body as { detail: string }).detail;
  };
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it.each([
    ['none', {}, DETAIL.none],
    ['another scheme', { headers: { authorization: 'Token abc' } }, DETAIL.none],
    ['only the scheme', { headers: { authorization: 'Bearer' } }, DETAIL.empty],
    ['an empty one in the query', { query: { access_token: '' } }, DETAIL.empty],
    ['one with a space', { headers: { authorization: 'Bearer a b' } }, DETAIL.spaces],
    ['one with a space in the query', { query: { access_token: 'a b' } }, DETAIL.spaces],
    ['an unknown one', { headers: { authorization: 'Bearer abc' } }, DETAIL.invalid],
    ['an unknown one of the right form', { query: { access_token: newToken('master') } }, DETAIL.invalid],
  ])('is refused: %s', async (_, init, detail) => {
    expect(await refusal(init)).toBe(detail);
  });

  it('is refused when it is an ordinary researcher’s, and opens nothing of theirs', async () => {
    expect(await refusal(bearer(project.researcherToken))).toBe(DETAIL.invalid);
    const { status } = await project.api.get('/api/donations/', { authorization: `Token ${project.master}` });
    expect(status).toBe(401);
  });

  it('in a query is read nowhere else', async () => {
    for (const access_token of [project.researcherToken, project.master]) {
      const query = new URLSearchParams({ access_token });
      expect((await fetch(`${stack.origin}/api/donations/?${query}`)).status).toBe(401);
    }
  });

  it('is told from one that has expired, of both kinds', async () => {
    const past = toTimestamp(Date.now() - MINUTE);
    const master = await createMasterToken(project.researcher, { replaces: false, expires_at: past }, Date.now());
    expect(await refusal(bearer(master))).toBe(DETAIL.expired);
    const member = newToken('member');
    await saveToken(member, { kind: 'member', subject: donationId, created_at: past, expires_at: past });
    expect(await refusal(bearer(member))).toBe(DETAIL.expired);
  });

  it('wins in the query over the header, and is never read from a body', async () => {
    expect(await refusal({ ...bearer(project.master), query: { access_token: 'abc' } })).toBe(DETAIL.invalid);
    const query = { access_token: project.master };
    expect((await ask('members/', { ...bearer('abc'), query })).status).toBe(200);
    const body = new URLSearchParams({ access_token: project.master, project_member_id: memberId, all_files: 'true' });
    expect(await refusal({ method: 'POST', body }, 'files/delete/')).toBe(DETAIL.none);
  });

  it('works in the header, whatever the scheme’s case', async () => {
    expect((await ask('members/', { headers: { authorization: `bearer ${project.master}` } })).status).toBe(200);
  });

  it('is void once its researcher is disabled, it was replaced, or the participant has withdrawn', async () => {
    const other = await openProject(stack.origin);
    const withdrawn = await other.member();
    const member = await other.memberToken(withdrawn.donationId);
    await other.withdraw(withdrawn.donationId);
    expect(await refusal(bearer(member), 'exchange-member/')).toBe(DETAIL.invalid);
    const { findResearcher } = await import('../../functions/store/researchers.ts');
    const stored = await findResearcher(other.researcher.id);
    const next = await createMasterToken(stored ?? other.researcher, { replaces: true }, Date.now());
    expect(await refusal(bearer(other.master))).toBe(DETAIL.invalid);
    expect((await ask('members/', bearer(next))).status).toBe(200);
    await disableResearcher(other.researcher.id, Date.now());
    expect(await refusal(bearer(next))).toBe(DETAIL.invalid);
  });

  it('of a member is refused where all members are concerned', async () => {
    expect(await refusal(bearer(await project.memberToken(donationId)))).toBe(DETAIL.invalid);
  });
});

const POSTS = ['files/upload/', 'upload/', 'files/upload/direct/', 'files/upload/complete/', 'files/delete/'];
const GETS = ['', 'members/', 'exchange-member/'];

describe('a method that is not taken', () => {
  it.each([...POSTS.map((path) => ['GET', path]), ...GETS.map((path) => ['POST', path]), ['PUT', 'files/upload/']])(
    'is told, but not to who has no token: %s %s',
    async (method, path) => {
      expect((await ask(path as string, { method: method as string })).status).toBe(401);
      const { status, body } = await ask(path as string, {
        method: method as string,
        query: { access_token: project.master },
      });
      expect([status, body]).toEqual([405, { detail: `Method "${method}" not allowed.` }]);
    },
  );
});

describe('any page', () => {
  it('may call, and asks before without a token', async () => {
    const headers = { origin: 'https://example.org', 'access-control-request-method': 'POST' };
    const preflight = await ask('files/delete/', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/);
    for (const query of [{}, { access_token: project.master }] as Record<string, string>[]) {
      const { headers: sent } = await ask('members/', { headers: { origin: 'https://example.org' }, query });
      expect(sent.get('access-control-allow-origin')).toBe('*');
      expect(sent.get('cache-control')).toContain('no-store');
    }
  });

  it('may not call anything else of the API', async () => {
    const answer = await project.api.get('/api/donations/', { origin: 'https://example.org' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a body', () => {
  const post = (body: BodyInit, type: string, path = 'files/delete/') =>
    ask(path, { method: 'POST', body, headers: { 'content-type': type }, query: { access_token: project.master } });

  it.each([
    ['{"a"', 'application/json', 400, /^JSON parse error - /],
    ['[]', 'application/json', 400, /^JSON parse error - /],
    ['5', 'application/json', 400, /^JSON parse error - /],
    ['hello', 'text/plain', 415, /^Unsupported media type "text\/plain" in request\.$/],
    ['hello', 'multipart/form-data', 400, /^Multipart form parse error - /],
    ['hello', 'multipart/form-data; boundary=x', 400, /^Multipart form parse error - /],
  ])('that cannot be read is refused: %s as %s', async (text, type, status, detail) => {
    const answer = await post(text, type);
    expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
      status,
      expect.stringMatching(detail),
    ]);
  });

  it('may come in any of the three ways; unknown fields are passed over', async () => {
    const fields = { project_member_id: ` ${memberId} `, file_basename: 'none.txt', colour: 'red' };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const body of [fields, new URLSearchParams(fields), form]) {
      const answer = await project.post('files/delete/', body);
      expect([answer.status, answer.body]).toEqual([200, { ids: [] }]);
    }
    const number = await project.post('files/delete/', { project_member_id: Number(memberId), file_id: 1 });
    // Zeros in front are lost in a number; a text keeps them.
    expect(number.status).toBe(memberId.startsWith('0') ? 400 : 200);
  });

  it('that is larger than Lambda takes is refused, saying the limit and the way around', async () => {
    for (const bytes of [4_600_000, 5_200_000, 11_000_000]) {
      const form = fileForm({ project_member_id: memberId, metadata: METADATA }, 'big.bin', Buffer.alloc(bytes));
      const { status, text } = await project.post('files/upload/', form);
      expect([status, text]).toEqual([413, expect.stringMatching(/4\.5 MB.*files\/upload\/direct/)]);
    }
    expect(await project.upload(memberId, 'fits.bin', Buffer.alloc(4_400_000))).toBeGreaterThan(0);
  });
});

const REQUIRED = ['This field is required.'];

describe('fields', () => {
  it('that are missing are told all at once', async () => {
    const all = { project_member_id: REQUIRED, metadata: REQUIRED };
    for (const [path, own] of [
      ['files/upload/', { data_file: REQUIRED }],
      ['files/upload/direct/', { filename: REQUIRED }],
    ] as const) {
      for (const body of [new URLSearchParams(), new URLSearchParams({ metadata: ' ', project_member_id: '' })]) {
        const answer = await project.post(path, body);
        expect([answer.status, answer.body]).toEqual([400, { ...all, ...own }]);
      }
    }
  });

  it('with metadata of 1 MB, or that are no text, are refused, and nothing is kept', async () => {
    const large = JSON.stringify({ tags: [], description: 'x'.repeat(1_000_000) });
    const names = { project_member_id: memberId, filename: 'a.txt' };
    const before = (await project.list(memberId)).count;
    const simple = await project.post('files/upload/', fileForm({ project_member_id: memberId, metadata: large }));
    const direct = await project.post('files/upload/direct/', { ...names, metadata: large });
    for (const { status, text } of [simple, direct]) {
      expect([status, text]).toEqual([400, expect.stringMatching(/"metadata":\["[^"]*64 KB/)]);
    }
    const object = await project.post('files/upload/direct/', { ...names, metadata: { tags: [], description: '' } });
    expect([object.status, object.body]).toEqual([400, { metadata: ['could not parse the uploaded metadata'] }]);
    expect((await project.list(memberId)).count).toBe(before);
  });

  it('with a file that is a text, or empty, are refused', async () => {
    const fields = { project_member_id: memberId, metadata: METADATA };
    const asText = await project.post('files/upload/', new URLSearchParams({ ...fields, data_file: 'abc' }));
    expect(asText.body).toEqual({ data_file: REQUIRED });
    const empty = await project.post('files/upload/', fileForm(fields, 'empty.txt', ''));
    expect(empty.body).toEqual({ data_file: ['The submitted file is empty.'] });
  });

  it('with data types are taken where they are a list', async () => {
    const upload = (datatypes: string) =>
      project.post('files/upload/', fileForm({ project_member_id: memberId, metadata: METADATA, datatypes }));
    expect((await upload('["genome"]')).status).toBe(201);
    for (const text of ['x', '5']) {
      const message = `Could not parse the uploaded datatypes from: '${text}'`;
      expect((await upload(text)).body).toEqual({ datatypes: [message] });
    }
  });

  it.each([
    ['an unknown member', () => '00000000'],
    ['none', () => 'ada'],
    ['a path', () => '../1'],
    ['a donation’s own id', () => donationId],
  ])('with %s as a member are refused in one sentence', async (_, id) => {
    const wanted = { project_member_id: 'project_member_id is invalid' };
    const form = fileForm({ project_member_id: id(), metadata: METADATA });
    const answers = [
      await project.post('files/upload/', form),
      await project.post('files/delete/', { project_member_id: id(), all_files: true }),
      await project.get('exchange-member/', { project_member_id: id() }),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([400, wanted]);
  });

  it('of another project’s member, of one who has withdrawn, or of nobody, are refused alike', async () => {
    const wanted = [400, { project_member_id: 'project_member_id is invalid' }];
    const other = await openProject(stack.origin);
    const theirs = await other.member();
    const gone = await project.member();
    await project.upload(gone.memberId);
    await project.withdraw(gone.donationId);
    for (const id of [theirs.memberId, gone.memberId]) {
      const { status, body } = await project.get('exchange-member/', { project_member_id: id });
      expect([status, body]).toEqual(wanted);
    }
    const { status, body } = await project.get('exchange-member/');
    expect([status, body]).toEqual(wanted);
  });
});

describe('a name', () => {
  const direct = (filename: string, more: Record<string, string> = {}) =>
    project.post('files/upload/direct/', { project_member_id: memberId, metadata: METADATA, filename, ...more });

  it('with NUL is refused in every field', async () => {
    expect((await direct('a\0b')).body).toEqual({ filename: ['Null characters are not allowed.'] });
    expect((await direct('a', { metadata: '\0' })).body).toEqual({ metadata: ['Null characters are not allowed.'] });
  });

  it.each(['a/', '..', '.', 'a/..', '\\', '/'])('without a file in it is refused: %s', async (name) => {
    const { status, body } = await direct(name);
    expect([status, Object.keys(body)]).toEqual([400, ['filename']]);
  });

  it('of letters that none are is refused', async () => {
    const answer = await project.post(
      'files/upload/',
      fileForm({ project_member_id: memberId, metadata: METADATA }, '???'),
    );
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, ['data_file']]);
  });
});

describe('completing', () => {
  const complete = (fields: object) =>
    project.post('files/upload/complete/', { project_member_id: memberId, ...fields });

  it.each([
    [{}, { detail: 'file does not exist' }],
    [{ file_id: '' }, { detail: 'file does not exist' }],
    [{ file_id: 'x' }, { file_id: ['Enter a whole number.'] }],
    [{ file_id: 1.5 }, { file_id: ['Enter a whole number.'] }],
    [{ file_id: true }, { file_id: ['Enter a whole number.'] }],
    [{ file_id: 987654321 }, { detail: 'file does not exist' }],
    [{ file_id: '99999999999999999999999' }, { detail: 'file does not exist' }],
  ])('%j is refused', async (fields, wanted) => {
    const { status, body } = await complete(fields);
    expect([status, body]).toEqual([400, wanted]);
  });

  it('what belongs to another member or project is refused as unknown', async () => {
    const [other, second] = [await openProject(stack.origin), await project.member()];
    const theirs = await other.member();
    const direct = await project.post('files/upload/direct/', {
      ...{ project_member_id: memberId, metadata: METADATA, filename: 'mine.txt' },
    });
    const { id, url } = direct.body as { id: number; url: string };
    await fetch(url, { method: 'PUT', body: 'abc' });
    const foreign = { detail: 'file does not exist' };
    const bySecond = { project_member_id: second.memberId, file_id: id };
    expect((await project.post('files/upload/complete/', bySecond)).body).toEqual(foreign);
    const byOther = { project_member_id: theirs.memberId, file_id: id };
    expect((await other.post('files/upload/complete/', byOther)).body).toEqual(foreign);
    expect((await complete({ file_id: id })).status).toBe(200);
  });
});

describe('deleting', () => {
  const remove = (fields: object) => project.post('files/delete/', { project_member_id: memberId, ...fields });
  const MEANT = 'one of file_id, file_basename, or all_files is required';

  it.each([
    [{}, { missing_field: MEANT }],
    [{ file_id: 0, file_basename: '', all_files: false }, { missing_field: MEANT }],
    [{ file_id: null, all_files: 'FALSE' }, { missing_field: MEANT }],
    [{ file_id: 1, file_basename: 'a' }, { too_many: MEANT }],
    [{ file_id: 1, file_basename: 'a', all_files: true }, { too_many: MEANT }],
    [{ file_id: 'x' }, { file_id: ['Enter a whole number.'] }],
    [{ file_id: true }, { file_id: ['Enter a whole number.'] }],
    [{ all_files: 'no' }, { all_files: ['Enter true or false.'] }],
    [
      { all_files: 'x', file_id: 'y' },
      { all_files: ['Enter true or false.'], file_id: ['Enter a whole number.'] },
    ],
  ])('%j is refused', async (fields, wanted) => {
    const { status, body } = await remove(fields);
    expect([status, body]).toEqual([400, wanted]);
  });

  it('what is not there, or another’s, deletes nothing', async () => {
    const [other, second] = [await openProject(stack.origin), await project.member()];
    const theirs = await other.upload((await other.member()).memberId);
    const seconds = await project.upload(second.memberId);
    for (const file_id of [theirs, seconds, 987654321, '99999999999999999999999', -1]) {
      expect((await remove({ file_id })).body).toEqual({ ids: [] });
    }
    expect((await project.list(second.memberId)).count).toBe(1);
  });
});
