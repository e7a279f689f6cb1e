/** lib/site.ts — the public address: the static site, and the API behind the same origin. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ORIGIN_HEADER, SITE_HEADERS } from '../functions/constants.ts';
import { acknowledge, attributeOf } from './acknowledged.ts';
import type { Api } from './api.ts';
import { API_SEGMENTS, edgeFunction } from './edge-function.ts';
import type { Options } from './options.ts';
import type { Storage } from './storage.ts';

const HSTS = { accessControlMaxAge: Duration.days(730), includeSubdomains: false, override: true } as const;

export type SiteProps = {
  readonly api: Api;
  readonly storage: Storage;
  readonly options: Options;
  /** The built site. */
  readonly folder: string;
};

export class Site extends Construct {
  readonly #bucket: Bucket;
  readonly distribution: Distribution;
  /** What CloudFront shows the API in `ORIGIN_HEADER`. */
  readonly originSecret: Secret;
  readonly #options: Options;

  constructor(scope: Construct, { api, storage, options, folder }: SiteProps) {
    super(scope, 'Site');
    this.#options = options;
    this.#bucket = this.#createBucket();
    this.originSecret = new Secret(this, 'OriginSecret', {
      description: 'Datagift: how the API knows CloudFront',
      encryptionKey: storage.dataKey,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.originSecret,
      'SMG4',
      'It guards no data: around CloudFront every token is still asked for. docs/security.md says how to renew it.',
    );
    this.distribution = this.#createDistribution(api, folder);
    this.#upload(folder, storage);
  }

  /** Scheme and host of the site and the API. */
  get origin(): string {
    return `https://${this.#options.domainName ?? this.distribution.distributionDomainName}`;
  }

  #createBucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      // Public pages; a key of our own would need CloudFront in its policy, and the two would wait for one another.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
    acknowledge(bucket, 'S1', 'It holds public pages only; who reads them is not to be known.');
    return bucket;
  }

  #createDistribution(api: Api, folder: string): Distribution {
    const rewrite = {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, 'Addresses', {
        code: FunctionCode.fromInline(edgeFunction(folder)),
        runtime: FunctionRuntime.JS_2_0,
        comment: 'Datagift: one spelling of API paths, pages to files',
      }),
    };
    const common = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [rewrite],
      compress: true,
    };
    const toApi = {
      ...common,
      origin: new HttpOrigin(api.domainName, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        readTimeout: Duration.seconds(30),
        customHeaders: { [ORIGIN_HEADER]: this.originSecret.secretValue.unsafeUnwrap() },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'ApiHeaders', {
        comment: 'Datagift: the API says the rest itself',
        securityHeadersBehavior: { strictTransportSecurity: HSTS },
      }),
    };
    const { domainName, certificateArn, webAclArn } = this.#options;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Datagift ${this.#options.stackName}`,
      ...(domainName && certificateArn
        ? {
            domainNames: [domainName],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
      ...(webAclArn && { webAclId: webAclArn }),
      defaultBehavior: {
        ...common,
        origin: S3BucketOrigin.withOriginAccessControl(this.#bucket),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.#siteHeaders(),
      },
      additionalBehaviors: Object.fromEntries(
        API_SEGMENTS.flatMap((segment) => [
          [`/${segment}`, toApi],
          [`/${segment}/*`, toApi],
        ]),
      ),
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
    });
    this.#acknowledge(distribution);
    return distribution;
  }

  /** @see SITE_HEADERS in functions/constants.ts */
  #siteHeaders(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'SiteHeaders', {
      comment: 'Datagift: the site',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: SITE_HEADERS['content-security-policy'], override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: HSTS,
      },
    });
  }

  #upload(folder: string, { dataKey }: Storage): void {
    const logGroup = new LogGroup(this, 'UploadLogs', {
      encryptionKey: dataKey,
      retention: this.#options.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const destination = { destinationBucket: this.#bucket, logGroup, memoryLimit: 512, prune: false };
    // Names of assets hold their content's hash; pages are asked for anew each time.
    const assets = new BucketDeployment(this, 'Assets', {
      ...destination,
      sources: [Source.asset(folder, { exclude: ['**', '!assets', '!assets/**'] })],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...destination,
      sources: [Source.asset(folder, { exclude: ['assets', 'assets/**'] })],
      cacheControl: [CacheControl.fromString('no-cache')],
      distribution: this.distribution,
      distributionPaths: ['/*'],
    });
    // A page is there only when what it loads is.
    pages.node.addDependency(assets);
    this.#acknowledgeUploader();
  }

  /** CDK's own function that copies files: its runtime and rights are CDK's. */
  #acknowledgeUploader(): void {
    const { region, node } = Stack.of(this);
    const uploader = node.children.find(({ node: { id } }) => id.startsWith('Custom::CDKBucketDeployment'));
    if (!uploader) throw new Error('CDK names its uploader differently now');
    const reason =
      "CDK's own function: it copies the built site from CDK's asset bucket to the site bucket, at deployment only.";
    const actions = ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'];
    for (const id of [
      'L1',
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      ...actions.map((action) => `IAM5[Action::${action}]`),
      `IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${region}/*]`,
      `IAM5[Resource::${attributeOf(this.#bucket, 'Arn')}/*]`,
      'IAM5[Resource::*]',
    ]) {
      acknowledge(uploader, id, reason);
    }
  }

  #acknowledge(distribution: Distribution): void {
    const { domainName, webAclArn } = this.#options;
    acknowledge(distribution, 'CFR1', 'Participants may be anywhere, and travel.');
    if (!webAclArn) {
      acknowledge(
        distribution,
        'CFR2',
        'A web ACL costs as much as all the rest when idle: operators give theirs by webAclArn.',
      );
    }
    acknowledge(distribution, 'CFR3', 'Its access logs would hold who looked at which donation, and when.');
    if (!domainName) {
      acknowledge(
        distribution,
        'CFR4',
        "CloudFront's own certificate, for trying it out; a domain brings TLS 1.2 as the least.",
      );
    }
  }
}
