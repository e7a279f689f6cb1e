/** functions/api/oauth/index.ts — the Lambda function that providers send people back to. */
import { createApi } from '../../http/api.ts';
import { callback } from './callback.ts';

export const handler = createApi([
  { method: 'GET', path: '/oauth/google/callback', handler: callback('google_portability') },
]);
