/** bin/admin/status.ts — `npm run admin -- status`: what is under way, what stands still, what waits, what alarms. */
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { SECOND_MS } from '../../functions/core/clock.ts';
import { isOpen } from '../../functions/core/donation.ts';
import { required } from '../../functions/env.ts';
import { isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { isDonationRunning, isReleaseRunning } from '../../functions/store/executions.ts';
import { findReceipt } from '../../functions/store/receipts.ts';
import { listWork, type Work } from '../../functions/store/work.ts';
import { type Command, facts, type Output, readNothing, type Service } from './command.ts';

type Standing = 'running' | 'stuck' | 'erasing' | 'revoking' | 'closing' | 'releasing';

/** What began a moment ago may not have started yet; the sweep leaves it alone for as long. */
const isFresh = ({ since }: Work): boolean =>
  Date.parse(since) > Date.now() - required('SWEEP_AFTER_SECONDS') * SECOND_MS;

/** @returns undefined when there is no such donation */
export async function standingOf(work: Work): Promise<Standing | undefined> {
  const { donation_id: id } = work;
  const stored = await lookUpDonation(id);
  if (!stored) return undefined;
  if (isTombstone(stored)) {
    const proof = await findReceipt(stored.receipt);
    return proof?.erased_at ? 'revoking' : 'erasing';
  }
  const isReleased = stored.reviewing?.release_at !== undefined;
  if (!isOpen(stored) && !isReleased) return 'closing';
  const isAtWork = isReleased ? isReleaseRunning : isDonationRunning;
  const knows = process.env.DONATION_MACHINE_ARN !== undefined;
  if (knows && !isFresh(work) && !(await isAtWork(id, stored.execution))) return 'stuck';
  return isReleased ? 'releasing' : 'running';
}

/** Alarms that ring now, by name. */
async function ringing(stackName: string): Promise<readonly string[]> {
  const client = new CloudWatchClient({});
  const { MetricAlarms: alarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: `${stackName}-`, StateValue: 'ALARM' }),
  );
  client.destroy();
  return alarms.map(({ AlarmName: name = '' }) => name);
}

async function collect({ kind, name }: Service): Promise<Output> {
  const work = await listWork();
  const standings = await Promise.all(work.map(async (each) => ({ ...each, standing: await standingOf(each) })));
  const of = (standing: Standing) => standings.filter((each) => each.standing === standing);
  const oldest =
    of('revoking')
      .map(({ since }) => since)
      .sort()[0] ?? null;
  const alarms = kind === 'stack' ? await ringing(name.replace('the stack ', '')) : [];
  const stuck = of('stuck').map(({ donation_id }) => donation_id);
  const json = {
    ...{
      running: of('running').length,
      releasing: of('releasing').length,
      closing: of('closing').length,
      erasing: of('erasing').length,
    },
    ...{ revoking: of('revoking').length, oldest_revocation: oldest, stuck, alarms },
  };
  const text = facts([
    ['Donations being fetched', json.running],
    ['Donations standing still', stuck.length ? `${stuck.length}: ${stuck.join(', ')}` : 0],
    ['Reviews being released', json.releasing],
    ['Access being given back', json.closing],
    ['Being erased', json.erasing],
    ['Revocations waiting', oldest ? `${json.revoking}, the oldest since ${oldest}` : 0],
    ...(kind === 'stack' ? ([['Alarms', alarms.join(', ') || 'none']] as const) : []),
  ]);
  return { json, text, failed: stuck.length > 0 || alarms.length > 0 };
}

export const status: Command = (args) => {
  const asJson = readNothing(args);
  return { asJson, run: collect };
};
