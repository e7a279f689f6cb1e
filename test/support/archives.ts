/** test/support/archives.ts — archives as Google makes them, for tests. */
export { type ActivityRecord, activityJson } from '../../local/simulators/google/activity/activity-json.ts';
export { type ArchiveEntry, buildArchive } from '../../local/simulators/google/zip.ts';
