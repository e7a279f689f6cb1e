/**
 * lib/throttling.ts — how often each route may be called, by all callers together. A limit for each caller is the web
 * ACL's task.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
import type { ApiFunction } from '../functions/routes.ts';

/** Calls a second in the long run, and at once. */
export type Throttle = { readonly rate: number; readonly burst: number };

export type RouteClass = 'open' | 'secrets' | 'reads' | 'rows' | 'writes';

export const THROTTLES: Readonly<Record<RouteClass, Throttle>> = {
  /** Without any token: health, documentation. */
  open: { rate: 20, burst: 40 },
  /** Where somebody could try tokens, codes and receipts. */
  secrets: { rate: 20, burst: 60 },
  reads: { rate: 100, burst: 200 },
  /** Reads that open files. */
  rows: { rate: 30, burst: 60 },
  writes: { rate: 50, burst: 100 },
};

const SECRETS = /^\/(oauth|webhooks)\/|^\/api\/(receipts|participant\/session)|\/download$/;

type Route = { readonly method: string; readonly path: string; readonly function: ApiFunction };

export function routeClass({ method, path, function: name }: Route): RouteClass {
  if (SECRETS.test(path)) return 'secrets';
  if (name === 'public') return 'open';
  if (method !== 'GET') return 'writes';
  return /\/(data|export\.zip|files)(\/|$)/.test(path) ? 'rows' : 'reads';
}
