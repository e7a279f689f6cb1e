/** test/unit/http/events.ts — requests as API Gateway hands them to a function. */
import type { ApiEvent } from '../../../functions/http/event.ts';

/** @param routeKey e.g. `GET /health`; the rest as the test needs it */
export function apiEvent(routeKey: string, rest: Partial<ApiEvent> = {}): ApiEvent {
  const [method = 'GET', path = '/'] = routeKey.split(' ');
  const requestContext = { requestId: 'request-1', http: { method } };
  return { routeKey, rawPath: path, headers: {}, requestContext, ...rest };
}

/** A request with a JSON body. @param body an object, or the text itself */
export const jsonEvent = (routeKey: string, body: unknown, rest: Partial<ApiEvent> = {}): ApiEvent =>
  apiEvent(routeKey, {
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...rest,
  });
