/** functions/api/researcher/create-donation.ts — POST /api/donations/ */
import { toTimestamp } from '../../core/clock.ts';
import type { Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/id.ts';
import { chosenAddress, spokenLanguage } from '../../core/languages.ts';
import { type CreateInput, createBody } from '../../core/schemas-donation.ts';
import { hashToken, newToken } from '../../core/token.ts';
import { env, required } from '../../env.ts';
import { header } from '../../http/event.ts';
import { researcherRoute } from '../../http/route.ts';
import { providerOf } from '../../providers/index.ts';
import { createDataTypes, listDataTypes } from '../../store/data-types.ts';
import { createDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { allotMemberId } from '../../store/members.ts';
import type { Researcher } from '../../store/researchers.ts';
import { saveToken } from '../../store/tokens.ts';
import { idempotently } from '../idempotently.ts';
import { donationView } from './donation-view.ts';
import { againstProviders, requestedDataTypes } from './requested-data-types.ts';

/** The token is in the fragment: it never reaches a server's log or a referrer. */
export function donationUrl(token: string, { language = '' }: Pick<Donation, 'language'>): string {
  const spoken = spokenLanguage(language);
  const page = spoken ? chosenAddress('/donate/', spoken) : '/donate/';
  return `${required('PUBLIC_ORIGIN')}${page}#${token}`;
}

/** A study may keep data for a shorter time than the service does, not for a longer one. @throws AppError `invalid` */
function retentionOf({ retention_days: wanted }: CreateInput): number | undefined {
  const { DATA_RETENTION_DAYS: most } = env();
  if (!wanted || !most || wanted <= most) return wanted ?? most;
  throw new AppError('invalid', {
    errors: {
      retention_days: [`This service keeps donations for ${most} days at most. Ask for less, or leave it out.`],
    },
  });
}

/** A choice about what a platform never tells would promise what nobody can keep. @throws AppError `invalid` */
function onAccessRemoved({ source_type, on_access_removed }: CreateInput): { on_access_removed?: 'stop' } {
  const { title, notifies } = providerOf(source_type);
  if (on_access_removed && !notifies) {
    const message = `${title} does not tell when somebody ends the access. Leave it out.`;
    throw new AppError('invalid', { errors: { on_access_removed: [message] } });
  }
  return on_access_removed === 'stop' ? { on_access_removed } : {};
}

function newDonation(input: CreateInput, researcher: Researcher, linkHash: string, now: number): Donation {
  const { source_type, data_start_date, data_end_date, external_id, language, return_url, link_expires_at } = input;
  if (link_expires_at && Date.parse(link_expires_at) <= now) {
    throw new AppError('invalid', { errors: { link_expires_at: ['The time lies in the past.'] } });
  }
  const retention_days = retentionOf(input);
  const created_at = toTimestamp(now);
  return {
    ...{ id: newId('don'), researcher_id: researcher.id, source_type, status: 'pending', step: 'consent' },
    study: { ...researcher.study, ...input.study },
    period: { ...(data_start_date && { start: data_start_date }), ...(data_end_date && { end: data_end_date }) },
    requested_data_types: requestedDataTypes(input),
    ...(external_id && { external_id }),
    ...(language && { language }),
    ...(input.review && { review: input.review }),
    ...(return_url && { return_url }),
    ...(link_expires_at && { link_expires_at }),
    ...(retention_days && { retention_days }),
    ...onAccessRemoved(input),
    ...{ link_hash: linkHash, created_at, timeline: [{ step: 'consent', at: created_at }], execution: 0 },
  };
}

/**
 * Makes a donation and its link, whose token is shown this once. With an `Idempotency-Key` the same call again gets
 * the same answer for 24 hours.
 * @throws AppError `invalid`, `data_type_not_enabled`, `idempotency_conflict`
 */
export const postDonation = researcherRoute(
  { body: createBody.check(...againstProviders) },
  ({ body, researcher, event, now }) =>
    idempotently(researcher.id, header(event, 'idempotency-key'), body, now, async () => {
      const token = newToken('donation');
      const made = newDonation(body, researcher, hashToken(token), now);
      const donation = { ...made, project_member_id: await allotMemberId(made.id) };
      await createDataTypes(donation.id, donation.requested_data_types);
      await saveToken(token, { kind: 'donation', subject: donation.id, created_at: donation.created_at });
      await createDonation(donation);
      await recordEvent(donation.id, { event: 'created', by: 'researcher' }, now);
      const view = donationView(donation, await listDataTypes(donation.id));
      return { ...view, token, donation_url: donationUrl(token, body) };
    }),
);
