/** functions/api/public/openapi/project-operations.ts — the calls of the file API, whose errors have shapes of their own. */
import * as schemas from '../../../core/schemas-project.ts';
import type { Operation } from './operations.ts';

const PROJECT = '/api/direct-sharing/project';
type Path = '' | '/members' | '/exchange-member' | '/upload';
type FilesPath = '/upload' | '/upload/direct' | '/upload/complete' | '/delete';
type Key =
  | `GET ${typeof PROJECT}${Exclude<Path, '/upload'>}`
  | `POST ${typeof PROJECT}/upload`
  | `POST ${typeof PROJECT}/files${FilesPath}`
  | `GET ${typeof PROJECT}/files/{id}/download`;

/** What the answers of every call have in common. */
const tag = { tag: 'Project', errors: [] } as const;
const REFUSED = { 400: ['By field, or in words, what is wrong.', schemas.refused] } as const;
const LIMITED = { ...REFUSED, 413: ['Larger than 4.5 MB', schemas.told] } as const;
const TOKEN = { 401: ['No token, or which is wrong with it', schemas.told] } as const;
const upload = (id: string, summary: string): Operation => ({
  ...{ id, summary, ...tag, form: schemas.uploadForm },
  answers: { 201: ['The file’s number', schemas.newFile], ...LIMITED, ...TOKEN },
});

export const PROJECT_OPERATIONS: Readonly<Record<Key, Operation>> = {
  'GET /api/direct-sharing/project': {
    ...{ id: 'getProject', summary: 'What the token belongs to', ...tag },
    answers: { 200: ['The project', schemas.project], ...TOKEN },
  },
  'GET /api/direct-sharing/project/members': {
    ...{ id: 'listMembers', summary: 'Members, each with the first ten files', ...tag, query: schemas.pageQuery },
    answers: { 200: ['A page of them', schemas.members], ...TOKEN },
  },
  'GET /api/direct-sharing/project/exchange-member': {
    ...{ id: 'exchangeMember', summary: 'One member with all files', ...tag, query: schemas.memberQuery },
    answers: { 200: ['A page of files', schemas.member], ...REFUSED, ...TOKEN },
  },
  'POST /api/direct-sharing/project/upload': upload('uploadFileByOldAddress', 'As files/upload/'),
  'POST /api/direct-sharing/project/files/upload': upload('uploadFile', 'A small file, in one request'),
  'POST /api/direct-sharing/project/files/upload/direct': {
    ...{ id: 'uploadDirect', summary: 'An address for a file of up to 5 GB', ...tag, form: schemas.directForm },
    answers: {
      201: ['The file’s number, and where to PUT it within an hour', schemas.newUpload],
      ...LIMITED,
      ...TOKEN,
    },
  },
  'POST /api/direct-sharing/project/files/upload/complete': {
    ...{ id: 'completeUpload', summary: 'The file has been put there', ...tag, form: schemas.completeForm },
    answers: { 200: ['It is there, or still being verified', schemas.completed], ...LIMITED, ...TOKEN },
  },
  'POST /api/direct-sharing/project/files/delete': {
    ...{ id: 'deleteFiles', summary: 'By number, by name, or all of a member', ...tag, form: schemas.deleteForm },
    answers: { 200: ['The numbers of what was deleted', schemas.deleted], ...LIMITED, ...TOKEN },
  },
  'GET /api/direct-sharing/project/files/{id}/download': {
    ...{ id: 'downloadFile', summary: 'A file, by a listing’s download_url', tag: 'Anyone', errors: [] },
    query: schemas.downloadQuery,
    answers: { 302: ['To the file; the address works for five minutes.'], 403: ['The link is no longer good.'] },
  },
};
