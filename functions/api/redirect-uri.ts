/** functions/api/redirect-uri.ts — where a provider sends people back to. */
import { required } from '../env.ts';

/** Made from `PUBLIC_ORIGIN`, never from the Host header; it has to be registered with the provider as it is. */
export const redirectUri = (provider: string): string => `${required('PUBLIC_ORIGIN')}/oauth/${provider}/callback/`;
