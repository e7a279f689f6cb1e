/** functions/api/public/index.ts — the Lambda function that anyone may call. */
import { createApi } from '../../http/api.ts';
import { publicRoute } from '../../http/route.ts';
import { getDocs } from './docs.ts';
import { getReceipt } from './receipts.ts';

export const handler = createApi([
  { method: 'GET', path: '/health', handler: publicRoute({}, async () => ({ status: 200, body: { status: 'ok' } })) },
  { method: 'GET', path: '/api/docs', handler: getDocs },
  { method: 'GET', path: '/api/receipts/{code}', handler: getReceipt },
]);
