/** lib/lambda-function.ts — one function as all are: runtime, logs, tracing, and a role that may do only what it is bound to. */
import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pascalCase } from '../functions/steps/index.ts';
import { acknowledge } from './acknowledged.ts';
import type { Binding } from './bindings.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';
import type { Options } from './options.ts';
import type { Storage } from './storage.ts';

export type LambdaFunctionProps = {
  readonly name: FunctionName;
  readonly storage: Storage;
  /** Where `bundleFunctions` wrote. */
  readonly bundles: string;
  readonly options: Options;
};

export class LambdaFunction extends Construct {
  readonly lambda: Lambda;
  readonly logGroup: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, { name, storage, bundles, options }: LambdaFunctionProps) {
    super(scope, pascalCase(name));
    const { memoryMB, timeoutSeconds, nodeFlags } = FUNCTIONS[name];
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: options.logRetentionDays,
      encryptionKey: storage.dataKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      description: `Datagift: ${name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    this.lambda = new Lambda(this, 'Function', {
      description: `Datagift: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(path.join(bundles, name)),
      memorySize: memoryMB,
      timeout: Duration.seconds(timeoutSeconds),
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      role: this.role,
      ...(nodeFlags && { environment: { NODE_OPTIONS: nodeFlags.join(' ') } }),
    });
    acknowledge(this, 'IAM5[Resource::*]', 'Writing X-Ray traces, which have no resource of their own.');
  }

  /** Gives rights and the variables that name what they are on. */
  bind({ env, statements, wildcards }: Binding): this {
    for (const [name, value] of Object.entries(env)) this.lambda.addEnvironment(name, value);
    for (const statement of statements) this.role.addToPolicy(statement);
    for (const resource of wildcards?.resources ?? []) {
      acknowledge(this, `IAM5[Resource::${resource}]`, wildcards?.reason ?? '');
    }
    return this;
  }
}
