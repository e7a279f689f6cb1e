/** functions/steps/step.ts — what every step shares: the current donation, and only `StepError` leaving. */
import { ArchiveError } from '../archive/types.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { type Donation, isOpen } from '../core/donation.ts';
import { StepError } from '../core/errors.ts';
import { describeError, logger } from '../log.ts';
import { platform } from '../platform.ts';
import { type Provider, type ProviderClient, ProviderError } from '../providers/provider.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { loadGrant, updateGrant } from '../store/grants.ts';

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

/**
 * The provider's client for a donation's grant, with a fresh access token.
 * @throws StepError `GrantLost` when there is no grant (any more)
 */
export async function connect(donation: Donation): Promise<{ provider: Provider; client: ProviderClient }> {
  const provider = platform(donation.source_type);
  const grant = await loadGrant(donation.id);
  if (!grant) throw new StepError('GrantLost', 'grant_lost');
  const client = provider.open(grant);
  const refreshed = await client.refresh();
  if (refreshed.accessToken !== grant.accessToken) await updateGrant(donation.id, refreshed);
  return { provider, client };
}

/** Connects when first called, once. */
export type Connecting = () => Promise<ProviderClient>;

/** For steps that go on without the provider: what it throws then befalls each call that needed it. */
export function lazily(donation: Donation): Connecting {
  let connected: Promise<ProviderClient> | undefined;
  return () => {
    connected ??= connect(donation).then(({ client }) => client);
    return connected;
  };
}
