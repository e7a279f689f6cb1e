/** functions/api/open-humans/file-view.ts — a file as a project sees it. */
import type { Donation } from '../../core/donation.ts';
import { type CompleteFile, metadataOf } from '../../core/file.ts';
import { projectLabel } from '../../core/member.ts';
import { required } from '../../env.ts';

const PROJECT = '/api/direct-sharing/project/';

/** An address of the file API. */
export const projectAddress = (path = ''): string => `${required('PUBLIC_ORIGIN')}${PROJECT}${path}`;

/** @param key of the download links of this listing */
export const fileView = (
  { researcher_id, project_member_id }: Donation,
  file: CompleteFile,
  key: string,
): Readonly<Record<string, unknown>> => ({
  id: file.id,
  basename: file.basename,
  created: file.created_at,
  datatypes: [],
  download_url: `${projectAddress(`files/${file.id}/download/`)}?key=${project_member_id}.${key}`,
  metadata: metadataOf(file),
  source: projectLabel(researcher_id),
  source_project: projectAddress(),
  size: file.size,
  md5: file.md5,
});
