/** test/support/steps.ts — steps called by hand on the embedded AWS and the simulator, under a clock of the test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { acceptGrant } from '../../functions/api/oauth/accept-grant.ts';
import { application } from '../../functions/application.ts';
import { toTimestamp } from '../../functions/core/clock.ts';
import { consentText } from '../../functions/core/consent.ts';
import type { Donation, SourceType } from '../../functions/core/donation.ts';
import type { Grant } from '../../functions/core/grant.ts';
import { newId } from '../../functions/core/id.ts';
import type { Period } from '../../functions/core/period.ts';
import { codeChallenge, hashToken, newSecret } from '../../functions/core/token.ts';
import { platform } from '../../functions/platform.ts';
import { providerOf } from '../../functions/providers/index.ts';
import { createDataTypes } from '../../functions/store/data-types.ts';
import { createDonation, updateDonation } from '../../functions/store/donations.ts';
import { saveGrant } from '../../functions/store/grants.ts';
import { createSession } from '../../functions/store/sessions.ts';
import { consentWording } from '../../functions/wordings.ts';
import type { Definition } from '../../local/aws/definition.ts';
import { createDynamo } from '../../local/aws/dynamodb.ts';
import { startGateway } from '../../local/aws/gateway.ts';
import { createKms } from '../../local/aws/kms.ts';
import { createLambda, type Invoke } from '../../local/aws/lambda.ts';
import { createS3 } from '../../local/aws/s3/service.ts';
import { createStepFunctions, machineArn } from '../../local/aws/stepfunctions.ts';
import { BUCKET, homeCredentials, prepare, REGION, TABLE } from '../../local/environment.ts';
import { startSimulator } from '../../local/simulators/server.ts';
import { answerProvider, type ProviderChoice, participant } from '../../local/walk.ts';

const ORIGIN = 'http://localhost:1';

/** What a step is told. */
export type Ids = { readonly donationId: string; readonly execution: number };

/** A machine of one task: what it does is `invoke`'s to say. */
const oneTask = (name: string): Definition => ({
  StartAt: 'Run',
  States: {
    Run: {
      Type: 'Task',
      ...{ Resource: 'arn:aws:states:::lambda:invoke', End: true },
      Parameters: { FunctionName: name, ...{ 'Payload.$': '$' } },
    },
  },
});

/**
 * Opens everything but the state machines, in whose place are machines of one task each, `donation` and `erase`.
 * Time stands still unless the test moves it by `vi.setSystemTime`.
 */
export async function openParts(invoke: Invoke = async () => ({})) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T12:00:00Z') });
  const home = await mkdtemp(path.join(tmpdir(), 'datagift-steps-'));
  const simulator = await startSimulator({ home: path.join(home, 'simulator') });
  const credentials = homeCredentials(home);
  const [dynamo, s3] = [createDynamo({ folder: path.join(home, 'd') }), createS3({ folder: path.join(home, 's') })];
  const machines = { donation: oneTask('donation'), erase: oneTask('erase') };
  const steps = createStepFunctions({ machines, folder: path.join(home, 'e'), invoke });
  const lambda = createLambda({ invoke, folder: path.join(home, 'q') });
  const kms = createKms({ keyFile: path.join(home, 'kms.json') });
  const services = {
    dynamodb: dynamo.service,
    s3: s3.service,
    kms,
    states: steps.service,
    lambda: lambda.service,
  };
  const gateway = await startGateway({ services, credentials });
  const keys = await prepare(home, { endpoint: gateway.url, region: REGION, credentials });
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: gateway.url, AWS_REGION: REGION },
    ...{ AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    ...{ TABLE_NAME: TABLE, DATA_BUCKET: BUCKET, DATA_KEY_ID: keys.data, GRANTS_KEY_ID: keys.grants },
    ...{ DONATION_MACHINE_ARN: machineArn('donation'), ERASE_MACHINE_ARN: machineArn('erase') },
    RELEASE_MACHINE_ARN: machineArn('release'),
    ...{ PUBLIC_ORIGIN: ORIGIN, POLL_UNIT_SECONDS: '60', POWERTOOLS_LOG_LEVEL: 'SILENT' },
    ...{ GOOGLE_BASE_URL: `${simulator.url}/google`, GOOGLE_OAUTH_CLIENT_ID: 'c', GOOGLE_OAUTH_CLIENT_SECRET: 's' },
    ...{ TIKTOK_BASE_URL: `${simulator.url}/tiktok`, TIKTOK_CLIENT_KEY: 'c', TIKTOK_CLIENT_SECRET: 's' },
  });
  return {
    ...{ simulator, home },
    /** Forgets all grants and exports of the provider. */
    reset: () => fetch(`${simulator.url}/simulator/reset`, { method: 'POST' }),
    async account(id: string, settings: Record<string, unknown>): Promise<void> {
      const response = await fetch(`${simulator.url}/simulator/accounts/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ name: id, ...settings }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async close(): Promise<void> {
      await steps.close();
      lambda.close();
      await gateway.close();
      await Promise.all([dynamo.close(), s3.close(), simulator.close()]);
      await rm(home, { recursive: true, force: true });
      vi.useRealTimers();
    },
  };
}

export type Parts = Awaited<ReturnType<typeof openParts>>;

type Wanted = {
  readonly types: readonly string[];
  readonly period?: Period;
  readonly sessionHash?: string;
  readonly sourceType?: SourceType;
};

/** A donation that has been consented to, as it waits for its authorization. */
export async function consentedDonation({
  types,
  period = {},
  sessionHash,
  sourceType = 'google_portability',
}: Wanted): Promise<Donation> {
  const at = toTimestamp(Date.now());
  const study = { title: 'T', purpose: 'P', institution: 'I' };
  const {
    id: consentId,
    version,
    language,
    textHash,
  } = consentText({ study, provider: 'Google', dataTypes: [], period }, consentWording('en'));
  const donation: Donation = {
    ...{ id: newId('don'), researcher_id: 'res_1', source_type: sourceType, status: 'pending' },
    ...{ step: 'authorize', study, period, requested_data_types: types, link_hash: hashToken('link'), created_at: at },
    ...{ execution: 0, timeline: [] },
    consent: {
      ...{ id: consentId, version, language, text_hash: textHash, study, data_types: types, period },
      ...{ accepted: true, decided_at: at },
    },
    ...(sessionHash && { session_hash: sessionHash }),
  };
  await createDataTypes(donation.id, types);
  await createDonation(donation);
  return donation;
}

/** A donation that has just been authorized, as the callback leaves it. */
export async function authorizedDonation(wanted: Wanted, choice: ProviderChoice): Promise<Ids> {
  const { id } = await consentedDonation(wanted);
  await saveGrant(id, await grantFrom(groupsOf(wanted.types), choice));
  const at = toTimestamp(Date.now());
  const authorized = { status: 'authorized', authorized_at: at, execution: 1 } as const;
  await updateDonation(id, {}, authorized, [{ step: 'authorize', at }]);
  return { donationId: id, execution: 1 };
}

/** The participant signs in again. @returns what it led to */
export async function authorizeAgain(
  { donationId }: Ids,
  sessionHash: string,
  types: readonly string[],
  choice: ProviderChoice,
) {
  const grant = await grantFrom(groupsOf(types), choice);
  return acceptGrant(await platform('google_portability'), grant, { donationId, sessionHash }, Date.now());
}

/** One of several sign-ins. @param choice absent where it is refused @returns what it led to */
export async function signIn(
  { donationId }: Pick<Ids, 'donationId'>,
  sessionHash: string,
  asked: readonly string[],
  choice?: ProviderChoice,
) {
  const grant = choice && (await grantFrom(asked, choice));
  return acceptGrant(await platform('google_portability'), grant, { donationId, sessionHash, asked }, Date.now());
}

const groupsOf = (types: readonly string[]): readonly string[] =>
  types.flatMap((type) => providerOf('google_portability').dataTypes[type]?.groups ?? []);

/** A grant of some groups, by the way of the provider's consent page. */
export async function grantFrom(
  groups: readonly string[],
  choice: ProviderChoice,
  sourceType: SourceType = 'google_portability',
) {
  const provider = await platform(sourceType);
  const codeVerifier = newSecret();
  const redirectUri = `${ORIGIN}/oauth/${provider.id}/callback/`;
  const request = { redirectUri, groups, state: 'x', codeChallenge: codeChallenge(codeVerifier) };
  const url = provider.authorizeUrl(await application(sourceType), request);
  const back = await answerProvider(participant(ORIGIN), url, choice);
  const code = new URL(back).searchParams.get('code') ?? '';
  return provider.exchange({ code, codeVerifier, redirectUri });
}

/** A browser session that opened the given donations and consented to them. @returns its hash */
export async function sessionWith(...donations: readonly string[]): Promise<string> {
  const { hash } = await createSession(donations, Date.now());
  for (const id of donations) await updateDonation(id, {}, { consent_session_hash: hash });
  return hash;
}

/** Whether the provider still takes a grant's access token. */
export async function isAccepted({ simulator }: Parts, grant: Grant | undefined): Promise<boolean> {
  const headers = { authorization: `Bearer ${grant?.accessToken}` };
  const { status } = await fetch(`${simulator.url}/google/v1/accessType:check`, { method: 'POST', headers });
  return status !== 401;
}

/** Moves the clock. */
export const later = (milliseconds: number): void => void vi.setSystemTime(Date.now() + milliseconds);
