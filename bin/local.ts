/** bin/local.ts — `npm start`: the whole service on this machine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { PROVIDER_ENV } from '../functions/constants.ts';
import { isDiskFull } from '../local/damage.ts';
import { requireNode } from '../local/node-version.ts';
import { takenPorts } from '../local/ports.ts';

requireNode();
if (existsSync('.env')) process.loadEnvFile('.env');

const port = Number(process.env.PORT || 8000);
const simulatorPort = Number(process.env.SIMULATOR_PORT || 8010);
const home = process.env.DATAGIFT_HOME || '.local';

const bold = (text: string): string => styleText('bold', text);
const dim = (text: string): string => styleText('dim', text);

/** Says in one line what is wrong and what to do, and ends. */
function giveUp(message: string): never {
  console.error(message);
  process.exit(1);
}

const DISK_FULL = `
  The disk is full, so Datagift has stopped. Nothing that it had confirmed is lost.
  Free some space where ${path.resolve(home)} lies and start it again: it goes on where it was.
`;
process.on('uncaughtException', (error) => {
  if (isDiskFull(error)) giveUp(DISK_FULL);
  console.error(error);
  process.exit(1);
});

const simulates = Object.values(PROVIDER_ENV).some(({ clientId }) => !process.env[clientId]);
const ports = { PORT: port, ...(simulates && { SIMULATOR_PORT: simulatorPort }) };
const taken = await takenPorts(ports);
if (taken) giveUp(taken);

const [{ buildSite }, { simulatedProviders, startStack }, { researcher }, { PROVIDERS }] = await Promise.all([
  import('../local/build-site.ts'),
  import('../local/stack.ts'),
  import('../local/walk.ts'),
  import('../functions/providers/index.ts'),
]);

async function start() {
  await buildSite();
  const publicOrigin = process.env.PUBLIC_ORIGIN;
  const onDiskFull = () => giveUp(DISK_FULL);
  return startStack({ home, port, simulatorPort, onDiskFull, ...(publicOrigin && { publicOrigin }) });
}

/** Before the stack gives the simulated ones credentials of its own. */
const simulated = simulatedProviders();
const stack = await start().catch((error: Error) => giveUp(isDiskFull(error) ? DISK_FULL : error.message));
const { post } = researcher(`http://localhost:${port}`, stack.researcherToken);
const { body } = await post<{ donation_url: string }>('/api/donations/', { source_type: 'google_portability' });
const titlesOf = (isSimulated: boolean): string => {
  const titles = Object.values(PROVIDERS).filter(({ sourceType }) => simulated.includes(sourceType) === isSimulated);
  return new Intl.ListFormat('en').format(titles.map(({ title }) => title));
};
const platforms = [
  ...(titlesOf(true) ? [`Simulated: ${titlesOf(true)}, at ${stack.simulator?.url}`] : []),
  ...(titlesOf(false) ? [`Real: ${titlesOf(false)}`] : []),
];

console.log(`
  ${bold('Datagift')} is running.

  ${bold('Site')}              ${stack.origin}
  ${bold('A donation link')}   ${body.donation_url}
  ${bold('Researcher token')}  ${stack.researcherToken}

  ${dim(platforms.join('. '))}
  ${dim('Open the link as a participant, or ask as a researcher:')}

  curl ${stack.origin}/api/donations/ -H "Authorization: Token ${stack.researcherToken}"

  ${dim(`The API: ${stack.origin}/api/docs/   Data: ${path.resolve(home)}`)}
  ${dim('Ctrl-C stops it; the data stays.')}
`);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    void stack.close().then(() => process.exit(0));
  });
}
