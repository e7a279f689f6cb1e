/** bin/admin/ask.ts — asks before something is destroyed. */
import { createInterface } from 'node:readline/promises';

type Terminal = { readonly input: NodeJS.ReadableStream & { isTTY?: boolean }; readonly output: NodeJS.WritableStream };

/** @throws Error when the answer is no, or nobody is there to ask */
export async function confirm(
  question: string,
  yes: boolean,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<void> {
  if (yes) return;
  if (!input.isTTY) throw new Error(`${question} Nobody is there to ask: add --yes if it is meant.`);
  const lines = createInterface({ input, output });
  // Ctrl-D ends the input without an answer, which `question` would wait for as long as the process lives.
  const left = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(`${question} Type yes to go on: `), left]);
  lines.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new Error('Nothing was done.');
}
