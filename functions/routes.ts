/**
 * functions/routes.ts — the table of HTTP routes. The cloud stack and the embedded one both read it, so they
 * cannot drift. Whole-segment paths in API Gateway's form, without a trailing slash. Imports nothing.
 */

export const API_FUNCTIONS = ['public', 'researcher', 'participant', 'oauth', 'webhooks'] as const;
/** One Lambda function a trust boundary. */
export type ApiFunction = (typeof API_FUNCTIONS)[number];

export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly function: ApiFunction;
};

/** Where providers send people back to, and whose they are: `/oauth/<provider's id>/callback`. */
export const CALLBACKS = [
  { method: 'GET', path: '/oauth/google/callback', function: 'oauth', sourceType: 'google_portability' },
  { method: 'GET', path: '/oauth/tiktok/callback', function: 'oauth', sourceType: 'tiktok_portability' },
] as const satisfies readonly (Route & { readonly sourceType: string })[];

/** Where providers tell us something: `/webhooks/<provider's id>`. */
export const WEBHOOKS = [
  { method: 'POST', path: '/webhooks/tiktok', function: 'webhooks', sourceType: 'tiktok_portability' },
] as const satisfies readonly (Route & { readonly sourceType: string })[];

export const ROUTES = [
  { method: 'GET', path: '/health', function: 'public' },
  { method: 'GET', path: '/api/docs', function: 'public' },
  { method: 'GET', path: '/api/receipts/{code}', function: 'public' },

  { method: 'POST', path: '/api/donations', function: 'researcher' },
  { method: 'GET', path: '/api/donations', function: 'researcher' },
  { method: 'GET', path: '/api/donations/{id}', function: 'researcher' },
  { method: 'DELETE', path: '/api/donations/{id}', function: 'researcher' },
  { method: 'POST', path: '/api/donations/{id}/link', function: 'researcher' },
  { method: 'GET', path: '/api/donations/{id}/data', function: 'researcher' },
  { method: 'GET', path: '/api/donations/{id}/data/{file}', function: 'researcher' },
  { method: 'GET', path: '/api/donations/{id}/export.zip', function: 'researcher' },

  { method: 'POST', path: '/api/participant/session', function: 'participant' },
  { method: 'DELETE', path: '/api/participant/session', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}', function: 'participant' },
  { method: 'DELETE', path: '/api/participant/donations/{id}', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/consent', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/authorization', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/data', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/data/{file}', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/overview', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/export.zip', function: 'participant' },

  ...CALLBACKS,
  ...WEBHOOKS,
] as const satisfies readonly Route[];
