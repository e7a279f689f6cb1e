/**
 * test/bench/measure.ts — measures in a process of its own, and prints JSON.
 * Arguments: `stages <file.json> <rounds>`, `memory <file.json> <stage>` or `queries <file.json>`.
 */
import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { openTable, type Table } from '../../functions/archive/table.ts';
import type { RangeSource } from '../../functions/archive/types.ts';
import { type ActivityFile, SPAN, TWENTIETH } from './activity.ts';
import { expected, ingest, STAGES, type Stage, storedPath } from './stages.ts';

const [what, path = '', argument = ''] = process.argv.slice(2);
const file = JSON.parse(readFileSync(path, 'utf8')) as ActivityFile;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function timed(stage: Stage): Promise<number> {
  const start = performance.now();
  const found = await STAGES[stage](file);
  const took = performance.now() - start;
  if (found !== expected(stage, file)) throw new Error(`${stage} found ${found} instead of ${expected(stage, file)}`);
  return took;
}

/** The stages in turn, round by round, so that a slow minute of the machine meets all of them. */
async function stages(rounds: number) {
  const times = Object.fromEntries(Object.keys(STAGES).map((stage) => [stage, [] as number[]]));
  await timed('inflate');
  for (let round = 0; round < rounds; round += 1) {
    for (const stage of Object.keys(STAGES) as Stage[]) times[stage]?.push(await timed(stage));
  }
  const ofInflate = (stage: string) =>
    median((times.inflate ?? []).map((time, round) => time / (times[stage]?.[round] ?? 0)));
  return Object.fromEntries(Object.keys(STAGES).map((stage) => [stage, ofInflate(stage)]));
}

async function memory(stage: Stage) {
  await timed(stage);
  return { peak_mib: process.resourceUsage().maxRSS / 1024 };
}

type Read = { readonly bytes: number };

/** Pages and counts of a stored file: how long, how many ranged reads, how many bytes. */
async function queries() {
  await ingest(file, SPAN);
  const handle = await open(storedPath(file));
  let reads: Read[] = [];
  const source: RangeSource = {
    size: statSync(storedPath(file)).size,
    ranged: true,
    async *stream(start, end) {
      reads.push({ bytes: end - start });
      const bytes = Buffer.alloc(end - start);
      await handle.read(bytes, 0, bytes.length, start);
      yield bytes;
    },
  };
  const footer = Buffer.alloc(8);
  await handle.read(footer, 0, 8, source.size - 8);
  const table = await openTable(source, { footerBytes: footer.readUInt32LE(0) + 8 });
  async function ask(run: (table: Table) => Promise<unknown>) {
    const times: number[] = [];
    for (let round = 0; round < 21; round += 1) {
      reads = [];
      const start = performance.now();
      await run(table);
      times.push(performance.now() - start);
    }
    return { ms: median(times), reads: reads.length, kb: reads.reduce((sum, { bytes }) => sum + bytes, 0) / 1000 };
  }
  const page = (offset: number) => ask((each) => each.page({ offset, limit: 100, maxBytes: 5e6 }));
  const pages = { start: await page(0), middle: await page(file.rows / 2), end: await page(file.rows - 100) };
  let single = 0;
  const offsets = Array.from({ length: 400 }, (_, n) => Math.floor((n * 7919 * 100) % (file.rows - 100)));
  let most = 0;
  for (const offset of offsets) {
    reads = [];
    await table.page({ offset, limit: 100, maxBytes: 5e6 });
    if (reads.length <= 1) single += 1;
    most = Math.max(most, reads.length);
  }
  const counted = await table.count(TWENTIETH);
  if (counted.count !== file.kept) throw new Error(`${counted.count} instead of ${file.kept} rows counted`);
  const count = await ask((each) => each.count(TWENTIETH));
  await handle.close();
  return { pages, single_read_share: single / offsets.length, most_reads: most, count };
}

const measured = { stages: () => stages(Number(argument)), memory: () => memory(argument as Stage), queries };
const run = measured[what as keyof typeof measured];
if (!run) throw new Error(`Nothing is called ${what}`);
console.log(JSON.stringify(await run()));
