/** functions/store/donation-condition.ts — as what a donation must be found for a change of it to be made. */
import type { Donation, Step, StoredStatus } from '../core/donation.ts';
import type { Condition } from './items.ts';

type Ownership = Pick<Donation, 'consent_session_hash' | 'participant_id'>;

export type DonationCondition = {
  /** The statuses it must be in. */
  readonly status?: readonly StoredStatus[];
  /** The execution that writes; a later one makes it stale. */
  readonly execution?: number;
  /** The step it must not be at yet: of steps that run side by side the first one writes. */
  readonly notAt?: Step;
  /** The donation with the sign-ins under way that were read: of two answers to one question the first one counts. */
  readonly signInsOf?: Pick<Donation, 'sign_ins'>;
  /** The version of the review that was read. */
  readonly reviewVersion?: number;
  /** The donation as it was read: whose it is has not changed since. */
  readonly ownedAs?: Ownership;
};

/** The sign-ins as they were read, told by when they began and how many they are. */
const sameSignIns = ({ sign_ins }: Pick<Donation, 'sign_ins'>): Condition =>
  sign_ins
    ? {
        expression: '#signIns.#since = :since AND #signIns.#done = :done',
        names: { '#signIns': 'sign_ins', '#since': 'since', '#done': 'done' },
        values: { ':since': sign_ins.since, ':done': sign_ins.done },
      }
    : { expression: 'attribute_not_exists(#signIns)', names: { '#signIns': 'sign_ins' } };

/** Nobody else has consented since, and no personal link was made or taken away. */
function sameOwner({ consent_session_hash, participant_id }: Ownership): Condition {
  const same = (name: string, value: string | undefined, as: string): string =>
    value ? `${name} = ${as}` : `attribute_not_exists(${name})`;
  return {
    expression: [
      same('consent_session_hash', consent_session_hash, ':consented'),
      same('participant_id', participant_id, ':participant'),
    ].join(' AND '),
    values: {
      ...(consent_session_hash && { ':consented': consent_session_hash }),
      ...(participant_id && { ':participant': participant_id }),
    },
  };
}

/** The condition as the table reads it. */
export function isCurrent({
  status,
  execution,
  notAt,
  signInsOf,
  ownedAs,
  reviewVersion,
}: DonationCondition): Condition {
  const signIns = signInsOf && sameSignIns(signInsOf);
  const owner = ownedAs && sameOwner(ownedAs);
  return {
    expression: [
      'attribute_exists(pk) AND attribute_not_exists(erased_at)',
      status && `#status IN (${status.map((_, at) => `:s${at}`).join(', ')})`,
      execution !== undefined && '#execution = :execution',
      notAt && '#at <> :at',
      reviewVersion !== undefined && '#reviewing.#version = :version',
      signIns?.expression,
      owner?.expression,
    ]
      .filter(Boolean)
      .join(' AND '),
    names: {
      ...(status && { '#status': 'status' }),
      ...(execution !== undefined && { '#execution': 'execution' }),
      ...(notAt && { '#at': 'step' }),
      ...(reviewVersion !== undefined && { '#reviewing': 'reviewing', '#version': 'version' }),
      ...signIns?.names,
    },
    values: {
      ...(status && Object.fromEntries(status.map((value, at) => [`:s${at}`, value]))),
      ...(execution !== undefined && { ':execution': execution }),
      ...(notAt && { ':at': notAt }),
      ...(reviewVersion !== undefined && { ':version': reviewVersion }),
      ...signIns?.values,
      ...owner?.values,
    },
  };
}
