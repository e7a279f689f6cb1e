/** functions/api/public/openapi/operations.ts — what each route does, takes and answers. */
import type * as z from 'zod';
import type { HttpErrorCode } from '../../../core/errors.ts';
import * as answers from '../../../core/schemas-answers.ts';
import {
  bundleQuery,
  createBody,
  fileQuery,
  listQuery,
  overviewQuery,
  rowsQuery,
} from '../../../core/schemas-donation.ts';
import { authorizationBody, consentBody, filesQuery, sessionBody } from '../../../core/schemas-participant.ts';
import type { ROUTES } from '../../../routes.ts';
import { PROJECT_OPERATIONS } from './project-operations.ts';

type RouteKey = (typeof ROUTES)[number] extends infer Route
  ? Route extends { method: infer Method extends string; path: infer Path extends string }
    ? `${Method} ${Path}`
    : never
  : never;

export type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly tag: 'Researcher' | 'Participant' | 'Project' | 'Anyone';
  /** Its fields, where they come as a form as well as JSON. */
  readonly form?: z.ZodType;
  readonly body?: z.ZodType;
  readonly query?: Readonly<Record<string, z.ZodType>>;
  /** By status: what is answered, and its schema where it is JSON. */
  readonly answers: Readonly<Record<number, readonly [description: string, schema?: z.ZodType]>>;
  /** Its own; what comes of its caller, its query and its body is added. */
  readonly errors: readonly HttpErrorCode[];
};

const FILE_ERRORS: readonly HttpErrorCode[] = [
  ...(['not_requested', 'not_found', 'not_ready', 'not_granted', 'failed', 'expired', 'erased'] as const),
];
/** A row can be larger than an answer. */
const ROW_ERRORS: readonly HttpErrorCode[] = [...FILE_ERRORS, 'too_large'];
const FILE = {
  302: ['To the file; the address works for five minutes.'],
  202: ['Being made: ask again.', answers.retryLater],
} as const;
const REDIRECT = { 303: ['Back to the site, which says what happened.'] } as const;

export const OPERATIONS: Readonly<Record<RouteKey, Operation>> = {
  'GET /health': {
    ...{ id: 'getHealth', summary: 'Whether the service answers', tag: 'Anyone', errors: [] },
    answers: { 200: ['It does.', answers.health] },
  },
  'GET /api/docs': {
    ...{ id: 'getDocs', summary: 'This description, as JSON or as a page', tag: 'Anyone', errors: [] },
    answers: { 200: ['OpenAPI 3.1'] },
  },
  'GET /api/receipts/{code}': {
    ...{ id: 'getReceipt', summary: 'What became of an erasure', tag: 'Anyone', errors: ['not_found'] },
    answers: { 200: ['The receipt', answers.receipt] },
  },
  'POST /api/donations': {
    ...{ id: 'createDonation', summary: 'Make a donation and its link', tag: 'Researcher', body: createBody },
    answers: { 201: ['The donation with its link', answers.newDonation] },
    errors: ['data_type_not_enabled', 'idempotency_conflict'],
  },
  'GET /api/donations': {
    ...{ id: 'listDonations', summary: 'Your donations, newest first', tag: 'Researcher', query: listQuery },
    errors: [],
    answers: {
      200: [
        'The donations; with ?status=erased their tombstones',
        answers.donationSummary.or(answers.tombstone).array(),
      ],
    },
  },
  'GET /api/donations/{id}': {
    ...{
      id: 'getDonation',
      summary: 'One donation, with each data type',
      tag: 'Researcher',
      errors: ['not_found', 'erased'],
    },
    answers: { 200: ['The donation', answers.donation] },
  },
  'DELETE /api/donations/{id}': {
    ...{
      id: 'deleteDonation',
      summary: 'Erase a donation, its data and our access',
      tag: 'Researcher',
      errors: ['not_found'],
    },
    answers: { 204: ['Erased; reads answer 410 from now on'] },
  },
  'POST /api/donations/{id}/link': {
    ...{ id: 'renewLink', summary: 'A new link; the old one is void', tag: 'Researcher' },
    answers: { 201: ['The link', answers.newLink] },
    errors: ['not_found', 'already_authorized', 'erased'],
  },
  'GET /api/donations/{id}/data': {
    ...{
      id: 'queryRows',
      summary: 'Data types that are there, or rows of one',
      tag: 'Researcher',
      query: rowsQuery,
      errors: ROW_ERRORS,
    },
    answers: { 200: ['With data_type a page of rows, else the names', answers.rowPage.or(answers.dataTypeNames)] },
  },
  'GET /api/donations/{id}/data/{file}': {
    ...{
      id: 'downloadRows',
      summary: '{data_type}.parquet, .csv or .ndjson',
      tag: 'Researcher',
      query: fileQuery,
      errors: FILE_ERRORS,
    },
    answers: FILE,
  },
  'GET /api/donations/{id}/export.zip': {
    ...{
      id: 'downloadBundle',
      summary: 'Several data types in one zip, with codebook and manifest',
      tag: 'Researcher',
      query: bundleQuery,
      errors: FILE_ERRORS,
    },
    answers: FILE,
  },
  'POST /api/participant/session': {
    ...{ id: 'openSession', summary: 'Open a link in this browser', tag: 'Participant', body: sessionBody },
    answers: { 200: ['The session is in a cookie', answers.session] },
    errors: ['no_session', 'erased'],
  },
  'DELETE /api/participant/session': {
    ...{ id: 'closeSession', summary: 'Log out', tag: 'Participant', errors: [] },
    answers: { 204: ['Logged out'] },
  },
  'GET /api/participant/donations': {
    ...{
      id: 'listOwnDonations',
      summary: 'The donations opened in this browser',
      tag: 'Participant',
      errors: ['no_session'],
    },
    answers: { 200: ['Newest first', answers.participantDonations] },
  },
  'GET /api/participant/donations/{id}': {
    ...{ id: 'getOwnDonation', summary: 'Study, consent, status and counts', tag: 'Participant' },
    answers: { 200: ['The donation', answers.participantDonation] },
    errors: ['no_session', 'not_found', 'erased'],
  },
  'DELETE /api/participant/donations/{id}': {
    ...{ id: 'withdraw', summary: 'Withdraw, in any state', tag: 'Participant', errors: ['no_session', 'not_found'] },
    answers: { 200: ['The receipt', answers.withdrawal] },
  },
  'POST /api/participant/donations/{id}/consent': {
    ...{ id: 'decideConsent', summary: 'Accept or decline the consent text', tag: 'Participant', body: consentBody },
    answers: { 200: ['The donation', answers.participantDonation] },
    errors: ['no_session', 'not_found', 'consent_changed', 'study_missing', 'already_authorized', 'erased'],
  },
  'POST /api/participant/donations/{id}/authorization': {
    ...{ id: 'beginAuthorization', summary: 'Begin at the platform', tag: 'Participant', body: authorizationBody },
    answers: { 200: ['The platform’s consent page', answers.authorization] },
    errors: [
      'no_session',
      'not_found',
      'consent_required',
      'consent_changed',
      'study_missing',
      'already_authorized',
      'link_expired',
      'not_configured',
      'nothing_granted_yet',
      'erased',
    ],
  },
  'GET /api/participant/donations/{id}/data': {
    ...{ id: 'queryOwnRows', summary: 'One’s own rows', tag: 'Participant', query: rowsQuery },
    errors: ['no_session', ...ROW_ERRORS],
    answers: { 200: ['As the researcher’s', answers.rowPage.or(answers.dataTypeNames)] },
  },
  'GET /api/participant/donations/{id}/overview': {
    ...{ id: 'overviewOfOwnRows', summary: 'One’s own rows from afar: counted for pictures', tag: 'Participant' },
    ...{ query: overviewQuery, errors: ['no_session', ...ROW_ERRORS] },
    answers: { 200: ['Counts', answers.overview] },
  },
  'GET /api/participant/donations/{id}/export.zip': {
    ...{ id: 'downloadOwnBundle', summary: 'One’s own copy of everything', tag: 'Participant', query: bundleQuery },
    ...{ answers: FILE, errors: ['no_session', ...FILE_ERRORS] },
  },
  'GET /api/participant/donations/{id}/data/{file}': {
    ...{ id: 'downloadOwnRows', summary: 'One’s own copy', tag: 'Participant', query: fileQuery },
    errors: ['no_session', ...FILE_ERRORS],
    answers: FILE,
  },
  'GET /api/participant/donations/{id}/files': {
    ...{ id: 'listOwnFiles', summary: 'Files that the study has put beside it', tag: 'Participant', query: filesQuery },
    answers: { 200: ['A hundred at a time', answers.participantFiles] },
    errors: ['no_session', 'not_found', 'erased'],
  },
  'GET /api/participant/donations/{id}/files/{file}': {
    ...{ id: 'downloadOwnFile', summary: 'One of these files', tag: 'Participant' },
    answers: { 302: ['To the file; the address works for five minutes.'] },
    errors: ['no_session', 'not_found', 'erased'],
  },
  'DELETE /api/participant/donations/{id}/files/{file}': {
    ...{ id: 'deleteOwnFile', summary: 'Delete one of these files, for good', tag: 'Participant' },
    answers: { 204: ['Deleted'] },
    errors: ['no_session', 'not_found', 'erased'],
  },
  ...PROJECT_OPERATIONS,
  'GET /oauth/google/callback': {
    ...{ id: 'googleCallback', summary: 'Where Google sends people back to', tag: 'Participant', errors: [] },
    answers: REDIRECT,
  },
  'GET /oauth/tiktok/callback': {
    ...{ id: 'tiktokCallback', summary: 'Where TikTok sends people back to', tag: 'Participant', errors: [] },
    answers: REDIRECT,
  },
  'POST /webhooks/tiktok': {
    ...{ id: 'tiktokWebhook', summary: 'What TikTok tells this service, signed by it', tag: 'Anyone' },
    answers: { 200: ['Understood, or nothing that concerns us.'] },
    errors: ['signature_refused', 'too_large'],
  },
};
