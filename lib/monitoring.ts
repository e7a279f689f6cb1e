/** lib/monitoring.ts — what tells an operator that something is wrong. docs/runbook.md has an entry for each alarm. */
import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
  Unit,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRIC, METRIC_NAMESPACE } from '../functions/constants.ts';
import type { Api } from './api.ts';
import type { Machines } from './bindings.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { Options } from './options.ts';
import type { Storage } from './storage.ts';

export type MonitoringProps = {
  readonly storage: Storage;
  readonly api: Api;
  readonly machines: Machines;
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly options: Options;
};

/** Functions that nobody but an alarm would notice: no caller waits, and no state machine tries them again. */
const UNATTENDED: readonly FunctionName[] = ['sweep', 'export', 'execution-failed'];
/** Functions whose work grows with an archive. */
const LONG: readonly FunctionName[] = ['download', 'filter', 'store', 'export'];

/** What a refused or disabled key, table or bucket looks like in the log. */
const DENIED = ['AccessDenied*', 'DisabledException', 'KMSInvalidStateException', 'NotFoundException'];

type Threshold = {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly below?: true;
  readonly periods?: number;
  readonly missing?: TreatMissingData;
  readonly text: string;
};

export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, { storage, api, machines, functions, options }: MonitoringProps) {
    super(scope, 'Monitoring');
    this.topic = new Topic(this, 'Alarms', {
      displayName: `${options.stackName} alarms`,
      masterKey: storage.dataKey,
      enforceSSL: true,
    });
    if (options.alarmEmail) this.topic.addSubscription(new EmailSubscription(options.alarmEmail));
    this.#watchCalls(api);
    this.#watchFunctions(functions);
    this.#watchDonations(machines);
    this.#watchStorage(storage, functions);
  }

  #watchCalls({ id }: Api): void {
    const ofApi = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        statistic,
        period: Duration.minutes(5),
        dimensionsMap: { ApiId: id },
      });
    this.#alarm('ApiErrors', {
      metric: ofApi('5xx', Stats.SUM),
      threshold: 5,
      text: 'Calls of researchers or participants end in an error of ours.',
    });
    this.#alarm('ApiLatency', {
      metric: ofApi('Latency', Stats.percentile(90)),
      threshold: 5000,
      periods: 3,
      text: 'One call in ten takes longer than five seconds.',
    });
  }

  #watchFunctions(functions: ReadonlyMap<FunctionName, LambdaFunction>): void {
    const lambda = (name: FunctionName) => (functions.get(name) as LambdaFunction).lambda;
    const period = Duration.minutes(5);
    const each = (names: readonly FunctionName[], metric: (name: FunctionName) => Metric) =>
      Object.fromEntries(names.map((name, at) => [`m${at}`, metric(name)]));
    this.#alarm('StepErrors', {
      metric: new MathExpression({
        expression: UNATTENDED.map((_, at) => `FILL(m${at}, 0)`).join(' + '),
        usingMetrics: each(UNATTENDED, (name) => lambda(name).metricErrors({ period })),
        period,
      }),
      threshold: 2,
      periods: 2,
      text: 'Work that nobody waits for fails: the sweep, files that are rendered, or the end of a failed execution.',
    });
    this.#alarm('FunctionThrottles', {
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: Stats.SUM, period }),
      threshold: 10,
      text: 'The account runs out of concurrent executions.',
    });
    this.#alarm('FunctionDuration', {
      metric: new MathExpression({
        expression: `MAX([${LONG.map((_, at) => `m${at}`).join(', ')}]) / 1000`,
        usingMetrics: each(LONG, (name) => lambda(name).metricDuration({ period, statistic: Stats.MAXIMUM })),
        period,
      }),
      threshold: 0.8 * FUNCTIONS.filter.timeoutSeconds,
      text: 'An archive takes nearly as long as a function may run.',
    });
  }

  #watchDonations(machines: Machines): void {
    const period = Duration.minutes(5);
    const ended = Object.values(machines).flatMap((machine) => [
      machine.metricFailed({ period }),
      machine.metricTimedOut({ period }),
    ]);
    const metrics = Object.fromEntries(ended.map((metric, at) => [`m${at}`, metric]));
    const expression = Object.keys(metrics).join(' + ');
    this.#alarm('FailedExecutions', {
      metric: new MathExpression({ expression, usingMetrics: metrics, period }),
      threshold: 1,
      text: 'An execution ended before its time; the sweep starts it again.',
    });
    const own = (metricName: string, statistic: string, unit: Unit, minutes: number) =>
      new Metric({ namespace: METRIC_NAMESPACE, metricName, statistic, unit, period: Duration.minutes(minutes) });
    this.#alarm('StuckDonations', {
      metric: own(METRIC.stuckDonations, Stats.MAXIMUM, Unit.COUNT, 15),
      threshold: 1,
      periods: 2,
      text: 'A donation or an erasure had to be pushed on again and again.',
    });
    this.#alarm('OldestRevocation', {
      metric: own(METRIC.oldestRevocation, Stats.MAXIMUM, Unit.SECONDS, 60),
      threshold: Duration.days(2).toSeconds(),
      text: 'A withdrawn grant has not been revoked at the platform for two days.',
    });
    this.#alarm('SweepMissing', {
      metric: own(METRIC.sweeps, Stats.SUM, Unit.COUNT, 30),
      threshold: 1,
      below: true,
      missing: TreatMissingData.BREACHING,
      text: 'The sweep has not run for half an hour: what stops is not pushed on.',
    });
  }

  #watchStorage({ table }: Storage, functions: ReadonlyMap<FunctionName, LambdaFunction>): void {
    const period = Duration.minutes(5);
    this.#alarm('TableThrottles', {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ThrottledRequests',
        statistic: Stats.SUM,
        period,
        dimensionsMap: { TableName: table.tableName },
      }),
      threshold: 20,
      text: 'The table takes fewer calls than there are.',
    });
    const denials = DENIED.flatMap((name) => [`($.error = "${name}")`, `($.cause.error = "${name}")`]);
    for (const [name, { logGroup }] of functions) {
      new MetricFilter(this, `Denials-${name}`, {
        logGroup,
        filterPattern: FilterPattern.literal(`{ ${denials.join(' || ')} }`),
        metricNamespace: METRIC_NAMESPACE,
        metricName: METRIC.denials,
        metricValue: '1',
        unit: Unit.COUNT,
      });
    }
    this.#alarm('KmsDenials', {
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: METRIC.denials,
        statistic: Stats.SUM,
        period,
      }),
      threshold: 1,
      text: 'A function was refused a key, the table or the bucket.',
    });
  }

  #alarm(name: string, { metric, threshold, below, periods = 1, missing, text }: Threshold): void {
    const alarm = new Alarm(this, name, {
      alarmDescription: `${text} docs/runbook.md#${name.toLowerCase()}`,
      metric,
      threshold,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
