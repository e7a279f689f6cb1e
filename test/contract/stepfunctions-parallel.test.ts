import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readDefinition } from '../../local/aws/definition.ts';
import type { Invoke } from '../../local/aws/lambda.ts';
import { createStepFunctions, machineArn } from '../../local/aws/stepfunctions.ts';

const task = (name: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: ['$', `{${name}FunctionArn}`].join(''), Payload: {} },
  ...rest,
});
const MACHINE = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Broken', States: { Broken: task('EraseRevoke', { End: true }) } },
        {
          StartAt: 'First',
          States: { First: task('EraseItems', { Next: 'Second' }), Second: task('EraseVerify', { End: true }) },
        },
      ],
      End: true,
    },
  },
};

it('a branch goes no further when another has failed: the execution has ended', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'datagift-parallel-'));
  const [first, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const calls: string[] = [];
  const invoke: Invoke = async (name) => {
    calls.push(name);
    if (name === 'erase-items') {
      first.resolve();
      await answer.promise;
    }
    if (name !== 'erase-revoke') return {};
    await first.promise;
    throw new Error('test');
  };
  const failed = Promise.withResolvers<string>();
  const machines = { both: readDefinition(JSON.stringify(MACHINE)) };
  const onFailed = ({ status }: { readonly status: string }) => failed.resolve(status);
  const { service, close } = createStepFunctions({ machines, folder, invoke, onFailed });
  await service({
    ...{ method: 'POST', path: '/', query: new URLSearchParams() },
    headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' },
    body: Buffer.from(JSON.stringify({ stateMachineArn: machineArn('both'), input: '{}' })),
  });
  expect(await failed.promise).toBe('FAILED');
  answer.resolve();
  await pause(50);
  expect(calls.sort()).toEqual(['erase-items', 'erase-revoke']);
  await close();
  await rm(folder, { recursive: true });
});
