/** functions/store/upload-urls.ts — addresses that a file's bytes can be put to. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { sts, uploadS3 } from '../clients.ts';
import { env, required } from '../env.ts';

/** The longest session of a role that another role takes on. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
export const UPLOAD_URL_SECONDS = 3600;

/** What the address may be used for, whatever the role allows. */
const onlyPutting = (partition: string, bucket: string, key: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:${partition}:s3:::${bucket}/${key}` },
      { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: '*' },
    ],
  });

/**
 * A session that begins now and lasts as long as the address says: one signed with a function's own would end with that.
 * @returns undefined where there is no such role: on one machine credentials do not end
 */
async function session(bucket: string, key: string) {
  const RoleArn = env().UPLOAD_ROLE_ARN;
  if (!RoleArn) return undefined;
  const { Credentials: made } = await sts().send(
    new AssumeRoleCommand({
      RoleArn,
      RoleSessionName: 'upload',
      DurationSeconds: UPLOAD_URL_SECONDS,
      Policy: onlyPutting(RoleArn.split(':')[1] ?? 'aws', bucket, key),
    }),
  );
  return {
    accessKeyId: made?.AccessKeyId as string,
    secretAccessKey: made?.SecretAccessKey as string,
    sessionToken: made?.SessionToken as string,
  };
}

/**
 * An address for one PUT of at most 5 GB, good for an hour. Only `host` is signed: no header is asked for, and any
 * content type is taken.
 */
export async function signUpload(key: string): Promise<string> {
  const bucket = required('DATA_BUCKET');
  const client = uploadS3(await session(bucket, key));
  return getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: UPLOAD_URL_SECONDS });
}
