/** functions/http/api.ts — the one middy stack of every API function: dispatch, answer, problem, log. */
import middy from '@middy/core';
import { AppError } from '../core/errors.ts';
import { describeError, logger } from '../log.ts';
import { ROUTES } from '../routes.ts';
import { type Answer, toResult } from './answer.ts';
import type { ApiEvent, ApiResult } from './event.ts';
import { requireOrigin } from './origin.ts';
import { toProblem } from './problem.ts';
import type { RouteHandler } from './route.ts';

type Declared = (typeof ROUTES)[number];

/** A row of `functions/routes.ts` with what answers it. */
export type ApiRoute = {
  readonly method: Declared['method'];
  readonly path: Declared['path'];
  readonly handler: RouteHandler;
};

type Exchange = { event: ApiEvent; response?: Answer | ApiResult | null; error?: unknown };

/** The key of a route as API Gateway writes it. A trailing slash is no difference. */
const normalise = (routeKey: string): string => routeKey.replace(/(?<=.)\/+$/, '');

const matches = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split('/'), normalise(path).split('/')];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at]);
};

/** What to answer where no route matched: 405 with the methods that the address takes, else 404. */
function unmatched({ rawPath }: ApiEvent): Answer {
  const allowed = ROUTES.filter(({ path }) => matches(path, rawPath)).map(({ method }) => method);
  if (!allowed.length) throw new AppError('not_found');
  return toProblem(new AppError('method_not_allowed'), { allow: allowed.join(', ') });
}

/** How a function's answers differ from those of the others. */
export type ApiStyle = {
  /** An error as it is told; default: problem details. */
  readonly toError?: (error: unknown) => Answer;
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers what no route takes; default: 404 or 405. */
  readonly otherwise?: RouteHandler;
};

/** Turns what a route answered, or what it threw, into the result. */
const answers = ({ toError = toProblem, headers }: ApiStyle) => {
  const result = (answer: Answer, { requestContext }: ApiEvent): ApiResult =>
    toResult({ ...answer, headers: { ...headers, ...answer.headers } }, requestContext.requestId);
  return {
    after: (exchange: Exchange) => {
      exchange.response = result(exchange.response as Answer, exchange.event);
    },
    onError: (exchange: Exchange) => {
      exchange.response = result(toError(exchange.error), exchange.event);
    },
  };
};

/** One line a call: which route, how it ended. No path, no query, no header and no body: they may hold secrets. */
const logs = {
  after: ({ event, response }: Exchange) => {
    logger.info('call', { ...ids(event), status: (response as ApiResult).statusCode });
  },
  onError: ({ event, error, response }: Exchange) => {
    const line = { ...ids(event), status: (response as ApiResult).statusCode };
    if (error instanceof AppError) logger.info('call', { ...line, code: error.code });
    else logger.error('call failed', { ...line, ...describeError(error) });
  },
};

const ids = ({ routeKey, requestContext }: ApiEvent) => ({ request_id: requestContext.requestId, route: routeKey });

/**
 * Makes a Lambda handler of routes. Every error leaves as problem details; an unexpected one is logged by name and
 * place and answers 500 without detail.
 */
export function createApi(routes: readonly ApiRoute[], style: ApiStyle = {}) {
  const otherwise = style.otherwise ?? (async (event: ApiEvent) => unmatched(event));
  const handlers = new Map(routes.map(({ method, path, handler }) => [`${method} ${path}`, handler]));
  const dispatch = async (event: ApiEvent): Promise<Answer> => {
    requireOrigin(event);
    const handler = handlers.get(normalise(event.routeKey));
    return handler ? handler(event) : otherwise(event);
  };
  const stack = middy(dispatch)
    .use(logs as object)
    .use(answers(style) as object);
  return stack as unknown as (event: ApiEvent, context: object) => Promise<ApiResult>;
}
