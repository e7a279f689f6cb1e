/** functions/api/oauth/back-to-site.ts — a callback is a page in somebody's browser: it ends on the site, whatever comes. */
import { chosenAddress, type Language } from '../../core/languages.ts';
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

/** What the page is to show. */
export type Return = {
  /** Absent where it is not to be told whose callback it was. */
  readonly donationId?: string;
  readonly outcome?: Outcome;
  /** The language that the page was left in; absent: the browser's own. */
  readonly language?: Language | undefined;
};

export function backToSite({ donationId, outcome, language }: Return): Answer {
  const page = new URL(language ? chosenAddress('/donate/', language) : '/donate/', required('PUBLIC_ORIGIN'));
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
      return backToSite({ outcome: 'internal' });
    }
  };
