import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate, participant, until } from '../../local/walk.ts';
import { freePort, type Service, startProgram, startService } from '../support/service.ts';
import { studyOf } from '../support/study.ts';

describe.concurrent('a home folder that is damaged', () => {
  let service: Service;
  let copies: string;
  beforeAll(async () => {
    service = await startService();
    const study = studyOf(service);
    const { donation_url } = await study.create({ requested_data_types: ['youtube_history'] });
    const { id } = await donate(participant(service.origin), donation_url, { account: 'partial' });
    await study.ended(id);
    await service.kill();
    copies = await mkdtemp(path.join(tmpdir(), 'datagift-homes-'));
  });
  afterAll(async () => {
    await rm(copies, { recursive: true });
    await service.close();
  });

  const GARBAGE = 'x'.repeat(5000);
  const damages = {
    'holds something else': (file: string) => writeFile(file, GARBAGE),
    'is empty': (file: string) => writeFile(file, ''),
    'is gone': (file: string) => rm(file, { recursive: true }),
  };

  it.each<{ file: string; damage: keyof typeof damages; named?: string }>([
    { file: 'aws-credentials.json', damage: 'holds something else' },
    { file: 'keys.json', damage: 'holds something else' },
    { file: 'kms.json', damage: 'holds something else' },
    { file: 'kms.json', damage: 'is gone' },
    { file: 'lock', damage: 'holds something else' },
    { file: 'executions/executions.sqlite', damage: 'holds something else' },
    { file: 'events/events.sqlite', damage: 'holds something else' },
    { file: 's3/catalogue.sqlite', damage: 'holds something else' },
    { file: 's3/catalogue.sqlite', damage: 'is empty' },
    { file: 's3', damage: 'is gone' },
    { file: 'dynamodb/CURRENT', damage: 'holds something else', named: 'dynamodb' },
    { file: 'dynamodb', damage: 'is gone' },
  ])('$file $damage: it is named, with what to do, and nothing is changed', async ({ file, damage, named = file }) => {
    const home = path.join(copies, crypto.randomUUID());
    await cp(service.home, home, { recursive: true });
    // What was being written when the power went is set right first; a file beside it would do that for a damaged one.
    for (const journal of ['-wal', '-shm']) await rm(path.join(home, `${file}${journal}`), { force: true });
    await damages[damage](path.join(home, file));
    const run = await startProgram({ DATAGIFT_HOME: home, PORT: String(await freePort()), SIMULATOR_PORT: '0' }, '\0');
    expect(await run.ended).toBe(1);
    const output = run.output();
    expect(output).toContain(path.join(home, named));
    expect(output).toMatch(/Put (it )?back/);
    expect(output).not.toMatch(/\n\s+at /);
    if (damage === 'holds something else') expect(await readFile(path.join(home, file), 'utf8')).toBe(GARBAGE);
  });
});

/** A disk of its own, as small as is asked for, for whoever enters it. @returns undefined where that is not allowed */
async function smallDisk(folder: string, megabytes: number) {
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs ${folder} && echo mounted && exec sleep 600`;
  const holder = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', mount]);
  const mounted = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'exit').then(() => false),
    once(holder, 'error').then(() => false),
  ]);
  if (!mounted) return undefined;
  return {
    enter: [
      'nsenter',
      `--wd=${process.cwd()}`,
      `--target=${holder.pid}`,
      '--user',
      '--preserve-credentials',
      '--mount',
    ],
    filler: `/proc/${holder.pid}/root${folder}/filler`,
    remove: () => holder.kill('SIGKILL'),
  };
}

describe('a disk that is full', () => {
  it('stops the service in words, loses nothing it had confirmed, and it goes on when there is space', async (context) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'datagift-disk-'));
    const disk = await smallDisk(folder, 64);
    if (!disk) {
      const reason = 'no disk can be mounted here, for unshare is not allowed';
      console.warn(`A disk that is full is not tested: ${reason}.`);
      return context.skip(reason);
    }
    const service = await startService({ DATAGIFT_HOME: path.join(folder, 'home') }, disk.enter);
    const study = studyOf(service);
    const { path: archive } = await study.youtubeArchive('youtube', 500);
    const give = async (account: string, polls: number) => {
      await study.account(account, { archives: { 'myactivity.youtube': [archive] }, polls });
      const { donation_url } = await study.create({ requested_data_types: ['youtube_history'] });
      return (await donate(participant(service.origin), donation_url, { account })).id;
    };
    const done = async (id: string) =>
      until(
        () => study.view(id),
        ({ status }) => status === 'processed',
      );
    const first = await give('quick', 0);
    await done(first);
    const rows = await study.allRows(first, 'youtube_history');
    const second = await give('interrupted', 1);

    await expect(writeFile(disk.filler, Buffer.alloc(64 * 1024 ** 2))).rejects.toMatchObject({ code: 'ENOSPC' });
    const confirmed = [first, second];
    for (;;) {
      const created = await study.create({ requested_data_types: ['search'] }).catch(() => undefined);
      if (!created) break;
      confirmed.push(created.id);
    }
    expect(await service.ended()).toBe(1);
    expect(service.output()).toContain(
      'The disk is full, so Datagift has stopped. Nothing that it had confirmed is lost.',
    );
    expect(service.output()).toContain(path.join(folder, 'home'));

    await rm(disk.filler);
    await service.restart();
    expect(await study.allRows(first, 'youtube_history')).toEqual(rows);
    await done(second);
    for (const id of confirmed) expect((await study.view(id)).id).toBe(id);
    await service.close();
    disk.remove();
    await rm(folder, { recursive: true });
  });
});
