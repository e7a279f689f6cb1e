/** functions/steps/step.ts — what every step shares: the current donation, and only `StepError` leaving. */
import { ArchiveError } from '../archive/types.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { type Donation, isOpen } from '../core/donation.ts';
import { StepError } from '../core/errors.ts';
import type { Grant } from '../core/grant.ts';
import { describeError, logger } from '../log.ts';
import { platform } from '../platform.ts';
import { type GrantKeeper, type Provider, type ProviderClient, ProviderError } from '../providers/provider.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { loadGrants, updateGrant } from '../store/grants.ts';

/** What every step of the donation machine is told. */
export type StepInput = { readonly donationId: string; readonly execution: number };

export type StepContext = { readonly clock: Clock; readonly random: () => number };

const context: StepContext = { clock: systemClock, random: Math.random };

/**
 * Makes a Lambda handler of a step.
 * @throws StepError only; any other error is logged without its message and passed on by its name
 */
export const step =
  <Input extends object, Output>(name: string, run: (input: Input, context: StepContext) => Promise<Output>) =>
  async (input: Input): Promise<Output> => {
    logger.appendKeys({ step: name, donation_id: (input as Partial<StepInput>).donationId });
    try {
      return await run(input, context);
    } catch (error) {
      const outcome = toStepError(error);
      if (outcome.name !== 'Superseded') logger.warn('step failed', describeError(error));
      throw outcome;
    }
  };

/** Maps what a provider or an archive threw to what the state machine knows. */
function toStepError(error: unknown): Error {
  if (error instanceof StepError) return error;
  if (error instanceof ProviderError) {
    if (error.code === 'grant_lost' || error.code === 'job_gone')
      return new StepError('GrantLost', 'grant_lost', error);
    if (error.code === 'unavailable' || error.code === 'corrupt') {
      return new StepError('RetryableProviderError', 'provider_unavailable', error);
    }
  }
  // Only the name crosses: a library's message may hold a URL or a value.
  const named = new Error(error instanceof ArchiveError ? error.reason : 'internal');
  named.name = error instanceof Error ? error.name : 'Error';
  return named;
}

/**
 * The donation, as long as this execution is the one that may write. Steps call it before each write.
 * @throws StepError `Superseded` when it was erased, or a later execution has taken over
 */
export async function current({ donationId, execution }: StepInput): Promise<Donation> {
  const stored = await lookUpDonation(donationId);
  if (!stored || isTombstone(stored) || stored.execution !== execution) throw new StepError('Superseded', 'internal');
  return stored;
}

/**
 * The donation, as long as this execution is the one that may fetch and store for it.
 * @throws StepError `Superseded`, also when the donation has been settled
 */
export async function unsettled(input: StepInput): Promise<Donation> {
  const donation = await current(input);
  if (!isOpen(donation)) throw new StepError('Superseded', 'internal');
  return donation;
}

/** What a conditional write must have found. @throws StepError `Superseded` when it did not */
export function written<Result>(result: Result | undefined): Result {
  if (result === undefined) throw new StepError('Superseded', 'internal');
  return result;
}

/** A donation's grants, each with its client. */
export type Connection = {
  readonly provider: Provider;
  readonly clients: readonly ProviderClient[];
  /** The client whose grant allows the group. */
  of(group: string): ProviderClient;
};

/**
 * The provider's clients for a donation's grants, with fresh access tokens.
 * @throws StepError `GrantLost` when there is no grant (any more)
 */
export async function connect(donation: Donation): Promise<Connection> {
  const provider = await platform(donation.source_type);
  const clients = openAll(provider, await loadGrants(donation.id), withDonation(donation.id));
  if (!clients.length) throw new StepError('GrantLost', 'grant_lost');
  for (const { refresh } of clients) await refresh();
  return {
    provider,
    clients: clients.map(({ client }) => client),
    of(group) {
      const allows = ({ client }: OpenGrant) => provider.grantedGroups(client.grant.scopes).includes(group);
      // Where none says so, the provider is to say that it is not granted.
      return (clients.find(allows) ?? (clients[0] as OpenGrant)).client;
    },
  };
}

/** Where the grants of a donation are kept. */
export const withDonation =
  (donationId: string) =>
  (number: number): GrantKeeper => ({
    save: async (refreshed) => void (await updateGrant(donationId, number, refreshed)),
    load: async () => (await loadGrants(donationId))[number],
  });

/** A client, and how its token is kept fresh. */
export type OpenGrant = { readonly client: ProviderClient; refresh(): Promise<void> };

/**
 * Opens each grant by itself: one that is lost hinders no other.
 * @param keeperOf where each is kept
 */
export const openAll = (
  provider: Provider,
  grants: readonly Grant[],
  keeperOf: (number: number) => GrantKeeper,
): readonly OpenGrant[] =>
  grants.map((grant, number) => {
    const client = provider.open(grant, keeperOf(number));
    return { client, refresh: async () => void (await client.refresh()) };
  });

/** Connects when first called, once. @returns the client for a group */
export type Connecting = (group: string) => Promise<ProviderClient>;

/** For steps that go on without the provider: what it throws then befalls each call that needed it. */
export function lazily(donation: Donation): Connecting {
  let connected: Promise<Connection> | undefined;
  return async (group) => {
    connected ??= connect(donation);
    return (await connected).of(group);
  };
}
