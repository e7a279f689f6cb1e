/** functions/api/participant/files-view.ts — the files beside a donation, as its participant sees them. */
import { type CompleteFile, metadataOf } from '../../core/file.ts';

/** A page of them. */
const SHOWN = 100;
/** A project writes what it likes: as much is shown as somebody reads. */
const [MAX_DESCRIPTION, MAX_TAG, MAX_TAGS] = [1000, 100, 20];

function fileView(file: CompleteFile) {
  const { description, tags } = metadataOf(file);
  const words = tags.filter((tag): tag is string => typeof tag === 'string');
  return {
    ...{ id: file.id, name: file.basename, description: description.slice(0, MAX_DESCRIPTION) },
    tags: words.slice(0, MAX_TAGS).map((tag) => tag.slice(0, MAX_TAG)),
    ...{ size: file.size, md5: file.md5, created_at: file.created_at },
  };
}

/** @param files in the order of their numbers @param offset how many of the newest are left out */
export const filesView = (files: readonly CompleteFile[], offset = 0) => ({
  count: files.length,
  files: files
    .toReversed()
    .slice(offset, offset + SHOWN)
    .map(fileView),
});
