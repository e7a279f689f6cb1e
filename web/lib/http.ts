/** web/lib/http.ts — calls to the API of this origin, in the page’s language, and the one error they end in. */
import { t } from '../i18n/messages.ts';

/** Longer than the service's own limit of 30 s, so that it is the service that answers. */
const TIMEOUT_MS = 40_000;

/** `offline`: no answer came. `problem`: the service refused, by RFC 9457's problem document where it sent one. */
export class CallError extends Error {
  readonly kind: 'offline' | 'problem';
  readonly status: number;
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(kind: 'offline' | 'problem', status = 0, body: Readonly<Record<string, unknown>> = {}) {
    super(kind);
    this.name = 'CallError';
    this.kind = kind;
    this.status = status;
    this.code = typeof body.code === 'string' ? body.code : '';
    this.extra = body;
  }
}

/**
 * Sends one request with the session's cookie.
 * @throws CallError `offline` when no answer comes within 40 s
 */
export async function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
    });
  } catch {
    throw new CallError('offline');
  }
}

/** The problem document of an answer; empty where something in between answered in another form. */
async function problemOf(response: Response): Promise<CallError> {
  const body: unknown = await response.json().catch(() => undefined);
  return new CallError('problem', response.status, body && typeof body === 'object' ? { ...body } : {});
}

/**
 * Throws for an answer that is none of those wanted.
 * @throws CallError
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export async function expectSuccess(response: Response): Promise<Response> {
  if (!response.ok) throw await problemOf(response);
  return response;
}

/**
 * Calls the API and reads its JSON.
 * @param body sent as JSON; a mutation without one sends an empty object, for the API takes JSON only
 * @throws CallError
 */
export async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body: unknown = {}): Promise<T> {
  const headers = {
    accept: 'application/json',
    'accept-language': t.language,
    ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
  };
  const response = await send(method, path, {
    headers,
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });
  await expectSuccess(response);
  return (await response.json().catch(() => {
    throw new CallError('problem', response.status);
  })) as T;
}
