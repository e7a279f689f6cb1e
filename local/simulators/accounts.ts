/** local/simulators/accounts.ts — the people a simulated provider knows, and how it treats them. */
import { existsSync } from 'node:fs';
import * as z from 'zod';

const fault = z.strictObject({
  on: z.enum(['token', 'initiate', 'state', 'download', 'reset', 'revoke']),
  /** Only for this resource group. */
  group: z.string().optional(),
  /** Only for this part of an archive, from 1. */
  part: z.int().positive().optional(),
  /** How many requests it befalls. */
  times: z.int().positive(),
  /** Answers this instead; 0 cuts the connection. */
  status: z.int().min(0).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Answers so much later. */
  delay_ms: z.int().nonnegative().optional(),
  /** Cuts the connection after so many bytes of the body. */
  truncate_at: z.int().nonnegative().optional(),
});

const archiveFile = z
  .string()
  .refine((path) => path.startsWith('/'), 'An absolute path is needed.')
  .refine((path) => existsSync(path), 'There is no such file.');

export const accountSettings = z.strictObject({
  name: z.string().min(1).max(100),
  provider: z.enum(['google', 'tiktok']).default('google'),
  /** Parts by resource group; `*` serves every group. A group that is missing yields an archive without its product. */
  archives: z.record(z.string(), z.array(archiveFile).min(1)).default({}),
  polls: z.int().nonnegative().default(2),
  final_state: z.enum(['COMPLETE', 'FAILED', 'CANCELLED']).default('COMPLETE'),
  url_ttl_seconds: z.int().positive().default(21_600),
  /** Google gives access tokens a second less than an hour. */
  access_token_seconds: z.int().positive().default(3599),
  ranges: z.boolean().default(true),
  /** Rows of the built-in large archive. */
  rows: z.int().positive().optional(),
  faults: z.array(fault).default([]),
});

export type AccountSettings = z.output<typeof accountSettings>;
export type Fault = z.output<typeof fault>;

/** Which archives a built-in account has. */
export type Persona = 'ordinary' | 'empty' | 'finnish' | 'german' | 'partial' | 'huge';

export type Account = AccountSettings & {
  readonly id: string;
  /** Archives made on the fly, for the built-in accounts. */
  readonly persona?: Persona;
};

const builtIn = (id: string, persona: Persona, settings: z.input<typeof accountSettings>): Account => ({
  ...accountSettings.parse(settings),
  ...{ id, persona },
});

/** The people that are always there. */
export const BUILT_IN: readonly Account[] = [
  builtIn('maija', 'ordinary', { name: 'Maija Meikäläinen — an ordinary person, years of everything' }),
  builtIn('empty', 'empty', { name: 'Eero Empty — no data at all' }),
  builtIn('finnish', 'finnish', { name: 'Fanni Finnish — her account speaks Finnish' }),
  builtIn('german', 'german', { name: 'Gesa German — her account speaks German' }),
  builtIn('partial', 'partial', { name: 'Pekka Partial — only the last months, some products missing' }),
  builtIn('huge', 'huge', { name: 'Hanna Huge — a very large YouTube history', rows: 1_000_000 }),
  builtIn('failing', 'ordinary', { name: 'Frank Failing — every export fails', final_state: 'FAILED', polls: 1 }),
  builtIn('slow', 'ordinary', { name: 'Sirpa Slow — exports take their time', polls: 6 }),
];
