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
  /** Google's access tokens live a second less than an hour, TikTok's a day. */
  access_token_seconds: z.int().positive().optional(),
  /** TikTok keeps an archive for four days. */
  archive_seconds: z.int().positive().optional(),
  /** How often TikTok makes each of its calls. */
  webhooks: z.int().min(0).max(10).default(1),
  ranges: z.boolean().default(true),
  /** Rows of the built-in large archive. */
  rows: z.int().positive().optional(),
  faults: z.array(fault).default([]),
});

export type AccountSettings = z.output<typeof accountSettings>;
export type Fault = z.output<typeof fault>;

/** Which archives a built-in account has. */
export type Persona = 'ordinary' | 'empty' | 'huge' | GooglePersona | TikTokPersona;

type GooglePersona = 'finnish' | 'german' | 'partial';
type TikTokPersona = 'old_names' | 'any_case' | 'gaps' | 'texts' | 'other_shape' | 'half';

export type Account = AccountSettings & {
  readonly id: string;
  /** Archives made on the fly, for the built-in accounts. */
  readonly persona?: Persona;
};

const builtIn =
  (provider: Account['provider']) =>
  (id: string, persona: Persona, settings: Omit<z.input<typeof accountSettings>, 'provider'>): Account => ({
    ...accountSettings.parse({ ...settings, provider }),
    ...{ id, persona },
  });
const google = builtIn('google');
const tiktok = builtIn('tiktok');

/** The people that are always there. */
export const BUILT_IN: readonly Account[] = [
  google('maija', 'ordinary', { name: 'Maija Meikäläinen — an ordinary person, years of everything' }),
  google('empty', 'empty', { name: 'Eero Empty — no data at all' }),
  google('finnish', 'finnish', { name: 'Fanni Finnish — her account speaks Finnish' }),
  google('german', 'german', { name: 'Gesa German — her account speaks German' }),
  google('partial', 'partial', { name: 'Pekka Partial — only the last months, some products missing' }),
  google('huge', 'huge', { name: 'Hanna Huge — a very large YouTube history', rows: 1_000_000 }),
  google('failing', 'ordinary', { name: 'Frank Failing — every export fails', final_state: 'FAILED', polls: 1 }),
  google('slow', 'ordinary', { name: 'Sirpa Slow — exports take their time', polls: 6 }),
  tiktok('tiina', 'ordinary', { name: 'Tiina Toivonen — an ordinary person, years of everything' }),
  tiktok('tiktok-empty', 'empty', { name: 'Emil Empty — no data at all' }),
  tiktok('tiktok-old-names', 'old_names', { name: 'Olga Old — a document with the names of until 2024' }),
  tiktok('tiktok-any-case', 'any_case', { name: 'Casey Case — names in small letters and in capitals' }),
  tiktok('tiktok-gaps', 'gaps', { name: 'Nadia Null — values missing here and there' }),
  tiktok('tiktok-huge', 'huge', { name: 'Hugo Huge — a very large watch history', rows: 1_000_000 }),
  tiktok('tiktok-failing', 'ordinary', {
    name: 'Fiona Failing — every request is cancelled',
    final_state: 'CANCELLED',
  }),
  tiktok('tiktok-slow', 'ordinary', { name: 'Samuel Slow — copies take their time', polls: 6 }),
  tiktok('tiktok-texts', 'texts', { name: 'Teo Text — texts in place of the document' }),
  tiktok('tiktok-other-shape', 'other_shape', { name: 'Omar Other — a document of another shape' }),
  tiktok('tiktok-half', 'half', { name: 'Heidi Half — a document that breaks off' }),
];
