/** functions/api/webhooks/index.ts — the Lambda function that providers call. */
import { createApi } from '../../http/api.ts';
import { WEBHOOKS } from '../../routes.ts';
import { receive } from './receive.ts';

export const handler = createApi(
  WEBHOOKS.map(({ method, path, sourceType }) => ({ method, path, handler: receive(sourceType) })),
);
