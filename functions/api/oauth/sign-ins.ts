/** functions/api/oauth/sign-ins.ts — several sign-ins at the provider that together are one authorization. */
import type { Donation, SignIns } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import type { Provider } from '../../providers/provider.ts';
import { comingFrom, updateDonation } from '../../store/donations.ts';
import { hasGrant, saveGrant, updateGrant } from '../../store/grants.ts';
import { beginWork } from '../../store/work.ts';

const NONE: Omit<SignIns, 'groups'> = { done: 0, granted: [] };

/**
 * The sign-ins that a donation needs: those under way, as long as they are for the same groups and what they granted
 * is still there; else from the beginning. Nothing where one is enough.
 */
export async function signInsFor(
  provider: Provider,
  { id, sign_ins }: Donation,
  groups: readonly string[],
): Promise<SignIns | undefined> {
  const divided = provider.signIns(groups);
  if (divided.length < 2) return undefined;
  const isSame = JSON.stringify(sign_ins?.groups) === JSON.stringify(divided);
  // What was granted long ago is given back by the sweep.
  const isThere = sign_ins && isSame && (!sign_ins.granted.length || (await hasGrant(id)));
  return isThere ? sign_ins : { groups: divided, ...NONE };
}

/** Notes sign-ins; for whoever began them meanwhile they are the same. @returns whether it is still awaited */
export const noteSignIns = async ({ id, execution }: Donation, sign_ins: SignIns): Promise<boolean> => {
  const condition = { status: comingFrom('authorized'), execution, notAt: 'consent' as const };
  return (await updateDonation(id, condition, { sign_ins, step: 'authorize', last_attempt: undefined })) !== undefined;
};

/**
 * What stands after another sign-in: its grant is kept before it is noted, beside those of the ones before.
 * @param grant absent where it was refused
 * @param now milliseconds since the epoch
 * @returns undefined when what was granted before is gone, so that all begins anew
 */
export async function after(
  provider: Provider,
  { id }: Donation,
  { groups, done, granted }: SignIns,
  grant: Grant | undefined,
  now: number,
): Promise<SignIns | undefined> {
  const asked = groups[done] ?? [];
  const allowed = new Set(grant ? provider.grantedGroups(grant.scopes) : []);
  const more = asked.filter((group) => allowed.has(group));
  if (grant && more.length) {
    await beginWork(id, now);
    if (!granted.length) await saveGrant(id, grant);
    else if (!(await updateGrant(id, done, grant))) return undefined;
  }
  return { groups, done: done + 1, granted: [...granted, ...more] };
}

/** Whether sign-ins remain. */
export const remain = ({ groups, done }: SignIns): boolean => done < groups.length;
