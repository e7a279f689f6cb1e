/** functions/application.ts — our registration at each provider: from where AWS keeps secrets, or from the environment. */
import { PROVIDER_ENV } from './constants.ts';
import type { SourceType } from './core/donation.ts';
import { env, required } from './env.ts';
import type { Application } from './providers/provider.ts';
import { loadCredentials } from './store/credentials.ts';

/**
 * @throws AppError `not_configured` as long as the operator has not entered the credentials; Error naming the variable where they stand in the environment and do not
 */
export async function application(sourceType: SourceType): Promise<Application> {
  const names: (typeof PROVIDER_ENV)[SourceType] = PROVIDER_ENV[sourceType];
  const { [names.baseUrl]: baseUrl, [names.secret]: secret } = env();
  if (!secret)
    return { clientId: required(names.clientId), clientSecret: required(names.clientSecret), ...hosts(baseUrl) };
  const { client_id: clientId, client_secret: clientSecret } = await loadCredentials(secret);
  return { clientId, clientSecret, ...hosts(baseUrl) };
}

const hosts = (baseUrl: string | undefined) => (baseUrl === undefined ? {} : { baseUrl });
