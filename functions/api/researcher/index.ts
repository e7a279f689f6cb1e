/** functions/api/researcher/index.ts — the Lambda function that researchers' programs speak to. */
import { createApi } from '../../http/api.ts';
import { postDonation } from './create-donation.ts';
import { getBundle, getData, getFile } from './data.ts';
import { deleteDonation, getDonation, getDonations, postLink } from './donations.ts';

const DONATIONS = '/api/donations';

export const handler = createApi([
  { method: 'POST', path: DONATIONS, handler: postDonation },
  { method: 'GET', path: DONATIONS, handler: getDonations },
  { method: 'GET', path: `${DONATIONS}/{id}`, handler: getDonation },
  { method: 'DELETE', path: `${DONATIONS}/{id}`, handler: deleteDonation },
  { method: 'POST', path: `${DONATIONS}/{id}/link`, handler: postLink },
  { method: 'GET', path: `${DONATIONS}/{id}/data`, handler: getData },
  { method: 'GET', path: `${DONATIONS}/{id}/data/{file}`, handler: getFile },
  { method: 'GET', path: `${DONATIONS}/{id}/export.zip`, handler: getBundle },
]);
