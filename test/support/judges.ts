/** test/support/judges.ts — a script run by the embedded interpreter, and by moto's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { placeholdersOf, type StepFunction, substitute } from '../../functions/steps/index.ts';
import { readDefinition } from '../../local/aws/definition.ts';
import type { Invoke } from '../../local/aws/lambda.ts';
import { createStepFunctions, machineArn } from '../../local/aws/stepfunctions.ts';
import { listen, shut } from '../../local/listen.ts';
import type { AslTask } from './asl.ts';
import { textOf } from './machine.ts';
import { type Moto, startMoto } from './moto.ts';
import { type Call, Failing, HANGING, type Played, play, type Script } from './scripts.ts';

export type Verdict = { readonly status: string; readonly calls: readonly Call[] };
export type Judge = { readonly judge: (script: Script) => Promise<Verdict>; readonly close: () => Promise<void> };

const stepOf = ({ Parameters: { FunctionName: text } }: AslTask): StepFunction =>
  [...placeholdersOf(text).values()][0] as StepFunction;

/** The machine with seconds in the place of minutes: pauses between attempts, and the time-outs that a script shortens. */
function hastened({ machine, timeoutSeconds }: Script): string {
  const quick = JSON.parse(textOf(machine), (key, value) => {
    if (key === 'IntervalSeconds' || key === 'BackoffRate') return 1;
    if (key === 'MaxDelaySeconds') return 2;
    if (value?.Type !== 'Task') return value;
    const seconds = timeoutSeconds?.[stepOf(value)];
    return seconds ? { ...value, TimeoutSeconds: seconds } : value;
  });
  return substitute(JSON.stringify(quick), (name) => name);
}

async function until(read: () => Promise<string | undefined>): Promise<string> {
  for (;;) {
    const status = await read();
    if (status && status !== 'RUNNING') return status;
    await pause(50);
  }
}

/** The embedded stack's interpreter. */
export async function embeddedJudge(): Promise<Judge> {
  const folder = await mkdtemp(path.join(tmpdir(), 'datagift-judge-'));
  let count = 0;
  return {
    async judge(script) {
      const played = play(script);
      const invoke: Invoke = async (step, payload) => {
        const answer = played.answer(step, payload as Record<string, unknown>);
        if (answer === HANGING) return new Promise(() => {});
        if (answer instanceof Failing) throw Object.assign(new Error('test'), { name: answer.error });
        return answer;
      };
      count += 1;
      const machines = { [script.machine]: readDefinition(hastened(script)) };
      const own = path.join(folder, String(count));
      const { service, close } = createStepFunctions({ machines, folder: own, invoke });
      const ask = async (operation: string, body: object): Promise<Record<string, string>> => {
        const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
        const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers };
        const { body: answer } = await service({ ...request, body: Buffer.from(JSON.stringify(body)) });
        return JSON.parse(String(answer));
      };
      const stateMachineArn = machineArn(script.machine);
      const { executionArn } = await ask('StartExecution', { stateMachineArn, input: JSON.stringify(script.input) });
      const status = await until(async () => (await ask('DescribeExecution', { executionArn })).status);
      await close();
      return { status, calls: played.calls };
    },
    close: () => rm(folder, { recursive: true }),
  };
}

/** A region each: moto starts one execution in a region, and fails with the next. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-west-1', 'eu-west-2'],
  ...['eu-west-3', 'eu-central-1', 'eu-north-1', 'eu-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-east-1', 'af-south-1', 'me-south-1'],
];

/** Answers Lambda's `Invoke` as the script of the region has it, which the request's signature names. */
function lambdaOf(playing: ReadonlyMap<string, Played>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const step = /^\/2015-03-31\/functions\/([\w-]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? '';
    const region = /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const payload = (await json(request)) as Record<string, unknown>;
    const answer = playing.get(region)?.answer(step, payload) ?? null;
    if (answer === HANGING) return;
    const error = answer instanceof Failing ? answer.error : undefined;
    const [, service] = /^Lambda\.(.+)$/.exec(error ?? '') ?? [];
    if (service) {
      response.writeHead(429, {
        ...{ 'content-type': 'application/json', 'x-amzn-errortype': service, 'x-amzn-requestid': 'test' },
      });
      response.end(JSON.stringify({ message: 'test' }));
    } else if (error) {
      response.writeHead(200, { 'content-type': 'application/json', 'x-amz-function-error': 'Unhandled' });
      response.end(JSON.stringify({ errorType: error, errorMessage: 'test' }));
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    }
  };
}

/** Moto's interpreter, which invokes functions of this process. */
export async function motoJudge(): Promise<Judge> {
  const playing = new Map<string, Played>();
  const answer = lambdaOf(playing);
  const lambda = createServer((request, response) => void answer(request, response));
  const moto: Moto = await startMoto(await listen(lambda, 0, '127.0.0.1'));
  const regions = REGIONS[Symbol.iterator]();
  return {
    async judge(script) {
      const { value: region, done } = regions.next();
      if (done) throw new Error('There are more scripts than regions');
      const played = play(script);
      playing.set(region, played);
      const client = new SFNClient(moto.config(region));
      const { stateMachineArn } = await client.send(
        new CreateStateMachineCommand({
          ...{ name: script.machine, definition: hastened(script), roleArn: 'arn:aws:iam::123456789012:role/test' },
        }),
      );
      const { executionArn } = await client.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(script.input) }),
      );
      const status = await until(
        async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).status,
      );
      client.destroy();
      return { status, calls: played.calls };
    },
    async close() {
      await moto.close();
      await shut(lambda);
    },
  };
}
