/** functions/archive/limits.ts — limits that turn a bomb into a clear error. */
import type { ArchiveLimits } from './types.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** What an archive part may hold at most. */
export const DEFAULT_LIMITS: ArchiveLimits = {
  // Photos and playlists make tens of thousands of entries; the directory of 200,000 is about 20 MB.
  maxEntries: 200_000,
  // An export of 4 million records is 1.5 GB inflated, and providers cut parts at 50 GB, photos included.
  maxInflatedBytes: 64 * GIB,
  // What one invocation of 15 minutes gets through when every record is kept, with room to spare.
  maxEntryBytes: 32 * GIB,
  // Repetitive JSON reaches about 100:1; deflate cannot pass 1032:1, so a bomb sits near that.
  maxRatio: 800,
  // A record is about 400 bytes; a mail with its text or a playlist of thousands as one record stays below this.
  maxRecordBytes: 16 * MIB,
};
