/** functions/api/sign-ins.ts — what is still to be asked for at the provider, and in how many sign-ins. */
import { type DataTypeRecord, type Donation, missingOf } from '../core/donation.ts';
import { type SignIns, signInsUnderWay } from '../core/sign-ins.ts';
import type { Provider } from '../providers/provider.ts';

type Groups = Pick<Provider, 'groupsOf' | 'signIns'>;

export type Standing = {
  /** The sign-ins that have been made, where they can be gone on with. */
  readonly made: SignIns | undefined;
  /** What each sign-in to come asks for. */
  readonly left: readonly (readonly string[])[];
  /** How many there are in all. */
  readonly of: number;
};

/** Where an authorization stands; what was answered once is not asked again. @param now milliseconds since the epoch */
export function standingOf(
  { groupsOf, signIns }: Groups,
  donation: Donation,
  types: readonly DataTypeRecord[],
  now: number,
): Standing {
  const made = signInsUnderWay(donation, now);
  const isLeft = (group: string): boolean => !made?.asked.includes(group);
  const wanted = missingOf(donation, types).map(({ data_type }) => groupsOf(data_type, donation.requested_data_types));
  const left = signIns(wanted.map((groups) => groups.filter(isLeft)));
  return { made, left, of: (made?.done ?? 0) + left.length };
}
