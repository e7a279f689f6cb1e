import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { researcher } from '../../local/walk.ts';
import { admin, CREATE, tokenIn } from '../support/admin.ts';
import { type TestStack, testStack } from '../support/stack.ts';

describe('while the service runs', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await testStack();
  });
  afterAll(() => stack.close());

  const list = (token: string) => researcher(stack.origin, token).get('/api/donations/');

  it('makes a researcher whose token works at once, with their study facts', async () => {
    const { code, out } = await admin(stack.home, ...CREATE, '--contact', 'ada@example.org', '--json');
    expect(code).toBe(0);
    const { token } = JSON.parse(out) as { token: string };
    const { post } = researcher(stack.origin, token);
    const { status, body } = await post('/api/donations/', { source_type: 'google_portability' });
    expect(status).toBe(201);
    expect(body.study).toEqual({
      ...{ title: 'Media use', purpose: 'How it changes', institution: 'University', contact: 'ada@example.org' },
    });
  });

  it('lists, rotates and disables', async () => {
    const created = await admin(stack.home, ...CREATE);
    const id = created.out.match(/res_\w+/)?.[0] as string;
    const first = tokenIn(created.out);
    expect((await list(first)).status).toBe(200);

    const rotated = await admin(stack.home, 'researcher', 'rotate', id);
    const second = tokenIn(rotated.out);
    expect([(await list(first)).status, (await list(second)).status]).toEqual([401, 200]);

    expect((await admin(stack.home, 'researcher', 'disable', id)).code).toBe(0);
    expect((await list(second)).status).toBe(401);

    const listed = await admin(stack.home, 'researcher', 'list', '--json');
    const researchers = JSON.parse(listed.out) as { id: string; disabled_at: string | null }[];
    expect(researchers.find((each) => each.id === id)?.disabled_at).toMatch(/^\d{4}-/);
    expect(listed.out).not.toContain('dgr_');
    expect(listed.out).not.toContain('token_hash');
  });

  it('says which researcher there is not, and fails', async () => {
    for (const command of ['rotate', 'disable']) {
      const { code, out, err } = await admin(stack.home, 'researcher', command, 'res_nobody');
      expect([code, out, err.trim()]).toEqual([1, '', 'There is no researcher res_nobody.']);
    }
  });
});

describe('a wrong call', () => {
  it.each([
    [['reseacher'], /no subject reseacher/],
    [['researcher'], /Which command/],
    [['researcher', 'crate'], /no command crate/],
    [['researcher', 'constructor'], /no command constructor/],
    [['researcher', 'create', '--name', 'Ada'], /Missing: --institution --title --purpose/],
    [[...CREATE, '--privacy-url', 'nowhere'], /--privacy-url: Expected an http/],
    [[...CREATE, '--colour', 'red'], /--colour/],
    [['researcher', 'rotate'], /Name one researcher/],
    [['researcher', 'disable', 'a', 'b'], /Name one researcher/],
  ])('is told what is wrong, with the usage, and ends with 2: %j', async (words, message) => {
    const { code, out, err } = await admin(tmpdir(), ...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toContain('npm run admin --');
  });

  it.each([[[]], [['--help']], [['researcher', '--help']], [['researcher', 'create', '--help']]])(
    'is none when it asks for help: %j',
    async (words) => {
      const { code, out, err } = await admin(tmpdir(), ...words);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('npm run admin --');
    },
  );
});
