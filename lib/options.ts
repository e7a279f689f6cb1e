/** lib/options.ts — what an operator can choose, in cdk.json or by `-c name=value`; checked before anything is made. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const LOG_RETENTION = Object.values(RetentionDays).filter((days) => typeof days === 'number');

const wholeDays = z.coerce.number('must be a number of days').int('must be whole days').min(1, 'must be at least 1');

const schema = z
  .strictObject({
    stackName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be letters, digits and hyphens, at most 64, a letter first')
      .default('Datagift'),
    /** Domain of the site and the API; without one, CloudFront's own name serves. */
    domainName: z
      .string()
      .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a domain such as datagift.example.edu')
      .optional(),
    certificateArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of a certificate in us-east-1, where CloudFront looks for it',
      )
      .optional(),
    alarmEmail: z.email('must be an e-mail address').optional(),
    webAclArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
        'must be the ARN of a global web ACL (scope CLOUDFRONT, us-east-1)',
      )
      .optional(),
    logRetentionDays: z.coerce
      .number('must be a number of days')
      .refine((days) => LOG_RETENTION.includes(days), `must be one of ${LOG_RETENTION.join(', ')}`)
      .default(30),
    /** How long a donation is kept after it was processed, where its study says nothing; absent: until it is erased. */
    retentionDays: wholeDays.max(3650, 'must be at most 3650').optional(),
    removalPolicy: z.enum(['retain', 'destroy'], 'must be retain or destroy').default('retain'),
    /** Data types and bundles that studies may request; absent: the providers' default sets. */
    dataTypes: z.string().default(''),
  })
  .refine(({ domainName, certificateArn }) => !domainName === !certificateArn, {
    path: ['certificateArn'],
    message: 'goes together with domainName: give both, or neither',
  });

export type Options = z.output<typeof schema>;
export type OptionName = keyof Options;

export const OPTION_NAMES = Object.keys(schema.shape) as readonly OptionName[];

/** What the operator has to mend before anything can be made. */
export class WrongOptions extends Error {}

/**
 * @param get a context value by its name; an empty text is as good as none
 * @throws WrongOptions naming each option that is wrong, and the remedy
 */
export function readOptions(get: (name: OptionName) => unknown): Options {
  const given = OPTION_NAMES.map((name) => [name, get(name)]).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new WrongOptions(
    `These options are not right (cdk.json, or -c name=value):\n${problems.join('\n')}\ndocs/deploy.md describes each.`,
  );
}

/** What becomes of keys, table and bucket when the stack is deleted. */
export const removalOf = ({ removalPolicy }: Options): RemovalPolicy =>
  removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
