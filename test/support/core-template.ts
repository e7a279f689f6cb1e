/** test/support/core-template.ts — the part of the synthesized template that another CloudFormation knows how to make. */
import type { Resource, Resources } from './synth.ts';

/** What the service's work rests on. The other types are CloudFront, the API gateway, secrets and alarms. */
export const CORE_TYPES: readonly string[] = [
  ...['AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::IAM::Role', 'AWS::IAM::Policy'],
  ...['AWS::Logs::LogGroup', 'AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine', 'AWS::Events::Rule'],
  'AWS::SNS::Topic',
];

/** CDK's own functions upload the site and empty buckets: they work for types that are not there. */
const isOurs = ({ Type, Properties }: Resource): boolean =>
  Type !== 'AWS::Lambda::Function' || /^Datagift: /.test(String(Properties.Description));

/** @returns the resources of those types; an ARN of nothing stands in the place of the others */
export function coreOf(resources: Resources): Resources {
  const kept = Object.entries(resources).filter(([, each]) => CORE_TYPES.includes(each.Type) && isOurs(each));
  const ids = new Set(kept.map(([id]) => id));
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
    const id = name === 'Ref' ? argument : name === 'Fn::GetAtt' ? argument[0] : undefined;
    if (typeof id === 'string' && !more.length && !id.startsWith('AWS::') && !ids.has(id))
      return `arn:aws:absent:::${id}`;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, without(each)]));
  };
  return Object.fromEntries(
    kept.map(([id, { DependsOn: on, ...resource }]) => [
      id,
      {
        ...(without(resource) as Resource),
        DependsOn: [on ?? []].flat().filter((other) => ids.has(other)),
      },
    ]),
  );
}
