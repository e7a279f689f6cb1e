/**
 * functions/routes.ts — the table of HTTP routes. The cloud stack and the embedded one both read it, so they
 * cannot drift. Whole-segment paths in API Gateway's form, without a trailing slash. Imports nothing.
 */

export const API_FUNCTIONS = ['public', 'researcher', 'participant', 'oauth', 'webhooks', 'open-humans'] as const;
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

const PROJECT = '/api/direct-sharing/project';

/** The file API of Open Humans. `/upload` is how the examples of its documentation write `/files/upload`. */
export const DIRECT_SHARING = [
  { method: 'GET', path: PROJECT, function: 'open-humans' },
  { method: 'GET', path: `${PROJECT}/members`, function: 'open-humans' },
  { method: 'GET', path: `${PROJECT}/exchange-member`, function: 'open-humans' },
  { method: 'POST', path: `${PROJECT}/upload`, function: 'open-humans' },
  { method: 'POST', path: `${PROJECT}/files/upload`, function: 'open-humans' },
  { method: 'POST', path: `${PROJECT}/files/upload/direct`, function: 'open-humans' },
  { method: 'POST', path: `${PROJECT}/files/upload/complete`, function: 'open-humans' },
  { method: 'POST', path: `${PROJECT}/files/delete`, function: 'open-humans' },
  { method: 'GET', path: `${PROJECT}/files/{id}/download`, function: 'open-humans' },
] as const satisfies readonly Route[];

/** Addresses whose function itself answers every other method: who asks without a token is to learn of that first. */
export const ANY_METHOD = DIRECT_SHARING.map(({ path, function: name }) => ({
  ...{ method: 'ANY' as const, path, function: name },
}));

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
  { method: 'GET', path: '/api/participant/identity', function: 'participant' },
  { method: 'POST', path: '/api/participant/identity', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/removals', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/removals', function: 'participant' },
  { method: 'DELETE', path: '/api/participant/donations/{id}/removals/{removal}', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/release', function: 'participant' },
  { method: 'DELETE', path: '/api/participant/donations/{id}', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/consent', function: 'participant' },
  { method: 'POST', path: '/api/participant/donations/{id}/authorization', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/data', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/data/{file}', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/overview', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/export.zip', function: 'participant' },

  { method: 'GET', path: '/api/participant/donations/{id}/files', function: 'participant' },
  { method: 'GET', path: '/api/participant/donations/{id}/files/{file}', function: 'participant' },
  { method: 'DELETE', path: '/api/participant/donations/{id}/files/{file}', function: 'participant' },

  ...DIRECT_SHARING,
  ...CALLBACKS,
  ...WEBHOOKS,
] as const satisfies readonly Route[];
