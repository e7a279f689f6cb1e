/** functions/http/authenticate.ts — the researcher behind an Authorization header. */
import { AppError } from '../core/errors.ts';
import { tokenPattern } from '../core/token.ts';
import { findResearcherByToken, type Researcher } from '../store/researchers.ts';
import { type ApiEvent, header } from './event.ts';

const CREDENTIALS = /^(?:token|bearer) +(\S+) *$/i;

/**
 * Accepts `Authorization: Token <t>` and `Bearer <t>`.
 * @param now milliseconds since the epoch
 * @throws AppError `unauthorized` when it is absent, malformed, unknown or disabled; which of these is not said
 */
export async function authenticateResearcher(event: ApiEvent, now: number): Promise<{ researcher: Researcher }> {
  const token = CREDENTIALS.exec(header(event, 'authorization') ?? '')?.[1] ?? '';
  const researcher = tokenPattern('researcher').test(token) && (await findResearcherByToken(token, now));
  if (!researcher) throw new AppError('unauthorized');
  return { researcher };
}
