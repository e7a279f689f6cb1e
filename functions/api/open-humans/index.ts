/** functions/api/open-humans/index.ts — the Lambda function that speaks the file API of Open Humans. */
import { createApi } from '../../http/api.ts';
import { postDelete } from './delete.ts';
import { getDownload } from './download.ts';
import { getExchangeMember } from './exchange-member.ts';
import { getMembers } from './members.ts';
import { getProject } from './project.ts';
import { toRefusal } from './refusal.ts';
import { CORS, otherwise } from './route.ts';
import { postUpload } from './upload.ts';
import { postComplete } from './upload-complete.ts';
import { postDirect } from './upload-direct.ts';

const PROJECT = '/api/direct-sharing/project';

export const handler = createApi(
  [
    { method: 'GET', path: PROJECT, handler: getProject },
    { method: 'GET', path: `${PROJECT}/members`, handler: getMembers },
    { method: 'GET', path: `${PROJECT}/exchange-member`, handler: getExchangeMember },
    { method: 'POST', path: `${PROJECT}/upload`, handler: postUpload },
    { method: 'POST', path: `${PROJECT}/files/upload`, handler: postUpload },
    { method: 'POST', path: `${PROJECT}/files/upload/direct`, handler: postDirect },
    { method: 'POST', path: `${PROJECT}/files/upload/complete`, handler: postComplete },
    { method: 'POST', path: `${PROJECT}/files/delete`, handler: postDelete },
    { method: 'GET', path: `${PROJECT}/files/{id}/download`, handler: getDownload },
  ],
  { toError: toRefusal, headers: CORS, otherwise },
);
