/** functions/api/oauth/back-to-site.ts — a callback is a page in somebody's browser: it ends on the site, whatever comes. */
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import type { RouteHandler } from '../../http/route.ts';
import { describeError, logger } from '../../log.ts';

/** What the page then says; without one, all is well. The site has a sentence for each. */
export const OUTCOMES = [
  'access_denied',
  'nothing_granted',
  'other_browser',
  'state_unknown',
  'exchange_failed',
  'provider_error',
  'provider_unavailable',
  'erased',
  'internal',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** @param donationId absent where it is not to be told whose callback it was */
export function backToSite(donationId?: string, outcome?: Outcome): Answer {
  const page = new URL('/donate/', required('PUBLIC_ORIGIN'));
  if (donationId) page.searchParams.set('donation', donationId);
  if (outcome) page.searchParams.set('outcome', outcome);
  return { status: 303, headers: { location: page.href } };
}

/** An unexpected error is logged by name and place, and leads back to the site as well. */
export const onSite =
  (handler: RouteHandler): RouteHandler =>
  async (event) => {
    try {
      return await handler(event);
    } catch (error) {
      logger.error('callback failed', { request_id: event.requestContext.requestId, ...describeError(error) });
      return backToSite(undefined, 'internal');
    }
  };
