/** functions/api/participant/data.ts — the rows of one's own donation, by the same query as the researcher's. */

import * as z from 'zod';
import { isOwn } from '../../core/ownership.ts';
import { donationPath } from '../../core/schemas.ts';
import { bundleQuery, fileQuery, overviewQuery, rowsQuery } from '../../core/schemas-donation.ts';
import type { Session } from '../../store/sessions.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { downloadBundle } from '../data/download-bundle.ts';
import { downloadRows } from '../data/download-rows.ts';
import { overview } from '../data/overview.ts';
import { queryRows } from '../data/query-rows.ts';
import type { Reader } from '../data/reader.ts';
import { ownWholeDonation, participantRoute } from './route.ts';

const readerOf = (session: Session, { donation }: WholeDonation): Reader => ({
  by: 'participant',
  own: isOwn(session, donation),
});

/** GET /api/participant/donations/{id}/data/ */
export const getData = participantRoute(
  { params: donationPath, query: rowsQuery },
  async ({ params, query, session, event, now }) => {
    const whole = await ownWholeDonation(session, params.id);
    return queryRows(whole, query, { path: event.rawPath, reader: readerOf(session, whole), now });
  },
);

/** GET /api/participant/donations/{id}/overview/ */
export const getOverview = participantRoute(
  { params: donationPath, query: overviewQuery },
  async ({ params, query, session }) => {
    const whole = await ownWholeDonation(session, params.id);
    return overview(whole, query, readerOf(session, whole));
  },
);

/** GET /api/participant/donations/{id}/data/{file} */
export const getFile = participantRoute(
  { params: { ...donationPath, file: z.string() }, query: fileQuery },
  async ({ params, query, session, now }) => {
    const whole = await ownWholeDonation(session, params.id);
    return downloadRows(whole, params.file, query, readerOf(session, whole), now);
  },
);

/** GET /api/participant/donations/{id}/export.zip */
export const getBundle = participantRoute(
  { params: donationPath, query: bundleQuery },
  async ({ params, query, session, now }) => {
    const whole = await ownWholeDonation(session, params.id);
    return downloadBundle(whole, query, readerOf(session, whole), now);
  },
);
