/** functions/core/schemas-project.ts — what the file API takes and answers, for its description: its own checks are Open Humans'. */
import * as z from 'zod';

const text = (description: string) => z.string().meta({ description });
const time = z.iso.datetime();

const memberField = { project_member_id: text('Eight digits; not needed with a member’s own token.').optional() };
const metadata = text('A JSON object as text: "tags" and "description"; md5 and dates where they are known.');
const datatypes = text('Taken, not used.').optional();

export const uploadForm = z.object({ ...memberField, metadata, data_file: text('The file'), datatypes });
export const directForm = z.object({ ...memberField, metadata, filename: text('What it is listed as'), datatypes });
export const completeForm = z.object({ ...memberField, file_id: z.int() });
export const deleteForm = z.object({
  ...memberField,
  file_id: z.int().optional(),
  file_basename: z.string().optional(),
  all_files: z.boolean().optional(),
});

const token = { access_token: text('The token; wins over the Authorization header.').optional() };
const page = { limit: text('100 unless told').optional(), offset: text('0 unless told').optional() };
export const pageQuery = { ...token, ...page };
export const memberQuery = { ...pageQuery, project_member_id: text('Needed with a master token').optional() };
export const downloadQuery = { key: text('Of the listing; good for an hour') };

export const newFile = z.object({ id: z.int() });
export const newUpload = newFile.extend({ url: z.url() });
export const completed = z.object({
  status: z.literal('ok'),
  size: z.int(),
  verification: z.literal('pending').optional(),
});
export const deleted = z.object({ ids: z.array(z.int()) });

/** `{field: [messages]}`, or one text. */
export const refused = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export const told = z.object({ detail: z.string() });

const file = z.object({
  ...{ id: z.int(), basename: z.string(), created: time, datatypes: z.array(z.string()), download_url: z.url() },
  ...{ metadata: z.record(z.string(), z.unknown()), source: z.string(), source_project: z.url() },
  ...{ size: z.int(), md5: z.string() },
});
const paged = { count: z.int(), next: z.url().nullable(), previous: z.url().nullable() };
const person = { created: time, project_member_id: z.string(), sources_shared: z.array(z.string()) };

export const member = z.object({ ...paged, ...person, data: z.array(file) });
export const members = z.object({
  ...paged,
  results: z.array(z.object({ ...person, file_count: z.int(), exchange_member: z.url(), data: z.array(file) })),
});
export const project = z.object({
  ...{ id: z.int(), id_label: z.string(), slug: z.string(), type: z.string(), name: z.string(), leader: z.string() },
  ...{ organization: z.string(), contact_email: z.string(), short_description: z.string() },
  ...{ active: z.boolean(), approved: z.boolean(), authorized_members: z.int() },
});
