/** functions/providers/available.ts — an entry of one of the registries. */
import type { SourceType } from '../core/donation.ts';
import { AppError } from '../core/errors.ts';

/** @throws AppError `invalid` (field `source_type`) when there is no such provider yet */
export function available<Entry>(entries: Readonly<Partial<Record<SourceType, Entry>>>, sourceType: SourceType): Entry {
  const entry = entries[sourceType];
  if (!entry) throw new AppError('invalid', { errors: { source_type: [`${sourceType} is not available yet.`] } });
  return entry;
}
