import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/synth.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the app as the CDK's command line does. */
const synth = (context: Record<string, unknown> = {}) =>
  spawnSync(process.execPath, ['bin/app.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });

describe('npx cdk synth', () => {
  it('needs no account, and cdk-nag finds nothing that is not meant', () => {
    const { status, stderr } = synth({ alarmEmail: 'operator@example.edu' });
    expect([status, stderr]).toEqual([0, '']);
    const report = JSON.parse(readFileSync(path.join(folder, 'validation-report.json'), 'utf8')) as {
      pluginReports?: { conclusion?: string }[];
    };
    expect(JSON.stringify(report)).not.toContain('failure');
  });

  it.each([
    [{ domainName: 'donate.example.edu' }, 'certificateArn: goes together with domainName'],
    [{ dataTypes: 'youtube_history,toktok' }, 'there is no toktok'],
  ])('ends with what is wrong with %j', (context, message) => {
    const { status, stderr } = synth(context);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('at file:');
  });
});
