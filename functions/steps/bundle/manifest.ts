/** functions/steps/bundle/manifest.ts — what a bundle holds, and what it is taken from. */
import { toTimestamp } from '../../core/clock.ts';
import type { ExportOrder } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';

/** A file of a bundle as it was written. */
export type WrittenFile = {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
};

/**
 * @param files by data type
 * @param now milliseconds since the epoch
 */
export function manifest(
  { donation, types }: WholeDonation,
  { bundleFor, rendering }: ExportOrder,
  files: ReadonlyMap<string, WrittenFile>,
  now: number,
) {
  const { id, source_type, study, period, consent, external_id } = donation;
  const { format, start_date, end_date, exact = false } = rendering;
  return {
    ...{ service: 'datagift', generated_at: toTimestamp(now), donation_id: id, source_type },
    ...(bundleFor === 'researcher' && external_id !== undefined && { external_id }),
    ...{ study, period: { start: period.start ?? null, end: period.end ?? null } },
    consent: consent ? { version: consent.version, language: consent.language, decided_at: consent.decided_at } : null,
    format,
    ...(format === 'csv' && { formulas: exact ? 'as_they_were' : 'neutralised' }),
    ...(start_date && { start_date }),
    ...(end_date && { end_date }),
    data_types: types.map((type) => ({
      ...{ data_type: type.data_type, state: type.state },
      ...(type.reason && { reason: type.reason }),
      ...(type.counts && { counts: type.counts }),
      ...{
        min_time: type.min_time ?? null,
        max_time: type.max_time ?? null,
        covered_until: type.covered_until ?? null,
      },
      ...files.get(type.data_type),
    })),
  };
}
