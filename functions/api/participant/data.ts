/** functions/api/participant/data.ts — the rows of one's own donation, by the same query as the researcher's. */

import * as z from 'zod';
import { donationPath } from '../../core/schemas.ts';
import { bundleQuery, fileQuery, overviewQuery, rowsQuery } from '../../core/schemas-donation.ts';
import { downloadBundle } from '../data/download-bundle.ts';
import { downloadRows } from '../data/download-rows.ts';
import { overview } from '../data/overview.ts';
import { queryRows } from '../data/query-rows.ts';
import { ownWholeDonation, participantRoute } from './route.ts';

/** GET /api/participant/donations/{id}/data/ */
export const getData = participantRoute(
  { params: donationPath, query: rowsQuery },
  async ({ params, query, session, event, now }) => {
    const whole = await ownWholeDonation(session, params.id);
    return queryRows(whole, query, { path: event.rawPath, by: 'participant', now });
  },
);

/** GET /api/participant/donations/{id}/overview/ */
export const getOverview = participantRoute(
  { params: donationPath, query: overviewQuery },
  async ({ params, query, session }) => overview(await ownWholeDonation(session, params.id), query),
);

/** GET /api/participant/donations/{id}/data/{file} */
export const getFile = participantRoute(
  { params: { ...donationPath, file: z.string() }, query: fileQuery },
  async ({ params, query, session, now }) =>
    downloadRows(await ownWholeDonation(session, params.id), params.file, query, 'participant', now),
);

/** GET /api/participant/donations/{id}/export.zip */
export const getBundle = participantRoute(
  { params: donationPath, query: bundleQuery },
  async ({ params, query, session, now }) =>
    downloadBundle(await ownWholeDonation(session, params.id), query, 'participant', now),
);
