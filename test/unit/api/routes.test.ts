import { describe, expect, it } from 'vitest';
import { logger } from '../../../functions/log.ts';
import { API_FUNCTIONS, ROUTES } from '../../../functions/routes.ts';
import { apiEvent } from '../http/events.ts';

type Handler = (event: ReturnType<typeof apiEvent>, context: object) => Promise<{ statusCode: number; body: string }>;

describe('the table of routes', () => {
  it.each(API_FUNCTIONS)('has an answer to each of its routes in the function %s', async (name) => {
    logger.setLogLevel('SILENT');
    const { handler } = (await import(`../../../functions/api/${name}/index.ts`)) as { handler: Handler };
    const own = ROUTES.filter((route) => route.function === name);
    expect(own.length).toBeGreaterThan(0);
    for (const { method, path } of own) {
      // A route that was forgotten is told apart by 405: the address is known, the function has no handler for it.
      const { statusCode } = await handler(apiEvent(`${method} ${path}`), {});
      expect(statusCode, `${method} ${path}`).not.toBe(405);
    }
  });
});
