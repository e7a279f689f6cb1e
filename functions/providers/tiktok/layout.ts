/** functions/providers/tiktok/layout.ts — TikTok's archives: one document, and how to read it. */
import type { ArchiveLayout } from '../provider.ts';
import { attribute, isCandidate } from './attribute.ts';
import { readerOf } from './reader.ts';

export const tiktokLayout: ArchiveLayout = { isIndex: () => false, isCandidate, attribute, reader: readerOf };
