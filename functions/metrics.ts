/** functions/metrics.ts — measurements for the alarms, written into the log: no call, and no right to make one. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from './constants.ts';

type Measured = { readonly unit: (typeof MetricUnit)['Count' | 'Seconds']; readonly value: number };

export const count = (value: number): Measured => ({ unit: MetricUnit.Count, value });
export const seconds = (value: number): Measured => ({ unit: MetricUnit.Seconds, value });

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html */
export function publish(measured: Readonly<Record<string, Measured>>): void {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  for (const [name, { unit, value }] of Object.entries(measured)) metrics.addMetric(name, unit, value);
  metrics.publishStoredMetrics();
}
