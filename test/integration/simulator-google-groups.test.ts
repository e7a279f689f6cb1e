import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { readDirectory } from '../../functions/archive/zip.ts';
import { ALL_GROUPS } from '../../local/simulators/google/groups.ts';
import { expectedRows } from '../../local/simulators/google/personas.ts';
import { bufferSource } from '../support/bytes.ts';
import { ask, authorizeUrl, closeGoogle, complete, grant, initiate, openGoogle, PREFIX } from '../support/google.ts';

beforeAll(openGoogle);
afterAll(closeGoogle);

const START = { startTime: '2024-01-01T00:00:00Z' };
const TIME_FILTERED = [
  ...['chrome.history', 'myactivity.maps', 'myactivity.myadcenter', 'myactivity.play', 'myactivity.search'],
  ...['myactivity.shopping', 'myactivity.youtube'],
];

describe('the resource groups', () => {
  it('are the 73 of the API, and the two that only its documentation names', () => {
    expect(ALL_GROUPS).toHaveLength(75);
    expect(ALL_GROUPS).toEqual(expect.arrayContaining(['pixel.device_data', 'nest.user', 'fitbit.device_events']));
  });

  it('can all be granted, exported and downloaded', async () => {
    const { access_token, scope } = await grant(ALL_GROUPS, { account: 'german' });
    expect(scope.split(' ')).toHaveLength(75);
    for (const group of ALL_GROUPS) {
      const names: string[] = [];
      for (const url of await complete(access_token, group)) {
        const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
        names.push(...(await readDirectory(bufferSource(bytes), DEFAULT_LIMITS)).map(({ name }) => name));
      }
      const expected = expectedRows({ persona: 'german' }, group).map(({ name }) => name);
      expect(names, group).toEqual(expect.arrayContaining(expected));
    }
  });

  it('take a period only where the API lets them', async () => {
    const { access_token } = await grant(ALL_GROUPS, { account: 'empty' });
    const taken: string[] = [];
    for (const group of ALL_GROUPS) {
      const { status, body } = await initiate(access_token, [group], START);
      if (status === 200) taken.push(group);
      else expect([group, body.error?.status]).toEqual([group, 'INVALID_ARGUMENT']);
    }
    expect(taken.toSorted()).toEqual(TIME_FILTERED);
  });

  it.each(['constructor', 'youtube.nothing', 'toString', ''])('do not hold %j', async (group) => {
    const { access_token } = await grant(['chrome.history'], { account: 'partial' });
    expect((await initiate(access_token, [group])).body.error).toMatchObject({ status: 'INVALID_ARGUMENT' });
    const { status, body } = await ask('GET', authorizeUrl([], { scope: PREFIX + group }));
    expect([status, String(body.text).includes('invalid_scope')]).toEqual([400, true]);
  });
});
