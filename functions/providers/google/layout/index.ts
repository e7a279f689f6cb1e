/** functions/providers/google/layout/index.ts — Google's archives: which entries hold rows, and how to read them. */
import type { ArchiveLayout } from '../../provider.ts';
import { readerOf } from '../readers/index.ts';
import { attribute, isCandidate, isIndex } from './attribute.ts';

export const googleLayout: ArchiveLayout = { isIndex, isCandidate, attribute, reader: readerOf };
