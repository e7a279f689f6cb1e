/**
 * test/chaos/run.ts — `npm run chaos`: donations while the power fails, the platform fails and people change their
 * mind, all at random but from a seed. In the end none may be lost, doubled or stuck, and nothing left over.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { insist } from '../support/insist.ts';
import { startService } from '../support/service.ts';
import { studyOf, watched } from '../support/study.ts';
import { type Given, see } from './donor.ts';
import { pauses, plans } from './plan.ts';
import { verdict } from './verdict.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    /** Donations at a time. */
    donors: { type: 'string', default: '6' },
  },
});
const [minutes, seed, donors] = [Number(values.minutes), Number(values.seed), Number(values.donors)];
/** How long a donation may take to its end once nothing disturbs it any more. */
const GRACE_MS = 180_000;
const NEWEST = Date.UTC(2024, 0, 31);
const ENTRY = 'Portability/My Activity/YouTube/MyActivity';

const service = await startService({ PROVIDER_TIMEOUT_SECONDS: '2' });
const study = studyOf(service);
console.log(`seed ${seed}, ${minutes} minutes, ${donors} donations at a time, ${service.origin}`);

const times = (rows: number): readonly number[] => Array.from({ length: rows }, (_, n) => NEWEST - n * 60_000);
const made = new Map<string, readonly string[]>();
for (const rows of [40, 4000, 60_000])
  for (const parts of [1, 2]) made.set(`${rows} ${parts}`, await makeArchive(rows, parts));

/** @returns the paths of an archive's parts: newer rows in the first */
async function makeArchive(rows: number, parts: number): Promise<readonly string[]> {
  const records = times(rows).map((time, n) => watched(n, new Date(time).toISOString()));
  const paths: string[] = [];
  for (let part = 0; part < parts; part += 1) {
    const share = records.slice((part * rows) / parts, ((part + 1) * rows) / parts);
    const entry = { name: `${ENTRY}${part ? ` ${part + 1}` : ''}.json`, content: activityJson(share) };
    paths.push(await service.file(`${rows}-${parts}-${part}.zip`, await buildArchive([entry])));
  }
  return paths;
}

const archive = (rows: number, parts: number): readonly string[] => made.get(`${rows} ${parts}`) ?? [];
const end = Date.now() + minutes * 60_000;
const given: Given[] = [];
const stuck: string[] = [];
let cuts = 0;

async function donor(drawn: ReturnType<typeof plans>): Promise<void> {
  while (Date.now() < end) {
    const plan = drawn.next().value;
    try {
      given.push(await see({ service, study, archive }, plan, end + GRACE_MS));
    } catch (error) {
      stuck.push(`${(error as Error).message}; ${JSON.stringify(plan)}`);
    }
  }
}

async function cutPower(): Promise<void> {
  for (const pause of pauses(seed)) {
    await sleep(pause);
    if (Date.now() > end) return;
    await service.kill();
    await service.restart();
    cuts += 1;
    if (cuts % 10 === 0) console.log(`${cuts} power cuts, ${given.length} donations seen through`);
  }
}

const drawn = plans(seed);
await Promise.all([cutPower(), ...Array.from({ length: donors }, () => donor(drawn))]);

// Undisturbed at last: accesses are given back, erasures are verified.
await fetch(`${service.simulator.url}/simulator/faults`, { method: 'DELETE' });
const check = () => insist(() => verdict({ service, study, times }, given), end + GRACE_MS);
const problems = await until(check, (found) => found.length === 0, GRACE_MS / 1000).catch(check);
const output = service.output();
await service.close();

const counted = (which: (one: Given) => boolean) => given.filter(which).length;
console.log(`
${given.length} donations, ${cuts} power cuts, ${counted(({ erased }) => erased)} withdrawn, ${counted(({ attempts }) => attempts > 1)} authorized more than once
rows stored and compared: ${given.filter(({ erased }) => !erased).reduce((sum, { plan }) => sum + plan.rows, 0)}
${problems.length} lost, doubled or left over, ${stuck.length} stuck`);
for (const problem of [...problems, ...stuck]) console.error(problem);
const crashes = output.split('\n').filter((line) => /^\s+at |Error:/.test(line));
if (crashes.length) console.error(`The service printed:\n${crashes.slice(0, 20).join('\n')}`);
process.exit(problems.length || stuck.length || !given.length ? 1 : 0);
