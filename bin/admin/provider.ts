/** bin/admin/provider.ts — the credentials of our registration at a provider. */

import { text as readAll } from 'node:stream/consumers';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Command, Output, Service } from './command.ts';
import { readOne } from './command.ts';
import { UsageError } from './usage.ts';

/** The stack's output that names each provider's secret. */
const SECRETS: Readonly<Record<string, string>> = { google: 'GoogleSecretArn', tiktok: 'TikTokSecretArn' };

/** Two lines, or JSON. @throws Error naming what is missing */
export function parseCredentials(given: string): { readonly client_id: string; readonly client_secret: string } {
  const trimmed = given.trim();
  const parsed: Record<string, unknown> = trimmed.startsWith('{') ? parseJson(trimmed) : fromLines(trimmed);
  // As Google's console gives them for download.
  const inner = (parsed.web ?? parsed) as Record<string, unknown>;
  const [id, secret] = [inner.client_id, inner.client_secret].map((value) =>
    typeof value === 'string' ? value.trim() : '',
  );
  if (!id || !secret) {
    throw new Error(
      'Give the client id and the client secret on standard input: one a line, or JSON with client_id and client_secret.',
    );
  }
  return { client_id: id, client_secret: secret };
}

function fromLines(text: string): Record<string, unknown> {
  const [client_id, client_secret] = text.split(/\r?\n/);
  return { client_id, client_secret };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const setCredentials: Command = (args) => {
  const { word: provider, asJson } = readOne(args, 'provider: google or tiktok');
  const output = SECRETS[provider];
  if (!output) throw new UsageError(`There is no provider ${provider}: google or tiktok.`);
  const run = async ({ kind, outputs, name }: Service): Promise<Output> => {
    if (kind !== 'stack') {
      throw new Error(
        'On one machine, credentials stand in .env (see .env.example). For a deployed service, name its --stack.',
      );
    }
    const secret = outputs[output];
    if (!secret) throw new Error(`${name} does not know ${provider}. Deploy this version first.`);
    if (process.stdin.isTTY) console.error('Client id, Enter, client secret, Enter, Ctrl-D:');
    const credentials = parseCredentials(await readAll(process.stdin));
    const client = new SecretsManagerClient({});
    await client.send(new PutSecretValueCommand({ SecretId: secret, SecretString: JSON.stringify(credentials) }));
    client.destroy();
    return {
      json: { provider, stored: true },
      text: `Stored. ${name} uses them within five minutes; npm run admin -- doctor checks them.`,
    };
  };
  return { asJson, run };
};

export const PROVIDER_COMMANDS: Readonly<Record<string, Command>> = { 'set-credentials': setCredentials };
