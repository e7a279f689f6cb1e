/**
 * lib/upload-role.ts — whose sessions sign the addresses of uploads. An address dies with the session that signed it: a
 * function's own may have minutes left, one of this role begins with the address.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html#PresignedUrlUploadObject-LimitCapabilities
 */
import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { objects } from './bindings.ts';
import type { Storage } from './storage.ts';

export class UploadRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, { storage, signer }: { readonly storage: Storage; readonly signer: IRole }) {
    super(scope, 'Uploads');
    this.role = new Role(this, 'Role', {
      description: 'Datagift: signs the addresses of uploads',
      assumedBy: new ArnPrincipal(signer.roleArn),
      maxSessionDuration: Duration.hours(1),
    });
    const { statements, wildcards } = objects(storage, { write: ['incoming'] });
    for (const statement of statements) this.role.addToPolicy(statement);
    for (const resource of wildcards?.resources ?? []) {
      acknowledge(this, `IAM5[Resource::${resource}]`, 'Each session is held to the one key of its address.');
    }
  }
}
