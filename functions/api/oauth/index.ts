/** functions/api/oauth/index.ts — the Lambda function that providers send people back to. */
import { createApi } from '../../http/api.ts';
import { CALLBACKS } from '../../routes.ts';
import { callback } from './callback.ts';

export const handler = createApi(
  CALLBACKS.map(({ method, path, sourceType }) => ({ method, path, handler: callback(sourceType) })),
);
