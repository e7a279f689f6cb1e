/** functions/providers/layouts.ts — the registry of archive layouts: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { googleLayout } from './google/layout/index.ts';
import type { ArchiveLayout } from './provider.ts';
import { tiktokLayout } from './tiktok/layout.ts';

const LAYOUTS: Readonly<Record<SourceType, ArchiveLayout>> = {
  google_portability: googleLayout,
  tiktok_portability: tiktokLayout,
};

export const layoutOf = (sourceType: SourceType): ArchiveLayout => LAYOUTS[sourceType];
