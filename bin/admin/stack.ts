/** bin/admin/stack.ts — a deployed stack: what its functions are told, and what is wrong when it cannot be found. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ENV } from '../../functions/constants.ts';

/** The functions' variables by the outputs of lib/datagift-stack.ts. */
const VARIABLES = {
  TableName: ENV.table,
  DataBucket: ENV.dataBucket,
  DataKeyId: ENV.dataKey,
  GrantsKeyId: ENV.grantsKey,
  DonationMachineArn: ENV.donationMachine,
  EraseMachineArn: ENV.eraseMachine,
  ReleaseMachineArn: ENV.releaseMachine,
  ExportFunctionName: ENV.exportFunction,
  PublicOrigin: ENV.publicOrigin,
} as const;

type Failure = { readonly name?: string; readonly message?: string; readonly code?: string };

/** What to do about an error of AWS. */
export function remedyOf(error: unknown, stack: string): string {
  const { name = '', message = '', code = '' } = error as Failure;
  if (/CredentialsProviderError|Could not load credentials/.test(`${name} ${message}`)) {
    return 'There are no AWS credentials. Sign in (aws sso login) and name the profile: AWS_PROFILE=<profile>.';
  }
  if (/Region is missing/.test(message)) return 'Name the region of the stack: --region eu-north-1, or AWS_REGION.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(`${code} ${message}`)) {
    return 'AWS cannot be reached. Check the network, and that --region (or AWS_REGION) is spelt as AWS does.';
  }
  if (/RequestTimeTooSkewed/.test(name) || /Signature (expired|not yet current)/.test(message)) {
    return 'The clock of this machine is wrong, so AWS refuses what it signs. Set it, and try again.';
  }
  if (/ExpiredToken|RequestExpired/.test(name)) return 'The AWS credentials have expired. Sign in again.';
  if (/InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient/.test(name)) {
    return 'AWS does not accept these credentials. Sign in again, or name another profile: AWS_PROFILE=<profile>.';
  }
  if (/AccessDenied|UnauthorizedOperation/.test(name)) {
    return `These credentials may not do that. Use an administrator's of the account that holds ${stack}.`;
  }
  if (/does not exist/.test(message)) {
    return `There is no stack ${stack} here. Check --stack and --region; npx cdk deploy makes it.`;
  }
  return message || name;
}

/** @throws Error in words when the stack is not there, not whole, or may not be looked at */
export async function describeStack(stack: string, region: string | undefined) {
  const client = new CloudFormationClient(region ? { region } : {});
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const status = found?.StackStatus ?? '';
    if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(status)) {
      throw new Error(
        `${stack} is ${status || 'not there'}: it is not whole. Wait until it has ended, or mend it with npx cdk deploy; ` +
          'the stack’s events in the CloudFormation console say what went wrong.',
      );
    }
    const outputs = Object.fromEntries(
      (found?.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]),
    );
    const missing = Object.keys(VARIABLES).filter((name) => !outputs[name]);
    if (missing.length) {
      throw new Error(
        `${stack} is not a Datagift stack, or an older one: it lacks ${missing.join(', ')}. Deploy it again.`,
      );
    }
    const named = Object.entries(VARIABLES).map(([output, variable]) => [variable, outputs[output] as string]);
    const usedRegion = await client.config.region();
    return { outputs, env: { ...Object.fromEntries(named), AWS_REGION: usedRegion } as Record<string, string> };
  } catch (error) {
    throw new Error(remedyOf(error, stack), { cause: error });
  } finally {
    client.destroy();
  }
}
