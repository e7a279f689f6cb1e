/** local/storage.ts — the stored part of a home folder alone: table, bucket and keys, without site, steps or API. */
import { createDynamo } from './aws/dynamodb.ts';
import { startGateway } from './aws/gateway.ts';
import { createKms } from './aws/kms.ts';
import { createS3 } from './aws/s3/service.ts';
import { AwsError, type BufferedService } from './aws/service.ts';
import { BUCKET, homeCredentials, prepare, REGION, TABLE } from './environment.ts';
import { lockHome } from './lock.ts';

const absent: BufferedService = async () => {
  throw new AwsError('UnknownOperationException', 'Only what is stored is open');
};

export type Storage = {
  /** What the store's functions need of the environment. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/**
 * Opens a home folder for as long as a command takes.
 * @throws HomeInUse while a stack has it open
 */
export async function openStorage(home: string): Promise<Storage> {
  const unlock = lockHome(home);
  const credentials = homeCredentials(home);
  const [dynamo, s3] = [createDynamo({ folder: `${home}/dynamodb` }), createS3({ folder: `${home}/s3` })];
  const kms = createKms({ keyFile: `${home}/kms.json` });
  const services = { dynamodb: dynamo.service, s3: s3.service, kms, states: absent, lambda: absent };
  const gateway = await startGateway({ services, credentials });
  const close = async () => {
    await gateway.close();
    await Promise.all([dynamo.close(), s3.close()]);
    unlock();
  };
  try {
    const keys = await prepare(home, { endpoint: gateway.url, region: REGION, credentials });
    const aws = { AWS_ENDPOINT_URL: gateway.url, AWS_REGION: REGION };
    const { accessKeyId, secretAccessKey } = credentials;
    const access = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const names = { TABLE_NAME: TABLE, DATA_BUCKET: BUCKET, DATA_KEY_ID: keys.data, GRANTS_KEY_ID: keys.grants };
    return { env: { ...aws, ...access, ...names, PUBLIC_ORIGIN: 'http://localhost' }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
