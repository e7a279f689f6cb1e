/**
 * test/contract/support.ts — what a contract suite speaks to: the embedded gateway on a folder of its own, or,
 * with `AWS_ENDPOINT_URL` set, whatever answers there.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamo } from '../../local/aws/dynamodb.ts';
import { startGateway } from '../../local/aws/gateway.ts';
import { createKms } from '../../local/aws/kms.ts';
import { createS3 } from '../../local/aws/s3/service.ts';
import { type AwsCredentials, AwsError, type BufferedService, type Services } from '../../local/aws/service.ts';

/** What every SDK client of a suite is made with. */
export type ClientConfig = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
};

/** False when the suites run against another endpoint. */
export const EMBEDDED = !process.env.AWS_ENDPOINT_URL;

export type Endpoint = {
  readonly config: ClientConfig;
  /** Where the embedded services keep their files; empty for another endpoint. */
  readonly folder: string;
  /** Closes everything and opens it again on the same folder and port; does nothing to another endpoint. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type EndpointOptions = {
  /** Services to put in the place of the embedded ones; called again at each restart. */
  readonly services?: (folder: string) => Partial<Services>;
  /** Called before the services are opened again or removed: closes what `services` made. */
  readonly onClose?: () => Promise<void>;
};

/** A name that no other run uses. @returns e.g. `contract-s3-1f3a9c04b2d1` */
export const uniqueName = (what: string): string => `contract-${what}-${randomBytes(6).toString('hex')}`;

const absent: BufferedService = async () => {
  throw new AwsError('UnknownOperationException', 'This suite has no such service');
};

/** Opens what the suite speaks to. */
export async function openEndpoint({ services, onClose }: EndpointOptions = {}): Promise<Endpoint> {
  const elsewhere = process.env.AWS_ENDPOINT_URL;
  if (elsewhere) return otherEndpoint(elsewhere);
  const folder = await mkdtemp(join(tmpdir(), 'datagift-contract-'));
  const credentials = { accessKeyId: 'AKIAEMBEDDED', secretAccessKey: randomBytes(24).toString('base64') };
  const open = async (port: number) => {
    const [dynamo, s3] = [createDynamo({ folder: join(folder, 'dynamodb') }), createS3({ folder: join(folder, 's3') })];
    const kms = createKms({ keyFile: join(folder, 'kms.json') });
    const own = { dynamodb: dynamo.service, s3: s3.service, kms, states: absent, lambda: absent };
    const gateway = await startGateway({ services: { ...own, ...services?.(folder) }, credentials, port });
    const close = async () => {
      await gateway.close();
      await onClose?.();
      await Promise.all([dynamo.close(), s3.close()]);
    };
    return { url: gateway.url, close };
  };
  let running = await open(0);
  return {
    config: { endpoint: running.url, region: 'eu-north-1', credentials },
    folder,
    async restart() {
      await running.close();
      running = await open(Number(new URL(running.url).port));
    },
    async close() {
      await running.close();
      await rm(folder, { recursive: true });
    },
  };
}

function otherEndpoint(endpoint: string): Endpoint {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID ?? 'test', secretAccessKey: AWS_SECRET_ACCESS_KEY ?? 'test' };
  const config = { endpoint, region: AWS_REGION ?? 'us-east-1', credentials };
  return { config, folder: '', restart: async () => {}, close: async () => {} };
}
