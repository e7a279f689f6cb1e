/** local/http/event.ts — HTTP requests as API Gateway gives them to Lambda, and the answers back. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ANY_METHOD, type ApiFunction, ROUTES } from '../../functions/routes.ts';

/** API Gateway's own limit of a request body. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/** @returns the address a request asks for; null where its target is none, such as `*` */
export const addressOf = ({ url = '/' }: IncomingMessage): URL | null =>
  // A path may begin with two slashes: resolved against a base it would name another host.
  URL.parse(url.startsWith('/') ? `http://localhost${url}` : url);

/** The path without a trailing slash. */
export const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '');

/** A route of API Gateway, where a method may be `ANY`. */
type GatewayRoute = { readonly method: string; readonly path: string; readonly function: ApiFunction };

export type Match = { readonly route: GatewayRoute; readonly parameters: Readonly<Record<string, string>> };

/** Finds the routes of an address, whatever their method; those that take any come last. */
export function matchRoutes(path: string): readonly Match[] {
  const given = withoutSlash(path).split('/');
  return [...ROUTES, ...ANY_METHOD].flatMap((route: GatewayRoute) => {
    const wanted = route.path.split('/');
    if (wanted.length !== given.length) return [];
    const parameters: Record<string, string> = {};
    const fits = wanted.every((segment, at) => {
      if (!segment.startsWith('{')) return segment === given[at];
      parameters[segment.slice(1, -1)] = decode(given[at] ?? '');
      return given[at] !== '';
    });
    return fits ? [{ route, parameters }] : [];
  });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** @throws BodyTooLarge without reading the rest */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new BodyTooLarge();
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BODY_BYTES) throw new BodyTooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const isText = (type: string | undefined): boolean => !type || /json|text|xml/.test(type);

/**
 * Payload format 2.0.
 * @param address of the request
 * @throws BodyTooLarge
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export async function toEvent(request: IncomingMessage, address: URL, { route, parameters }: Match) {
  const { pathname, search, searchParams } = address;
  const body = await readBody(request);
  // Text that is no UTF-8 goes as bytes: whoever reads it can still say that it is broken.
  const text = isText(request.headers['content-type']) && isUtf8(body);
  const { cookie, ...headers } = request.headersDistinct;
  // As entries: assigned, a parameter named `__proto__` would be lost, and not refused.
  const names = [...new Set(searchParams.keys())];
  const query = Object.fromEntries(names.map((name) => [name, searchParams.getAll(name).join(',')]));
  const now = Date.now();
  const path = withoutSlash(pathname);
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: path,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.flatMap((line) => line.split('; ')) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values = []]) => [name, values.join(',')])),
    ...(search.length > 1 && { queryStringParameters: query }),
    ...(Object.keys(parameters).length && { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      requestId: randomUUID(),
      routeKey: `${route.method} ${route.path}`,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
    },
    ...(body.length && { body: text ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

export type Result = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

/** Sends what a function answered. */
export function sendResult(response: ServerResponse, result: Result): void {
  const { statusCode = 200, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length) response.setHeader('set-cookie', [...cookies]);
  if (statusCode !== 204) response.setHeader('content-length', bytes.length);
  response.writeHead(statusCode).end(statusCode === 204 ? undefined : bytes);
}
