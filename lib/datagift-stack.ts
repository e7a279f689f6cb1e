/** lib/datagift-stack.ts — the whole service on AWS, in one stack. */
import { CfnOutput, Duration, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { ENV, PROVIDER_ENV } from '../functions/constants.ts';
import { API_FUNCTIONS, type ApiFunction } from '../functions/routes.ts';
import { acknowledge } from './acknowledged.ts';
import { Api } from './api.ts';
import {
  credentials,
  grants,
  items,
  keptAnswers,
  type Machines,
  machines,
  objects,
  receiving,
  rendering,
} from './bindings.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';
import { LambdaFunction } from './lambda-function.ts';
import { Machine } from './machine.ts';
import { Monitoring } from './monitoring.ts';
import { type Options, removalOf } from './options.ts';
import { Site } from './site.ts';
import { Storage } from './storage.ts';
import { UploadRole } from './upload-role.ts';

/** How often what was begun and has stopped is pushed on. */
const SWEEP_EVERY = Duration.minutes(5);

/** How each provider is called in the names of resources and outputs. */
const TITLES = { google_portability: 'Google', tiktok_portability: 'TikTok' } as const satisfies Record<
  keyof typeof PROVIDER_ENV,
  string
>;

/** Where each provider's credentials are kept: its title, and the variable that names the secret. */
const SECRETS = Object.entries(PROVIDER_ENV).map(
  ([sourceType, { secret }]) => [TITLES[sourceType as keyof typeof TITLES], secret] as const,
);

export type DatagiftStackProps = StackProps & {
  readonly options: Options;
  /** Where `bundleFunctions` wrote. */
  readonly bundles: string;
  /** The built site. */
  readonly siteFolder: string;
};

export class DatagiftStack extends Stack {
  readonly #props: DatagiftStackProps;
  readonly #storage: Storage;
  readonly #secrets: Readonly<Record<string, Secret>>;
  readonly #functions = new Map<FunctionName, LambdaFunction>();
  readonly #machines: Partial<Record<keyof Machines, StateMachine>> = {};

  constructor(scope: Construct, props: DatagiftStackProps) {
    const { options } = props;
    super(scope, options.stackName, { description: 'Datagift: data donation for research', ...props });
    this.#props = props;
    this.#storage = new Storage(this, options);
    this.#secrets = Object.fromEntries(SECRETS.map(([title, variable]) => [variable, this.#credentialsOf(title)]));
    const api = new Api(this, this.#storage, options);
    const site = new Site(this, { api, storage: this.#storage, options, folder: props.siteFolder });

    const make = (name: FunctionName) => this.#makeFunction(name);
    const machine = (name: keyof Machines) => {
      this.#machines[name] = new Machine(this, { name, storage: this.#storage, options, step: make }).machine;
    };
    machine('donation');
    machine('release');
    // Last: it stops the others.
    machine('erase');
    make('export');
    make('execution-failed');
    make('sweep');
    const served = Object.fromEntries(API_FUNCTIONS.map((name) => [name, make(name)])) as Record<
      ApiFunction,
      LambdaFunction
    >;
    for (const { lambda } of Object.values(served)) {
      lambda.addEnvironment(ENV.publicOrigin, site.origin);
      lambda.addEnvironment(ENV.originSecret, site.originSecret.secretValue.unsafeUnwrap());
    }
    // What a new donation may ask for, and how long it is kept.
    const { lambda: creating } = served.researcher;
    creating.addEnvironment(ENV.dataTypes, options.dataTypes);
    if (options.retentionDays) creating.addEnvironment(ENV.retentionDays, String(options.retentionDays));
    api.serve(served);
    this.#schedule();
    const { topic } = new Monitoring(this, {
      ...{ storage: this.#storage, api, options, functions: this.#functions },
      machines: this.#machines as Machines,
    });
    this.#tell({ site, topicArn: topic.topicArn });
  }

  /** Empty at first: the operator enters them by `npm run admin -- provider set-credentials`. */
  #credentialsOf(provider: string): Secret {
    const secret = new Secret(this, `${provider}Credentials`, {
      description: `Datagift: client id and secret at ${provider}`,
      encryptionKey: this.#storage.dataKey,
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy: removalOf(this.#props.options),
    });
    acknowledge(secret, 'SMG4', 'The provider issues it: the operator renews it there and enters it here.');
    return secret;
  }

  /** A function once, with all that lib/functions.ts gives it. */
  #makeFunction(name: FunctionName): LambdaFunction {
    const made = this.#functions.get(name);
    if (made) return made;
    const { options, bundles } = this.#props;
    const storage = this.#storage;
    const of = new LambdaFunction(this, { name, storage, bundles, options });
    this.#functions.set(name, of);
    const access = FUNCTIONS[name];
    if (access.reads || access.writes) of.bind(items(storage, access));
    if (access.objects) of.bind(objects(storage, access.objects));
    if (access.keepsAnswers) of.bind(keptAnswers(storage));
    if (access.grants) of.bind(grants(storage, of.role, access.grants));
    if (access.starts || access.stops || access.follows) of.bind(machines(this.#machines as Machines, access));
    if (access.exports) of.bind(rendering(this.#makeFunction('export').lambda));
    if (access.receives) {
      const uploader = new UploadRole(this, { storage, signer: of.role }).role;
      of.bind(receiving(this.#makeFunction('receive-file').lambda, uploader));
    }
    if (access.provider) of.bind(credentials(storage, this.#secrets));
    return of;
  }

  #schedule(): void {
    new Rule(this, 'SweepRule', {
      description: 'Datagift: pushes on what was begun and has stopped',
      schedule: Schedule.rate(SWEEP_EVERY),
      targets: [new LambdaTarget(this.#makeFunction('sweep').lambda)],
    });
    new Rule(this, 'ExecutionFailedRule', {
      description: 'Datagift: an execution that ended badly leaves its donation in an end state',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [(this.#machines as Machines).donation.stateMachineArn],
        },
      },
      targets: [new LambdaTarget(this.#makeFunction('execution-failed').lambda)],
    });
  }

  /** What `npm run admin` and docs/deploy.md need. */
  #tell({ site, topicArn }: { readonly site: Site; readonly topicArn: string }): void {
    const { table, bucket, dataKey, grantsKey } = this.#storage;
    const { donation, erase, release } = this.#machines as Machines;
    const outputs = {
      PublicOrigin: site.origin,
      DistributionName: site.distribution.distributionDomainName,
      TableName: table.tableName,
      DataBucket: bucket.bucketName,
      DataKeyId: dataKey.keyId,
      GrantsKeyId: grantsKey.keyId,
      DonationMachineArn: donation.stateMachineArn,
      EraseMachineArn: erase.stateMachineArn,
      ReleaseMachineArn: release.stateMachineArn,
      ExportFunctionName: this.#makeFunction('export').lambda.functionName,
      AlarmTopicArn: topicArn,
      ...Object.fromEntries(
        SECRETS.map(([title, variable]) => [`${title}SecretArn`, (this.#secrets[variable] as Secret).secretArn]),
      ),
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
