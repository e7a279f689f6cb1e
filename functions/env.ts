/** functions/env.ts — the environment of a function, checked when it is read. The only place that reads process.env. */
import * as z from 'zod';
import { ENV } from './constants.ts';

const text = z.string().min(1);

const schema = z.object({
  // A function is told of what it may use only: `required` says what is missing where it is needed.
  [ENV.table]: text.optional(),
  [ENV.dataBucket]: text.optional(),
  [ENV.dataKey]: text.optional(),
  [ENV.grantsKey]: text.optional(),
  [ENV.donationMachine]: text.optional(),
  [ENV.eraseMachine]: text.optional(),
  [ENV.releaseMachine]: text.optional(),
  [ENV.exportFunction]: text.optional(),
  [ENV.receiveFunction]: text.optional(),
  /** Whose sessions sign the addresses of uploads; absent: the process's own credentials do. */
  [ENV.uploadRole]: text.optional(),
  [ENV.publicOrigin]: z
    .url()
    .transform((origin) => origin.replace(/\/+$/, ''))
    .optional(),
  /** Comma-separated names; absent or empty = the provider's default set. */
  [ENV.dataTypes]: z
    .string()
    .default('')
    .transform((names) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  /** The longest that a donation is kept after it was processed, days; absent: until it is erased. */
  [ENV.retentionDays]: z.preprocess((days) => days || undefined, z.coerce.number().int().min(1).max(3650).optional()),
  /** What the poll backoff counts in: a minute on AWS, a second on one machine. */
  [ENV.pollUnitSeconds]: z.coerce.number().positive().default(60),
  /** The longest step's time-out: how long a late step may still be writing after an erasure. */
  [ENV.sweepAfterSeconds]: z.coerce.number().int().positive().default(900),
  /** How long a provider may take to begin an answer; absent: 30 s. A download may fall silent for twice as long. */
  [ENV.providerTimeoutSeconds]: z.coerce.number().positive().optional(),
  /** What CloudFront shows the API; absent: the API may be called by anyone. */
  [ENV.originSecret]: text.optional(),
  [ENV.googleSecret]: text.optional(),
  [ENV.googleClientId]: text.optional(),
  [ENV.googleClientSecret]: text.optional(),
  [ENV.googleBaseUrl]: z.url().optional(),
  [ENV.tiktokSecret]: text.optional(),
  [ENV.tiktokClientKey]: text.optional(),
  [ENV.tiktokClientSecret]: text.optional(),
  [ENV.tiktokBaseUrl]: z.url().optional(),
});

export type Environment = z.infer<typeof schema>;

/**
 * @returns the checked environment
 * @throws Error naming each variable that is absent or wrong
 */
export function env(): Environment {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Environment: ${problems.join('; ')}`);
}

/** @throws Error naming the variable when it is absent */
export function required<Name extends keyof Environment>(name: Name): NonNullable<Environment[Name]> {
  const value = env()[name];
  if (value === undefined || value === null) throw new Error(`Environment: ${name} is not set`);
  return value;
}
