/**
 * test/bench/load.ts — `npm run bench:load`: many donations in flight while researchers and participants read.
 * Prints throughput, latencies, errors and memory; ends with 1 where an answer was wrong or a donation is not exact. A
 * machine that cannot hold the rate shows it in the latencies, and in calls that found no connection.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accept, answerProvider, authorizeUrl, openLink, participant, until } from '../../local/walk.ts';
import { insist } from '../support/insist.ts';
import { startService } from '../support/service.ts';
import { type DonationView, studyOf } from '../support/study.ts';
import { arrive, type Measured, percentile } from './arrivals.ts';

const { values } = parseArgs({
  options: {
    donations: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    /** Status reads a second. */
    statuses: { type: 'string', default: '300' },
    /** Page queries a second. */
    pages: { type: 'string', default: '50' },
  },
});
const [donations, seconds] = [Number(values.donations), Number(values.seconds)];
const [statuses, pages] = [Number(values.statuses), Number(values.pages)];
/** Of each archive: different, so that rows of another donation would show. */
const ROWS = [50, 500, 5000, 20_000];
/** Donations that are done before, for the pages. */
const READY = ROWS.length;

const service = await startService({ POLL_UNIT_SECONDS: '1' });
const study = studyOf(service);
const archives = await Promise.all(
  ROWS.map((rows, n) => study.youtubeArchive(`archive-${n}`, rows, new Date(Date.UTC(2024, n, 15)).toISOString())),
);

type Given = {
  readonly id: string;
  readonly archive: number;
  readonly began: number;
  readonly browser: ReturnType<typeof participant>;
};

/** A participant from the link to the callback. @param polls how long the platform takes */
async function give(n: number, polls: number): Promise<Given> {
  const archive = n % ROWS.length;
  const account = `load-${n}-${polls}`;
  await study.account(account, { archives: { 'myactivity.youtube': [archives[archive]?.path] }, polls });
  const began = Date.now();
  const created = await study.create({ requested_data_types: ['youtube_history'] });
  const browser = participant(service.origin);
  await openLink(browser, created.donation_url);
  await accept(browser, created.id);
  await browser.call('GET', await answerProvider(browser, await authorizeUrl(browser, created.id), { account }));
  return { id: created.id, archive, began, browser };
}

const ready = await Promise.all(Array.from({ length: READY }, (_, n) => give(n, 0)));
for (const { id } of ready) await study.ended(id);

const memory = { peak: 0 };
const watching = setInterval(() => {
  memory.peak = Math.max(memory.peak, residentBytes());
}, 500);
const idle = residentBytes();

const given: Given[] = [];
/** Until when donations may take, however busy the machine is. */
const patience = Date.now() + (seconds + 300) * 1000;
const done = new Map<string, number>();
/** Ten at a time come to the link, as after a mail to the panel. */
const arriving = (async () => {
  for (let n = 0; n < donations; n += 10) {
    const group = Array.from({ length: Math.min(10, donations - n) }, (_, at) =>
      // Whose page does not load comes again.
      insist(() => give(READY + n + at, 2 + (at % 2)), patience),
    );
    given.push(...(await Promise.all(group)));
  }
})();

const isOver = ({ id, status: now }: DonationView): boolean => {
  if (now === 'processed' && !done.has(id)) done.set(id, Date.now());
  return now === 'processed' || now === 'error';
};

const pick = <Value>(all: readonly Value[], n: number): Value => all[n % all.length] as Value;
const status = async (n: number): Promise<number> => {
  const { id, browser } = pick(given.length ? given : ready, n);
  // Every fourth is a participant's page that looks for news.
  const answer =
    n % 4 === 0
      ? await browser.call<DonationView>('GET', `/api/participant/donations/${id}/`)
      : await study.api.get<DonationView>(`/api/donations/${id}/`);
  isOver(answer.body);
  return answer.status;
};
const page = async (n: number): Promise<number> => {
  const { id, archive } = pick(ready, n);
  const offset = (n * 97) % (ROWS[archive] as number);
  const dates = n % 3 === 0 ? '&start_date=2023-06-01&end_date=2024-03-01' : '';
  const path = `/api/donations/${id}/data/?data_type=youtube_history&limit=100&offset=${offset}${dates}`;
  return (await study.api.get(path)).status;
};

const measured = await Promise.all([
  arrive('status reads', statuses, seconds, status),
  arrive('page queries', pages, seconds, page),
]);
await arriving;
for (const { id } of given) await insist(() => until(() => study.view(id), isOver, 300), patience);
clearInterval(watching);

const wrong: string[] = [];
for (const { id, archive } of [...ready, ...given]) {
  const expected = archives[archive]?.records.map(({ time }) => Date.parse(time)) ?? [];
  const view = await insist(() => study.view(id), patience);
  const times =
    view.status === 'processed' ? (await study.allRows(id, 'youtube_history')).map(({ timestamp }) => timestamp) : [];
  const counts = view.data_types[0]?.counts;
  const exact = times.length === expected.length && times.every((time, at) => time === expected[at]);
  if (!exact || counts?.kept !== expected.length)
    wrong.push(`${id}: ${view.error?.code ?? view.status}, ${times.length} of ${expected.length} rows`);
}
await service.close();

/** Resident memory of the service: its process and the workers in it. */
function residentBytes(): number {
  const statm = readFileSync(`/proc/${service.pid()}/statm`, 'utf8').split(' ');
  return Number(statm[1]) * 4096;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`.padStart(9);
const line = ({ name, latencies, errors, seconds: time }: Measured): string => {
  const failed = [...errors].map(([code, count]) => `${count} × ${code}`).join(', ') || 'none';
  const rate = (latencies.length / time).toFixed(0);
  const shares = [0.5, 0.95, 0.99, 1].map((share) => ms(percentile(latencies, share))).join('');
  return `${name.padEnd(14)}${String(latencies.length).padStart(8)}${rate.padStart(8)}/s${shares}   ${failed}`;
};
const took = given.map(({ id, began }) => (done.get(id) ?? Date.now()) - began);
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
console.log(`
${' '.repeat(14)}${'calls'.padStart(8)}${'rate'.padStart(10)}${['p50', 'p95', 'p99', 'max'].map((name) => name.padStart(9)).join('')}   errors
${measured.map(line).join('\n')}

donations      ${given.length} in flight with ${statuses} status reads and ${pages} page queries a second due
to processed   ${(percentile(took, 0.5) / 1000).toFixed(1)} s p50, ${(percentile(took, 0.95) / 1000).toFixed(1)} s p95 (the platform's own waits included)
exact          ${given.length + ready.length - wrong.length} of ${given.length + ready.length}
memory         ${megabytes(idle)} idle, ${megabytes(memory.peak)} at most`);
for (const problem of wrong) console.error(problem);
const faults = measured.flatMap(({ errors }) => [...errors.keys()]).filter((code) => /^\d+$/.test(code));
process.exit(wrong.length || faults.length ? 1 : 0);
