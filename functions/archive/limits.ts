/** functions/archive/limits.ts — limits that turn a bomb into a clear error. */
import type { ArchiveLimits } from './types.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export const DEFAULT_LIMITS: ArchiveLimits = {
  // Photos and playlists make tens of thousands of entries; the directory of 200,000 is about 20 MB.
  maxEntries: 200_000,
  // Ten times the largest activity export that studies have seen, inflated.
  maxInflatedBytes: 64 * GIB,
  // Repetitive JSON reaches about 100:1; deflate cannot pass 1032:1, so a bomb sits near that.
  maxRatio: 800,
  maxRecordBytes: 16 * MIB,
};
