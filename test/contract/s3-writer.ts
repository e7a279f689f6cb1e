/** test/contract/s3-writer.ts — a process that serves S3 from a folder until it is killed. Prints how to reach it. */
import { startGateway } from '../../local/aws/gateway.ts';
import { createS3 } from '../../local/aws/s3/service.ts';
import { AwsError } from '../../local/aws/service.ts';

const [folder = '', accessKeyId = '', secretAccessKey = ''] = process.argv.slice(2);
const none = async () => {
  throw new AwsError('UnknownOperationException', 'Only S3 here');
};
const services = { s3: createS3({ folder }).service, dynamodb: none, kms: none, states: none, lambda: none };
const { url } = await startGateway({ services, credentials: { accessKeyId, secretAccessKey } });
process.stdout.write(`${url}\n`);
