/** functions/api/participant/files.ts — the files that a study has put beside one's own donation. */
import { AppError } from '../../core/errors.ts';
import { donationPath } from '../../core/schemas.ts';
import { fileNumber, filesQuery } from '../../core/schemas-participant.ts';
import { recordEvent } from '../../store/events.ts';
import { deleteFiles, findCompleteFile, listFiles } from '../../store/files.ts';
import { signDownload } from '../../store/objects.ts';
import { filesView } from './files-view.ts';
import { ownDonation, participantRoute } from './route.ts';

const filePath = { ...donationPath, file: fileNumber } as const;

/** Whatever a file is, no browser is to show it as ours. */
const BYTES = 'application/octet-stream';

/** GET /api/participant/donations/{id}/files/ — a hundred at a time, newest first. */
export const getFiles = participantRoute(
  { params: donationPath, query: filesQuery },
  async ({ session, params, query }) => {
    const { id } = await ownDonation(session, params.id);
    return { status: 200, body: filesView(await listFiles(id), query.offset) };
  },
);

/** GET /api/participant/donations/{id}/files/{file}/ — 302 to the bytes. @throws AppError `not_found`, `erased` */
export const downloadFile = participantRoute({ params: filePath }, async ({ session, params, now }) => {
  const { id } = await ownDonation(session, params.id);
  const file = await findCompleteFile(id, params.file);
  if (!file) throw new AppError('not_found');
  await recordEvent(id, { event: 'file_downloaded', by: 'participant', file: file.id }, now);
  return { status: 302, headers: { location: await signDownload(file.key, file.basename, BYTES) } };
});

/** DELETE /api/participant/donations/{id}/files/{file}/ — for good. @throws AppError `not_found`, `erased` */
export const deleteFile = participantRoute({ params: filePath }, async ({ session, params, now }) => {
  const { id } = await ownDonation(session, params.id);
  const file = await findCompleteFile(id, params.file);
  if (!file) throw new AppError('not_found');
  await deleteFiles(id, [file]);
  await recordEvent(id, { event: 'file_deleted', by: 'participant', file: file.id }, now);
  return { status: 204 };
});
