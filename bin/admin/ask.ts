/** bin/admin/ask.ts — asks before something is destroyed. */
import { createInterface } from 'node:readline/promises';

/** @throws Error when the answer is no, or nobody is there to ask */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new Error(`${question} Nobody is there to ask: add --yes if it is meant.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${question} Type yes to go on: `);
  lines.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new Error('Nothing was done.');
}
