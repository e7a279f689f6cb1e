/** functions/api/researcher/data.ts — the rows of a donation, by page and as files. */
import * as z from 'zod';
import { donationPath } from '../../core/schemas.ts';
import { bundleQuery, fileQuery, rowsQuery } from '../../core/schemas-donation.ts';
import { researcherRoute } from '../../http/route.ts';
import { findWholeDonation } from '../../store/whole-donation.ts';
import { downloadBundle } from '../data/download-bundle.ts';
import { downloadRows } from '../data/download-rows.ts';
import { queryRows } from '../data/query-rows.ts';

const RESEARCHER = { by: 'researcher' } as const;

/** GET /api/donations/{id}/data/ */
export const getData = researcherRoute(
  { params: donationPath, query: rowsQuery },
  async ({ params, query, researcher, event, now }) => {
    const whole = await findWholeDonation(params.id, { ownedBy: researcher.id });
    return queryRows(whole, query, { path: event.rawPath, reader: RESEARCHER, now });
  },
);

/** GET /api/donations/{id}/data/{file} */
export const getFile = researcherRoute(
  { params: { ...donationPath, file: z.string() }, query: fileQuery },
  async ({ params, query, researcher, now }) =>
    downloadRows(await findWholeDonation(params.id, { ownedBy: researcher.id }), params.file, query, RESEARCHER, now),
);

/** GET /api/donations/{id}/export.zip */
export const getBundle = researcherRoute(
  { params: donationPath, query: bundleQuery },
  async ({ params, query, researcher, now }) =>
    downloadBundle(await findWholeDonation(params.id, { ownedBy: researcher.id }), query, RESEARCHER, now),
);
