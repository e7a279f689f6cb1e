/** functions/api/public/openapi/participant-operations.ts — the calls of the donation site, for the API's description. */
import type { HttpErrorCode } from '../../../core/errors.ts';
import * as answers from '../../../core/schemas-answers.ts';
import { bundleQuery, fileQuery, overviewQuery, rowsQuery } from '../../../core/schemas-donation.ts';
import {
  authorizationBody,
  consentBody,
  filesQuery,
  identityBody,
  removalBody,
  sessionBody,
} from '../../../core/schemas-participant.ts';
import * as own from '../../../core/schemas-participant-answers.ts';
import type { Operation } from './operations.ts';

/** What reading rows can meet, whoever reads. */
export const FILE_ERRORS: readonly HttpErrorCode[] = [
  ...(['not_requested', 'not_found', 'not_ready', 'not_granted', 'failed', 'expired', 'erased'] as const),
];
/** A row can be larger than an answer. */
export const ROW_ERRORS: readonly HttpErrorCode[] = [...FILE_ERRORS, 'too_large'];
export const FILE = {
  302: ['To the file; the address works for five minutes.'],
  202: ['Being made: ask again.', answers.retryLater],
} as const;
const OWN = ['no_session', 'not_found', 'erased'] as const;
/** Where there has to be a review, and it is this browser's. */
const REVIEWING = [...OWN, 'personal_link_needed', 'not_under_review'] as const;

export const PARTICIPANT_OPERATIONS = {
  'POST /api/participant/session': {
    ...{ id: 'openSession', summary: 'Open a link in this browser', tag: 'Participant', body: sessionBody },
    answers: { 200: ['The session is in a cookie', own.session] },
    errors: ['no_session', 'erased'],
  },
  'DELETE /api/participant/session': {
    ...{ id: 'closeSession', summary: 'Log out', tag: 'Participant', errors: [] },
    answers: { 204: ['Logged out'] },
  },
  'GET /api/participant/identity': {
    ...{ id: 'getIdentity', summary: 'Whether this is the browser of a personal link', tag: 'Participant' },
    answers: { 200: ['Whether it is, and whether one can be made', own.identity] },
    errors: ['no_session'],
  },
  'POST /api/participant/identity': {
    ...{ id: 'makePersonalLink', summary: 'A personal link, or another one', tag: 'Participant', body: identityBody },
    answers: {
      200: ['The personal link that was given leads to the donations now', own.linkedDonations],
      201: ['A new personal link; the one before is void', own.personalLink],
    },
    errors: ['no_session', 'consent_required', 'already_linked'],
  },
  'GET /api/participant/donations': {
    ...{
      id: 'listOwnDonations',
      summary: 'The donations that this browser leads to',
      tag: 'Participant',
      errors: ['no_session'],
    },
    answers: { 200: ['Newest first', own.participantDonations] },
  },
  'GET /api/participant/donations/{id}': {
    ...{ id: 'getOwnDonation', summary: 'Study, consent, status and counts', tag: 'Participant' },
    answers: { 200: ['The donation', own.participantDonation] },
    errors: OWN,
  },
  'DELETE /api/participant/donations/{id}': {
    ...{ id: 'withdraw', summary: 'Withdraw, in any state', tag: 'Participant', errors: ['no_session', 'not_found'] },
    answers: { 200: ['The receipt', own.withdrawal] },
  },
  'GET /api/participant/donations/{id}/removals': {
    ...{ id: 'listRemovals', summary: 'What is removed before the release', tag: 'Participant' },
    answers: { 200: ['The removals', own.removals] },
    errors: REVIEWING,
  },
  'POST /api/participant/donations/{id}/removals': {
    ...{ id: 'addRemoval', summary: 'Remove rows before the release', tag: 'Participant', body: removalBody },
    answers: { 201: ['The removals, the new one last', own.removals] },
    errors: [...REVIEWING, 'too_many_removals', 'not_requested', 'not_granted', 'failed', 'expired'],
  },
  'DELETE /api/participant/donations/{id}/removals/{removal}': {
    ...{ id: 'undoRemoval', summary: 'Put back what a removal took', tag: 'Participant' },
    answers: { 200: ['The removals that are left', own.removals] },
    errors: REVIEWING,
  },
  'POST /api/participant/donations/{id}/release': {
    ...{ id: 'releaseRows', summary: 'Let the study have the rows', tag: 'Participant' },
    answers: { 200: ['The donation; the release has begun', own.participantDonation] },
    errors: REVIEWING,
  },
  'POST /api/participant/donations/{id}/consent': {
    ...{ id: 'decideConsent', summary: 'Accept or decline the consent text', tag: 'Participant', body: consentBody },
    answers: { 200: ['The donation', own.participantDonation] },
    errors: ['no_session', 'not_found', 'consent_changed', 'study_missing', 'already_authorized', 'erased'],
  },
  'POST /api/participant/donations/{id}/authorization': {
    ...{ id: 'beginAuthorization', summary: 'Begin at the platform', tag: 'Participant', body: authorizationBody },
    answers: { 200: ['The platform’s consent page', own.authorization] },
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
    errors: ['no_session', 'personal_link_needed', ...ROW_ERRORS],
    answers: { 200: ['As the researcher’s', answers.rowPage.or(answers.dataTypeNames)] },
  },
  'GET /api/participant/donations/{id}/overview': {
    ...{ id: 'overviewOfOwnRows', summary: 'One’s own rows from afar: counted for pictures', tag: 'Participant' },
    ...{ query: overviewQuery, errors: ['no_session', 'personal_link_needed', ...ROW_ERRORS] },
    answers: { 200: ['Counts', answers.overview] },
  },
  'GET /api/participant/donations/{id}/export.zip': {
    ...{ id: 'downloadOwnBundle', summary: 'One’s own copy of everything', tag: 'Participant', query: bundleQuery },
    ...{ answers: FILE, errors: ['no_session', 'personal_link_needed', ...FILE_ERRORS] },
  },
  'GET /api/participant/donations/{id}/data/{file}': {
    ...{ id: 'downloadOwnRows', summary: 'One’s own copy', tag: 'Participant', query: fileQuery },
    errors: ['no_session', 'personal_link_needed', ...FILE_ERRORS],
    answers: FILE,
  },
  'GET /api/participant/donations/{id}/files': {
    ...{ id: 'listOwnFiles', summary: 'Files that the study has put beside it', tag: 'Participant', query: filesQuery },
    answers: { 200: ['A hundred at a time', own.participantFiles] },
    errors: OWN,
  },
  'GET /api/participant/donations/{id}/files/{file}': {
    ...{ id: 'downloadOwnFile', summary: 'One of these files', tag: 'Participant' },
    answers: { 302: ['To the file; the address works for five minutes.'] },
    errors: OWN,
  },
  'DELETE /api/participant/donations/{id}/files/{file}': {
    ...{ id: 'deleteOwnFile', summary: 'Delete one of these files, for good', tag: 'Participant' },
    answers: { 204: ['Deleted'] },
    errors: OWN,
  },
} as const satisfies Readonly<Record<string, Operation>>;
