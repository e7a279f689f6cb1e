/** functions/http/route.ts — a route: who may call, what is taken, what is answered. */
import * as z from 'zod';
import { systemClock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import { strictObject } from '../core/schemas.ts';
import type { Answer } from './answer.ts';
import { authenticateResearcher } from './authenticate.ts';
import { readBody } from './body.ts';
import type { ApiEvent } from './event.ts';
import { validate } from './validate.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

/** What a route takes. `params` and `query` are fields with their schemas; a query field not named is refused. */
export type Schemas = { readonly params?: Shape; readonly query?: Shape; readonly body?: z.ZodType };

type Parsed<Fields> = Fields extends Shape ? { readonly [Name in keyof Fields]: z.output<Fields[Name]> } : undefined;

/** What a handler is given: the parsed input, and what authentication found. */
export type Call<Taken extends Schemas, Caller> = Caller & {
  readonly params: Parsed<Taken['params']>;
  readonly query: Parsed<Taken['query']>;
  readonly body: Taken['body'] extends z.ZodType ? z.output<Taken['body']> : undefined;
  readonly event: ApiEvent;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** @throws AppError when the caller is refused */
export type Authenticate<Caller extends object> = (event: ApiEvent, now: number) => Promise<Caller>;

/** A route as `createApi` dispatches to it. */
export type RouteHandler = (event: ApiEvent) => Promise<Answer>;

/** A path that cannot be one of ours leads nowhere: 404, not 400. */
async function readParams(shape: Shape | undefined, event: ApiEvent): Promise<unknown> {
  if (!shape) return undefined;
  const parsed = await z.object(shape).safeParseAsync(event.pathParameters ?? {});
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

/**
 * Makes a route: authentication first, then the path, then everything else that was sent.
 * @param authenticate gives what the handler shall know of the caller
 * @throws AppError what `authenticate` throws; `not_found` for a path that cannot be; `invalid` and what `readBody`
 * throws for the rest
 */
export const route =
  <Caller extends object>({ authenticate }: { readonly authenticate: Authenticate<Caller> }) =>
  <const Taken extends Schemas>(taken: Taken, handle: (call: Call<Taken, Caller>) => Promise<Answer>): RouteHandler =>
  async (event) => {
    const now = systemClock();
    const caller = await authenticate(event, now);
    const params = await readParams(taken.params, event);
    const query = taken.query && (await validate(strictObject(taken.query), event.queryStringParameters ?? {}));
    const body = taken.body && (await validate(taken.body, readBody(event)));
    return handle({ ...caller, params, query, body, event, now } as Call<Taken, Caller>);
  };

/** A route that anyone may call. */
export const publicRoute = route({ authenticate: async () => ({}) });

/** A route for researchers; the handler is given the `researcher`. */
export const researcherRoute = route({ authenticate: authenticateResearcher });
