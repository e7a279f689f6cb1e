/** functions/api/open-humans/project.ts — GET project/: what the token belongs to. */
import { projectLabel, projectNumber } from '../../core/member.ts';
import { listMembers } from './members.ts';
import { reading } from './route.ts';

/** For a token of either kind. */
export const getProject = reading(async ({ caller: { researcher } }) => {
  const { id, name, study, disabled_at } = researcher;
  const label = projectLabel(id);
  return {
    status: 200,
    body: {
      ...{ id: projectNumber(id), id_label: label, slug: label, type: 'OnSite', name: study.title ?? name },
      ...{ leader: name, organization: study.institution ?? '', contact_email: study.contact ?? '' },
      ...{ short_description: study.purpose ?? '', long_description: '', info_url: study.privacy_url ?? '' },
      ...{ active: disabled_at === undefined, approved: true, request_username_access: false, requested_sources: [] },
      authorized_members: (await listMembers(id)).length,
    },
  };
});
