import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV, SITE_HEADERS } from '../../functions/constants.ts';
import { ANY_METHOD, ROUTES } from '../../functions/routes.ts';
import { placeholdersOf, type StepFunction } from '../../functions/steps/index.ts';
import { TABLE_DEFINITION } from '../../functions/store/table.ts';
import { FUNCTION_NAMES, FUNCTIONS } from '../../lib/functions.ts';
import { allStates, readDefinition } from '../../local/aws/definition.ts';
import { functionsOf, ofType, type Resource, type Resources, ROOT, synthesize } from '../support/synth.ts';

let resources: Resources;
let outputs: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  ({ resources, outputs } = await synthesize({ retentionDays: 365 }));
});

const only = (type: string): Resource => {
  const [[, found] = [], ...more] = ofType(resources, type);
  if (!found || more.length) throw new Error(`There are ${more.length + 1} of ${type}`);
  return found;
};
const properties = (type: string) => ofType(resources, type).map(([id, { Properties }]) => ({ id, ...Properties }));

describe('the stack and the embedded one', () => {
  it('have the same functions', () => {
    expect([...functionsOf(resources).keys()].sort()).toEqual([...FUNCTION_NAMES].sort());
  });

  it('have the same routes, each with its function', () => {
    const integrations = new Map(
      properties('AWS::ApiGatewayV2::Integration').map(({ id, ...integration }) => [id, integration]),
    );
    const ids = new Map([...functionsOf(resources)].map(([name, [id]]) => [id, name]));
    const routes = properties('AWS::ApiGatewayV2::Route').map((route) => {
      const target = JSON.stringify((route as { Target?: unknown }).Target);
      const integration = [...integrations].find(([id]) => target.includes(`"${id}"`))?.[1];
      const name = [...ids].find(([id]) => JSON.stringify(integration).includes(`"${id}"`))?.[1];
      return `${(route as { RouteKey?: string }).RouteKey} → ${name}`;
    });
    const wanted = [...ROUTES, ...ANY_METHOD].map(
      ({ method, path: route, function: name }) => `${method} ${route} → ${name}`,
    );
    expect(routes.sort()).toEqual([...wanted, '$default → public'].sort());
  });

  it('have the same table', () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
      only('AWS::DynamoDB::Table').Properties;
    expect({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode }).toEqual(TABLE_DEFINITION);
  });

  it('have the same variables: all that functions read, but for those that are of one machine only', () => {
    const given = new Set(
      [...functionsOf(resources).values()].flatMap(([, { Properties }]) =>
        Object.keys((Properties.Environment as { Variables: object } | undefined)?.Variables ?? {}),
      ),
    );
    const local = [
      ...[ENV.googleBaseUrl, ENV.googleClientId, ENV.googleClientSecret],
      ...[ENV.tiktokBaseUrl, ENV.tiktokClientKey, ENV.tiktokClientSecret],
      ...[ENV.pollUnitSeconds, ENV.sweepAfterSeconds, ENV.providerTimeoutSeconds],
    ];
    const expected = Object.values(ENV).filter((name) => !(local as readonly string[]).includes(name));
    expect([...given].filter((name) => name !== 'NODE_OPTIONS').sort()).toEqual(expected.sort());
  });

  it.each(['donation', 'erase', 'release'])(
    'have the same %s machine, with a function for each placeholder',
    (name) => {
      const text = readFileSync(path.join(ROOT, 'statemachines', `${name}.asl.json`), 'utf8');
      const [, machine] = ofType(resources, 'AWS::StepFunctions::StateMachine').find(([id]) =>
        id.toLowerCase().startsWith(name),
      ) as readonly [string, Resource];
      expect(machine.Properties.DefinitionString).toBe(text);
      const placeholders = placeholdersOf(text);
      expect(Object.keys(machine.Properties.DefinitionSubstitutions as object).sort()).toEqual(
        [...placeholders.keys()].sort(),
      );
      // What a state waits for is what the function is given.
      for (const [, { Parameters: parameters, TimeoutSeconds: seconds }] of allStates(readDefinition(text))) {
        if (!parameters) continue;
        const step = parameters.FunctionName as StepFunction;
        expect([step, FUNCTIONS[step].timeoutSeconds]).toEqual([step, seconds]);
      }
    },
  );
});

describe('functions and machines', () => {
  it('run alike: Node 24 on arm64, traced, each with its own log', () => {
    const logs = [...functionsOf(resources).values()].map(([, { Properties }]) => {
      expect(Properties).toMatchObject({
        ...{ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' },
        TracingConfig: { Mode: 'Active' },
      });
      return JSON.stringify(Properties.LoggingConfig);
    });
    expect(new Set(logs).size).toBe(FUNCTION_NAMES.length);
  });

  it('log errors without what an execution was told', () => {
    for (const [, { Properties }] of ofType(resources, 'AWS::StepFunctions::StateMachine')) {
      expect(Properties).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
      });
    }
  });

  it('are told of executions that ended badly, and are swept on a schedule', () => {
    const ids = new Map([...functionsOf(resources)].map(([name, [id]]) => [name, id]));
    const rules = ofType(resources, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);
    const calling = (name: string) => rules.find((rule) => JSON.stringify(rule.Targets).includes(`"${ids.get(name)}"`));
    expect(calling('sweep')).toMatchObject({ ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' });
    expect(calling('execution-failed')).toMatchObject({
      EventPattern: { source: ['aws.states'], detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] } },
    });
    expect(JSON.stringify(calling('execution-failed')?.EventPattern)).toContain('DonationMachine');
  });
});

describe('what is stored', () => {
  it('is encrypted: buckets, table, logs, topic, secrets', () => {
    const buckets = properties('AWS::S3::Bucket').map((bucket) =>
      JSON.stringify((bucket as { BucketEncryption?: unknown }).BucketEncryption),
    );
    expect(buckets.filter((encryption) => !/aws:kms|AES256/.test(encryption))).toEqual([]);
    expect(buckets.filter((encryption) => encryption.includes('aws:kms'))).toHaveLength(1);
    expect(only('AWS::DynamoDB::Table').Properties.SSESpecification).toMatchObject({
      SSEEnabled: true,
      SSEType: 'KMS',
    });
    expect(only('AWS::SNS::Topic').Properties.KmsMasterKeyId).toBeDefined();
    const logs = properties('AWS::Logs::LogGroup') as { id: string; KmsKeyId?: unknown; RetentionInDays?: number }[];
    expect(logs.filter(({ RetentionInDays: days }) => days !== 30)).toEqual([]);
    expect(logs.filter(({ KmsKeyId: key }) => !key)).toEqual([]);
    for (const secret of properties('AWS::SecretsManager::Secret') as { KmsKeyId?: unknown }[]) {
      expect(secret.KmsKeyId).toBeDefined();
    }
    for (const key of properties('AWS::KMS::Key') as { EnableKeyRotation?: boolean }[]) {
      expect(key.EnableKeyRotation).toBe(true);
    }
  });

  it('is not public, and taken by TLS only', () => {
    for (const bucket of properties('AWS::S3::Bucket')) {
      expect(bucket).toMatchObject({
        PublicAccessBlockConfiguration: {
          ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        },
      });
    }
    const policies = properties('AWS::S3::BucketPolicy').map((policy) => JSON.stringify(policy));
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
    const everyone = /"Principal":("\*"|\{"AWS":"\*"\})/;
    const documents = [...properties('AWS::KMS::Key'), ...properties('AWS::SNS::TopicPolicy')].flatMap((each) => {
      const { KeyPolicy, PolicyDocument } = each as unknown as Record<
        'KeyPolicy' | 'PolicyDocument',
        { Statement: unknown[] }
      >;
      return (KeyPolicy ?? PolicyDocument).Statement as { Effect: string }[];
    });
    expect(documents.filter((each) => each.Effect === 'Allow' && everyone.test(JSON.stringify(each)))).toEqual([]);
    expect(ofType(resources, 'AWS::Lambda::Url')).toEqual([]);
  });

  it('goes when its time is over', () => {
    const [data] = properties('AWS::S3::Bucket').filter((bucket) => JSON.stringify(bucket).includes('aws:kms'));
    const { Rules: rules } = (data as { LifecycleConfiguration?: unknown }).LifecycleConfiguration as {
      Rules: readonly Record<string, unknown>[];
    };
    expect(rules.map(({ Prefix, ExpirationInDays: days }) => [Prefix, days])).toEqual([
      ['raw/', 14],
      ['runs/', 14],
      ['exports/', 1],
      ['incoming/', 1],
      [undefined, undefined],
    ]);
    expect(rules.at(-1)).toMatchObject({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
    expect(data).not.toHaveProperty('VersioningConfiguration');
    // Whoever holds a signed address may use it from a page of their own; nothing else is opened by that.
    const { CorsRules: cors } = (data as { CorsConfiguration?: unknown }).CorsConfiguration as { CorsRules: unknown };
    expect(cors).toEqual([expect.objectContaining({ AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT'] })]);
    const table = only('AWS::DynamoDB::Table').Properties;
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
    expect(table.PointInTimeRecoverySpecification).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 7,
    });
  });

  it('stays when the stack is deleted, unless the operator chose otherwise', async () => {
    const policies = (of: Resources) =>
      ['AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'].map((type) =>
        ofType(of, type)
          .filter(([id]) => !id.startsWith('Site'))
          .map(([, { DeletionPolicy }]) => DeletionPolicy),
      );
    expect(new Set(policies(resources).flat())).toEqual(new Set(['Retain']));
    const destroyed = await synthesize({ removalPolicy: 'destroy' });
    expect(new Set(policies(destroyed.resources).flat())).toEqual(new Set(['Delete']));
  });
});

describe('calls', () => {
  it('are limited on every route', () => {
    const { RouteSettings: settings, DefaultRouteSettings: rest } = only('AWS::ApiGatewayV2::Stage').Properties as {
      RouteSettings: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }>;
      DefaultRouteSettings: object;
    };
    expect(Object.keys(settings).sort()).toEqual(
      [...ROUTES, ...ANY_METHOD].map(({ method, path: route }) => `${method} ${route}`).sort(),
    );
    for (const limit of [...Object.values(settings), rest]) {
      expect(limit).toMatchObject({
        ThrottlingRateLimit: expect.any(Number),
        ThrottlingBurstLimit: expect.any(Number),
      });
    }
  });

  it('are logged without paths, queries and addresses', () => {
    const { Format: format } = only('AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings as { Format: string };
    expect(Object.values(JSON.parse(format))).not.toContainEqual(expect.stringMatching(/path|query|Ip|header/i));
  });

  it('reach the API uncached and with all but the host; the site by its own identity', () => {
    const { DistributionConfig: config } = only('AWS::CloudFront::Distribution').Properties as {
      DistributionConfig: {
        CacheBehaviors: Record<string, unknown>[];
        CustomErrorResponses?: unknown;
        Origins: object[];
      };
    };
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(
      ['api', 'health', 'oauth', 'webhooks'].flatMap((segment) => [`/${segment}`, `/${segment}/*`]),
    );
    for (const behavior of config.CacheBehaviors) {
      // CachingDisabled and AllViewerExceptHostHeader, as CloudFront calls them.
      expect(behavior).toMatchObject({
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        AllowedMethods: expect.arrayContaining(['DELETE', 'POST']),
      });
    }
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(JSON.stringify(config.Origins)).toContain('x-datagift-origin');
    expect(ofType(resources, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
  });
});

describe('pages', () => {
  it('have the headers of the embedded stack, and HTTPS for good', () => {
    const policies = ofType(resources, 'AWS::CloudFront::ResponseHeadersPolicy').map(
      ([, { Properties }]) =>
        (Properties.ResponseHeadersPolicyConfig as { SecurityHeadersConfig: Record<string, object> })
          .SecurityHeadersConfig,
    );
    expect(policies.find(({ ContentSecurityPolicy: policy }) => policy)).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: SITE_HEADERS['content-security-policy'], Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      ContentTypeOptions: { Override: true },
    });
    for (const policy of policies) expect(policy.StrictTransportSecurity).toMatchObject({ Override: true });
    expect(policies).toHaveLength(2);
  });
});

describe('options', () => {
  it('become what they say', async () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/1a2b';
    const webAclArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/datagift/1a2b';
    const { resources: chosen } = await synthesize({
      ...{ domainName: 'donate.example.edu', certificateArn, webAclArn, alarmEmail: 'operator@example.edu' },
      ...{ logRetentionDays: 90, retentionDays: 365, dataTypes: 'youtube_history' },
    });
    expect(ofType(chosen, 'AWS::CloudFront::Distribution')[0]?.[1].Properties.DistributionConfig).toMatchObject({
      ...{ Aliases: ['donate.example.edu'], WebACLId: webAclArn },
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(ofType(chosen, 'AWS::SNS::Subscription')[0]?.[1].Properties).toMatchObject({
      ...{ Protocol: 'email', Endpoint: 'operator@example.edu' },
    });
    const logs = ofType(chosen, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
    expect(new Set(logs)).toEqual(new Set([90]));
    expect(functionsOf(chosen).get('researcher')?.[1].Properties.Environment).toMatchObject({
      Variables: {
        ...{ DATAGIFT_DATA_TYPES: 'youtube_history', DATA_RETENTION_DAYS: '365' },
        PUBLIC_ORIGIN: 'https://donate.example.edu',
      },
    });
  });
});

describe('alarms', () => {
  it('have an entry in the runbook each, and tell the operator', () => {
    const runbook = readFileSync(path.join(ROOT, 'docs', 'runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, heading]) => heading);
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
    const names = alarms.map(([id]) => id.replace(/^Monitoring(\w+)[0-9A-F]{8}$/, '$1'));
    expect(headings.sort()).toEqual(names.sort());
    for (const [, { Properties }] of alarms) {
      expect(Properties.AlarmActions).toHaveLength(1);
      const heading = /docs\/runbook\.md#(\w+)$/.exec(Properties.AlarmDescription as string)?.[1];
      expect(names.map((name) => name.toLowerCase())).toContain(heading);
    }
  });
});

describe('what the operator is told', () => {
  it('names all that the commands need, and no secret', () => {
    expect(Object.keys(outputs).sort()).toEqual(
      [
        ...['AlarmTopicArn', 'DataBucket', 'DataKeyId', 'DistributionName'],
        ...[
          'DonationMachineArn',
          'EraseMachineArn',
          'ReleaseMachineArn',
          'ExportFunctionName',
          'GoogleSecretArn',
          'GrantsKeyId',
        ],
        ...['PublicOrigin', 'TableName', 'TikTokSecretArn'],
      ].sort(),
    );
    expect(JSON.stringify(resources)).not.toMatch(/client_secret/);
  });
});
