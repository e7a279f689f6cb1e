/** functions/api/public/openapi/operations.ts — what each route does, takes and answers. */
import type * as z from 'zod';
import type { HttpErrorCode } from '../../../core/errors.ts';
import * as answers from '../../../core/schemas-answers.ts';
import { bundleQuery, createBody, fileQuery, listQuery, rowsQuery } from '../../../core/schemas-donation.ts';
import type { ROUTES } from '../../../routes.ts';
import { FILE, FILE_ERRORS, PARTICIPANT_OPERATIONS, ROW_ERRORS } from './participant-operations.ts';
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
      errors: ['under_review', ...ROW_ERRORS],
    },
    answers: { 200: ['With data_type a page of rows, else the names', answers.rowPage.or(answers.dataTypeNames)] },
  },
  'GET /api/donations/{id}/data/{file}': {
    ...{
      id: 'downloadRows',
      summary: '{data_type}.parquet, .csv or .ndjson',
      tag: 'Researcher',
      query: fileQuery,
      errors: ['under_review', ...FILE_ERRORS],
    },
    answers: FILE,
  },
  'GET /api/donations/{id}/export.zip': {
    ...{
      id: 'downloadBundle',
      summary: 'Several data types in one zip, with codebook and manifest',
      tag: 'Researcher',
      query: bundleQuery,
      errors: ['under_review', ...FILE_ERRORS],
    },
    answers: FILE,
  },
  ...PARTICIPANT_OPERATIONS,
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
