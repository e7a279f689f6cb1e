/** bin/admin/command.ts — what a command is: its words are checked first, so that a wrong call touches nothing. */
import { parseArgs } from 'node:util';
import { DAY_MS, toTimestamp } from '../../functions/core/clock.ts';
import { UsageError } from './usage.ts';

/** What is printed: as text, or as JSON. `failed`: what was asked about is not well. */
export type Output = { readonly text: string; readonly json: unknown; readonly failed?: boolean };

export type Prepared = { readonly asJson: boolean; readonly run: (service: Service) => Promise<Output> };
export type Command = (args: readonly string[]) => Prepared;

/** The service that a command works on. */
export type Service = {
  /** In words, for questions and messages. */
  readonly name: string;
  /** `machine`: this machine's; `table`: one table only; `stack`: a deployed stack. */
  readonly kind: 'machine' | 'table' | 'stack';
  /** Outputs of a deployed stack, by their names. */
  readonly outputs: Readonly<Record<string, string>>;
};

export const TEXT = { type: 'string' } as const;
export const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;
export const YES_FLAG = { yes: { type: 'boolean', default: false } } as const;

/** The one word that a command takes. @throws UsageError */
export function readOne(args: readonly string[], what: string) {
  const options = { ...JSON_FLAG, ...YES_FLAG };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [word, ...more] = positionals;
  if (!word || more.length) throw new UsageError(`Name one ${what}.`);
  return { word, asJson: values.json, yes: values.yes };
}

/** @throws UsageError when there is anything but `--json` */
export function readNothing(args: readonly string[]): boolean {
  return parseArgs({ args: [...args], options: JSON_FLAG }).values.json;
}

/** How long a token of the file API is good, unless it is to be so for good. */
const TOKEN_LIFETIME_MS = DAY_MS;
export const EXPIRY_FLAG = { 'no-expiry': { type: 'boolean', default: false } } as const;

/** When a token made now ends; undefined where it never does. */
export const expiryOf = (values: { readonly 'no-expiry': boolean }, now: number): string | undefined =>
  values['no-expiry'] ? undefined : toTimestamp(now + TOKEN_LIFETIME_MS);

/** A token that is shown this once, and until when it is good. */
export const tokenText = (token: string, expiresAt?: string): string =>
  [
    `Token  ${token}`,
    '',
    'It is shown this once and kept only as a hash.',
    ...(expiresAt ? [`It is good until ${expiresAt}.`] : []),
  ].join('\n');

/** Facts under one another. */
export function facts(pairs: readonly (readonly [string, unknown])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value ?? '–'}`).join('\n');
}
