/** functions/steps/bundle/manifest.ts — what a bundle holds, and what it is taken from. */
import { toTimestamp } from '../../core/clock.ts';
import type { DataTypeRecord, Donation } from '../../core/donation.ts';
import { asReviewed } from '../../core/review.ts';
import type { ExportOrder } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';

/** A file of a bundle as it was written. */
export type WrittenFile = {
  readonly file: string;
  readonly rows: number;
  /** RFC 3339, of the rows in it; null where none has a time. */
  readonly min_time: string | null;
  readonly max_time: string | null;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly schema_version: number;
};

/** @param files by data type; one that has none is named with what became of it */
export function manifest(
  { donation, types }: WholeDonation,
  { by, rendering, ordered_at }: ExportOrder,
  files: ReadonlyMap<string, WrittenFile>,
) {
  const { id, source_type, study, period, consent, external_id } = donation;
  const { format, start_date, end_date, exact = false } = rendering;
  return {
    ...{ service: 'datagift', generated_at: toTimestamp(ordered_at), donation_id: id, source_type },
    ...(by === 'researcher' && external_id !== undefined && { external_id }),
    ...{ study, period: { start: period.start ?? null, end: period.end ?? null } },
    consent: consent?.accepted
      ? { version: consent.version, language: consent.language, accepted_at: consent.decided_at }
      : null,
    format,
    ...(format === 'csv' && { formulas: exact ? 'as_they_were' : 'neutralised' }),
    ...(start_date && { start_date }),
    ...(end_date && { end_date }),
    data_types: types.map((type) => ({ ...described(donation, type, files), ...files.get(type.data_type) })),
  };
}

/** What is being removed from a data type is told with its rows: who must not have them yet does not learn it either. */
function described(donation: Donation, stored: DataTypeRecord, files: ReadonlyMap<string, WrittenFile>) {
  const [type = stored] = files.has(stored.data_type) ? asReviewed(donation, [stored]) : [];
  return {
    ...{ data_type: type.data_type, state: type.state },
    ...(type.reason && { reason: type.reason }),
    ...{ counts: type.counts, removed: type.removed ?? 0, covered_until: type.covered_until ?? null },
  };
}
