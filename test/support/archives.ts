/** test/support/archives.ts — archives as Google makes them, for tests. */
import { type Dated, recordsOf } from '../../local/simulators/google/activity/records.ts';
import { ENGLISH } from '../../local/simulators/google/locales/english.ts';

export { type ActivityRecord, activityJson } from '../../local/simulators/google/activity/activity-json.ts';
export { type ArchiveEntry, buildArchive } from '../../local/simulators/zip.ts';

/** Eight years of YouTube, newest first but for a few, with everything that occurs there. */
export const youtubeRecords = (rows: number): readonly Dated[] => [
  ...recordsOf(
    { seed: 'test', product: 'youtube', locale: ENGLISH, rows, span: 8 * 365 * 86_400_000 },
    { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY },
  ),
];
