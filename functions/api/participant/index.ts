/** functions/api/participant/index.ts — the Lambda function that the donation site speaks to. */
import { createApi } from '../../http/api.ts';
import { beginAuthorization } from './authorization.ts';
import { decideConsent } from './consent.ts';
import { getBundle, getData, getFile, getOverview } from './data.ts';
import { getDonation, listDonations } from './donations.ts';
import { deleteFile, downloadFile, getFiles } from './files.ts';
import { getIdentity, postIdentity } from './identity.ts';
import { releaseRows } from './release.ts';
import { addRemoval, listRemovals, undoRemoval } from './removals.ts';
import { closeSession, openSession } from './session.ts';
import { withdraw } from './withdraw.ts';

const DONATIONS = '/api/participant/donations';

export const handler = createApi([
  { method: 'POST', path: '/api/participant/session', handler: openSession },
  { method: 'DELETE', path: '/api/participant/session', handler: closeSession },
  { method: 'GET', path: '/api/participant/identity', handler: getIdentity },
  { method: 'POST', path: '/api/participant/identity', handler: postIdentity },
  { method: 'GET', path: DONATIONS, handler: listDonations },
  { method: 'GET', path: `${DONATIONS}/{id}`, handler: getDonation },
  { method: 'DELETE', path: `${DONATIONS}/{id}`, handler: withdraw },
  { method: 'POST', path: `${DONATIONS}/{id}/consent`, handler: decideConsent },
  { method: 'POST', path: `${DONATIONS}/{id}/authorization`, handler: beginAuthorization },
  { method: 'GET', path: `${DONATIONS}/{id}/removals`, handler: listRemovals },
  { method: 'POST', path: `${DONATIONS}/{id}/removals`, handler: addRemoval },
  { method: 'DELETE', path: `${DONATIONS}/{id}/removals/{removal}`, handler: undoRemoval },
  { method: 'POST', path: `${DONATIONS}/{id}/release`, handler: releaseRows },
  { method: 'GET', path: `${DONATIONS}/{id}/data`, handler: getData },
  { method: 'GET', path: `${DONATIONS}/{id}/data/{file}`, handler: getFile },
  { method: 'GET', path: `${DONATIONS}/{id}/overview`, handler: getOverview },
  { method: 'GET', path: `${DONATIONS}/{id}/export.zip`, handler: getBundle },
  { method: 'GET', path: `${DONATIONS}/{id}/files`, handler: getFiles },
  { method: 'GET', path: `${DONATIONS}/{id}/files/{file}`, handler: downloadFile },
  { method: 'DELETE', path: `${DONATIONS}/{id}/files/{file}`, handler: deleteFile },
]);
