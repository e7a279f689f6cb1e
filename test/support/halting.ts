/** test/support/halting.ts — a process that dies, or is overtaken by others, right before one of its writes. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { dynamo, s3, sfn } from '../../functions/clients.ts';

type Process = {
  /** What counts: a command's name, and the key of the object that it is about. */
  readonly counted: RegExp;
  /** The number of the one that it is halted before, from 1 on. */
  readonly before: number;
  /** What others do in between; it goes on afterwards. Absent: it dies. */
  readonly meanwhile: (() => Promise<unknown>) | undefined;
  commands: number;
  dead: boolean;
};
type Args = { readonly input: { readonly Key?: unknown } };
type Next = (args: Args) => Promise<object>;

const running = new AsyncLocalStorage<Process | undefined>();
const WRITES = /^(Put|Update|Delete|Create|Upload|Complete|Abort|Start)/;

async function pass(process: Process | undefined, command: string): Promise<void> {
  if (!process) return;
  if (!process.dead && process.counted.test(command)) {
    process.commands += 1;
    if (process.commands === process.before) {
      if (process.meanwhile) await running.run(undefined, process.meanwhile);
      else process.dead = true;
    }
  }
  if (process.dead) throw new Error('The process is dead');
}

/** Has the clients' calls halted. Once, after their endpoints are set. */
export function watchClients(): void {
  for (const client of [dynamo(), s3(), sfn()]) {
    const { middlewareStack } = client as unknown as {
      middlewareStack: { add(middleware: unknown, options: object): void };
    };
    const middleware =
      (next: Next, { commandName }: { readonly commandName: string }) =>
      async (args: Args) => {
        const { Key: key } = args.input;
        await pass(running.getStore(), typeof key === 'string' ? `${commandName} ${key}` : commandName);
        return next(args);
      };
    middlewareStack.add(middleware, { step: 'initialize', name: 'halting', override: true });
  }
}

/**
 * Runs something until right before its nth write.
 * @param meanwhile done then, before it goes on; absent: it ends there, and nothing that it tries is of any effect
 * @param counted by what else it is halted than writes
 * @returns whether it came so far
 * @throws what it threw, unless it is dead
 */
export async function halted(
  before: number,
  work: () => Promise<unknown>,
  meanwhile?: () => Promise<unknown>,
  counted = WRITES,
): Promise<{ readonly reached: boolean }> {
  const process: Process = { counted, before, meanwhile, commands: 0, dead: false };
  await running.run(process, async () => {
    try {
      await work();
    } catch (error) {
      if (!process.dead) throw error;
    }
  });
  return { reached: process.commands >= before };
}
