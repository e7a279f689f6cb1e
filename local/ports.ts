/** local/ports.ts — whether ports are free, before anything is opened on them. */
import { createServer } from 'node:net';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** @returns a free port above the given one, or the given one + 1 where none of the next twenty is */
async function freeAbove(port: number): Promise<number> {
  for (let next = port + 1; next <= port + 20; next += 1) if (await isFree(next)) return next;
  return port + 1;
}

/**
 * @param ports by the environment variable that sets each
 * @returns what to say where one is taken: which, and the command that chooses others; undefined when all are free
 */
export async function takenPorts(ports: Readonly<Record<string, number>>): Promise<string | undefined> {
  const taken: [string, number][] = [];
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port))) taken.push([name, port]);
  if (!taken.length) return undefined;
  const numbers = taken.map(([, port]) => port).join(' and ');
  const others = await Promise.all(taken.map(async ([name, port]) => `${name}=${await freeAbove(port)}`));
  const [port, is, another] = taken.length > 1 ? ['Ports', 'are', 'others'] : ['Port', 'is', 'another'];
  return `${port} ${numbers} ${is} taken, perhaps by another \`npm start\`. Choose ${another}: ${others.join(' ')} npm start`;
}
