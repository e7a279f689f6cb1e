/** functions/store/credentials.ts — a provider's credentials, as `npm run admin -- provider set-credentials` keeps them. */
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { secrets } from '../clients.ts';
import { MINUTE_MS, systemClock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';

export type Credentials = { readonly client_id: string; readonly client_secret: string };

/** New credentials are in use after this long; old ones are to be good as long. */
const GOOD_FOR_MS = 5 * MINUTE_MS;

const kept = new Map<string, { readonly credentials: Credentials; readonly until: number }>();

function parse(text: string | undefined): Partial<Credentials> {
  try {
    return JSON.parse(text ?? '{}') as Partial<Credentials>;
  } catch {
    return {};
  }
}

/**
 * @param secretArn the secret that holds them
 * @throws AppError `not_configured` as long as the operator has not entered them
 */
export async function loadCredentials(secretArn: string): Promise<Credentials> {
  const now = systemClock();
  const found = kept.get(secretArn);
  if (found && found.until > now) return found.credentials;
  const { SecretString: text } = await secrets().send(new GetSecretValueCommand({ SecretId: secretArn }));
  const { client_id, client_secret } = parse(text);
  if (!client_id || !client_secret) throw new AppError('not_configured');
  const credentials = { client_id, client_secret };
  kept.set(secretArn, { credentials, until: now + GOOD_FOR_MS });
  return credentials;
}
