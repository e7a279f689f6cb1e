import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../functions/core/clock.ts';
import { STEP_FUNCTIONS } from '../../functions/steps/index.ts';
import { accept, answerProvider, authorizeUrl, openLink, participant, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { runMachine } from '../support/machine.ts';
import { type Service, startService } from '../support/service.ts';
import { authorizedDonation, later, openParts } from '../support/steps.ts';
import { studyOf, type TestStudy, watched } from '../support/study.ts';

/** What no log, no execution and no item may hold: what people watched, and where. */
const CONTENT = ['Wq7-title', 'Wq7-channel', 'wq7videoid', 'youtube.com/watch'];

const privateRecords = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...watched(n, new Date(Date.UTC(2024, 0, 20) - n * 3_600_000).toISOString()),
    ...{ title: `Watched Wq7-title ${n}`, titleUrl: `https://www.youtube.com/watch?v=wq7videoid${n}` },
    subtitles: [{ name: `Wq7-channel ${n}`, url: 'https://www.youtube.com/channel/Wq7-channel' }],
  }));

const ENTRY = 'Portability/My Activity/YouTube/MyActivity.json';
const EVERY_FAULT = [
  ...['initiate', 'state', 'download', 'reset'].flatMap((on) => [
    { on, times: 1, status: 500 },
    { on, times: 1, status: 200, body: '<html>Wq7-title</html>' },
  ]),
  { on: 'download', times: 1, truncate_at: 300 },
];

describe('what the service writes down in a run with every fault', () => {
  let service: Service;
  let study: TestStudy;
  /** Everything that is secret, as it comes up. */
  const secrets = new Set<string>(CONTENT);
  beforeAll(async () => {
    service = await startService({ POWERTOOLS_LOG_LEVEL: 'DEBUG' });
    study = studyOf(service);
    secrets.add(service.researcherToken);
  });
  afterAll(() => service.close());

  async function give(settings: object) {
    const account = crypto.randomUUID();
    await study.account(account, { polls: 0, ...settings });
    const { id, donation_url } = await study.create({ requested_data_types: ['youtube_history', 'search'] });
    const browser = participant(service.origin);
    await openLink(browser, donation_url);
    await accept(browser, id);
    const address = await authorizeUrl(browser, id);
    const callback = await answerProvider(browser, address, { account });
    await browser.call('GET', callback);
    const { searchParams } = new URL(callback);
    for (const secret of [new URL(donation_url).hash.slice(1), ...browser.cookies.values()]) secrets.add(secret);
    for (const name of ['state', 'code']) secrets.add(searchParams.get(name) ?? '');
    return { id, account };
  }

  it('holds no token, no code, no signature, no title and no address of a row', async () => {
    const good = await service.file(
      'good.zip',
      await buildArchive([{ name: ENTRY, content: activityJson(privateRecords(500)) }]),
    );
    const torn = `[${JSON.stringify(privateRecords(1)[0])},{"title":"Wq7-title","time":`;
    const bad = await service.file('bad.zip', await buildArchive([{ name: ENTRY, content: torn }]));
    const odd = await service.file(
      'odd.zip',
      await buildArchive([
        {
          name: 'Portability/My Activity/Wq7-title/MyActivity.json',
          content: activityJson(
            privateRecords(3).map((record) => ({
              ...record,
              header: 'Odd',
              products: ['Odd'],
              titleUrl: 'https://example.org/wq7videoid',
            })),
          ),
        },
      ]),
    );
    const archives = (file: string) => ({ 'myactivity.youtube': [file] });
    const whole = await give({ archives: archives(good), faults: EVERY_FAULT });
    const failed = [
      await give({ archives: archives(bad) }),
      await give({ archives: { 'myactivity.search': [odd] } }),
      await give({ final_state: 'FAILED' }),
    ];
    const erased = await give({ archives: archives(good) });
    const over = (id: string) =>
      until(
        () => study.view(id),
        ({ status }) => status === 'processed' || status === 'error',
      );
    for (const { id } of [whole, ...failed, erased]) await over(id);
    expect(await over(whole.id)).toMatchObject({ status: 'processed' });
    await study.api.get(`/api/donations/${whole.id}/data/youtube_history.csv`);
    await study.api.get(`/api/donations/${whole.id}/data/?data_type=youtube_history&limit=5`);
    await study.api.delete(`/api/donations/${erased.id}/`);
    await until(
      () => service.inspect(),
      ({ items }) => items.every(({ pk }) => !String(pk).includes(`GRANT#`)),
    );

    const simulated = JSON.parse(await readFile(path.join(service.simulator.home, 'state.json'), 'utf8'));
    for (const secret of [...Object.keys(simulated.tokens), ...Object.keys(simulated.codes)]) secrets.add(secret);
    const keys = JSON.parse(await readFile(path.join(service.home, 'aws-credentials.json'), 'utf8'));
    secrets.add(keys.secretAccessKey);

    const { items, objects } = await service.inspect();
    const executions = new DatabaseSync(path.join(service.home, 'executions', 'executions.sqlite'), { readOnly: true });
    const written = {
      logs: service.output().replaceAll(/(A donation link|Researcher token|Token).*\n?/g, ''),
      items: JSON.stringify(items),
      objects: objects.join('\n'),
      executions: JSON.stringify(executions.prepare('SELECT * FROM executions').all()),
    };
    executions.close();
    expect(secrets.size).toBeGreaterThan(25);
    for (const message of ['no answer', 'put off', 'entry refused', 'unknown layout'])
      expect(written.logs).toContain(message);
    for (const [where, text] of Object.entries(written)) {
      for (const secret of secrets) expect(text.includes(secret), `${where} hold ${secret}`).toBe(false);
      expect(text, where).not.toMatch(/X-Goog-Signature|X-Amz-Signature|Bearer |ya29\.|code_verifier=/);
    }
  });
});

describe('what an execution is told and answers', () => {
  it('is ids, counts and small flags only', async () => {
    const parts = await openParts();
    const seen: unknown[] = [];
    const steps = Object.fromEntries(
      Object.entries(STEP_FUNCTIONS).map(([name, file]) => [
        name,
        async (payload: object) => {
          const { handler } = await import(/* @vite-ignore */ `../../functions/steps/${file}`);
          seen.push(payload);
          try {
            const result = await handler(payload);
            seen.push(result);
            if (result.next === 'wait') later(result.waitSeconds * SECOND_MS);
            return result;
          } catch (error) {
            const { name: thrown, message } = error as Error;
            seen.push({ thrown, message });
            throw error;
          }
        },
      ]),
    );
    try {
      await parts.account('everything', { faults: EVERY_FAULT, polls: 1 });
      const types = ['youtube_history', 'search', 'discover'];
      const ids = await authorizedDonation({ types }, { account: 'everything' });
      expect(await runMachine('donation', steps as never, ids)).toMatchObject({ status: 'SUCCEEDED' });
      const other = await authorizedDonation({ types }, { account: 'maija' });
      expect(await runMachine('donation', steps as never, other)).toMatchObject({ status: 'SUCCEEDED' });
      const erasing = { donationId: other.donationId, by: 'participant' };
      expect(await runMachine('erase', steps as never, erasing)).toMatchObject({ status: 'SUCCEEDED' });
    } finally {
      await parts.close();
    }
    const words = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value === 'string') words.add(value);
      else if (value && typeof value === 'object') for (const inner of Object.values(value)) collect(inner);
    };
    for (const each of seen) collect(each);
    const id = /^don_[0-9A-Z]{26}$/;
    const name = /^[a-z]+(?:[._][a-z]+)*$|^[A-Z][A-Za-z.]+$/;
    expect(seen.length).toBeGreaterThan(60);
    for (const word of words) expect(id.test(word) || (name.test(word) && word.length < 40), word).toBe(true);
  });
});
