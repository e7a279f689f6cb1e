/** lib/api.ts — the HTTP API: the routes of functions/routes.ts, each with its function and its limit. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ANY_METHOD, type ApiFunction, ROUTES } from '../functions/routes.ts';
import { acknowledge } from './acknowledged.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { Options } from './options.ts';
import type { Storage } from './storage.ts';
import { routeClass, THROTTLES } from './throttling.ts';

/** One line a call. Neither path nor query: ids are in the function's own log, and tokens are in no log. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  error: '$context.error.responseType',
  integrationError: '$context.integration.error',
};

const AUTHORIZATION =
  'Functions check researcher tokens, sessions and origin themselves, the same on AWS and on one machine.';

export class Api extends Construct {
  readonly #api: HttpApi;
  readonly #stage: HttpStage;

  constructor(scope: Construct, storage: Storage, options: Options) {
    super(scope, 'Api');
    this.#api = new HttpApi(this, 'Http', {
      apiName: options.stackName,
      description: 'Datagift; reached through CloudFront only',
      createDefaultStage: false,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: options.logRetentionDays,
      encryptionKey: storage.dataKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#stage = new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
      // What no route's own limit covers.
      throttle: { rateLimit: THROTTLES.open.rate, burstLimit: THROTTLES.open.burst },
    });
  }

  get id(): string {
    return this.#api.apiId;
  }

  /** Where CloudFront finds it. */
  get domainName(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.#api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  /** Adds every route. Functions come after the API: they have to know its public address. */
  serve(functions: Readonly<Record<ApiFunction, LambdaFunction>>): void {
    const integrations = Object.fromEntries(
      Object.entries(functions).map(([name, { lambda }]) => [name, new HttpLambdaIntegration(name, lambda)]),
    ) as Record<ApiFunction, HttpLambdaIntegration>;
    const settings: Record<string, object> = {};
    for (const route of [...ROUTES, ...ANY_METHOD]) {
      const added = new HttpRoute(this, `${route.method} ${route.path}`, {
        httpApi: this.#api,
        routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method]),
        integration: integrations[route.function],
      });
      const { rate, burst } = THROTTLES[routeClass(route)];
      settings[`${route.method} ${route.path}`] = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
      acknowledge(added, 'APIG4', AUTHORIZATION);
      // A limit can only be set on a route that is there.
      this.#stage.node.addDependency(added);
    }
    // Whatever no other matches: 404, or 405 with the methods there are.
    const otherwise = new HttpRoute(this, 'Otherwise', {
      httpApi: this.#api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.public,
    });
    acknowledge(otherwise, 'APIG4', AUTHORIZATION);
    (this.#stage.node.defaultChild as CfnStage).routeSettings = settings;
  }
}
