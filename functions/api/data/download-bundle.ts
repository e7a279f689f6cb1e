/** functions/api/data/download-bundle.ts — several data types as one zip, with a codebook and a manifest. */
import { AppError } from '../../core/errors.ts';
import { hashToken } from '../../core/token.ts';
import type { Answer } from '../../http/answer.ts';
import { recordAccess } from '../../store/accesses.ts';
import { recordEvent } from '../../store/events.ts';
import type { RowFormat } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, readable, readableTypes } from './readable.ts';
import { type Reader, reviewVersion } from './reader.ts';
import { answerWithFile, type FileQuery, renderingOf } from './rendering.ts';

export type BundleQuery = FileQuery & {
  /** Separated by commas; absent: all that can be read. */
  readonly data_types?: string | undefined;
  readonly format: RowFormat;
};

/**
 * `export.zip`: 302 or 202, as a single file.
 * @throws AppError `invalid`; see `readable` for each data type; `not_ready` when there is none yet
 */
export async function downloadBundle(
  whole: WholeDonation,
  query: BundleQuery,
  reader: Reader,
  now: number,
): Promise<Answer> {
  const rendering = renderingOf(query.format, query);
  intervalOf(query);
  const { by } = reader;
  const dataTypes = namesOf(whole, query.data_types, reader).toSorted();
  const found = dataTypes.map((name) => ({ name, ...readable(whole, name, reader, 'data_types') }));
  for (const { name } of found) {
    await recordEvent(whole.donation.id, { event: 'downloaded', by, data_type: name, form: query.format }, now);
    if (by === 'researcher') await recordAccess(whole.donation.id, { data_type: name, form: 'bundle' }, now);
  }
  // What the manifest says besides, of types that could not be fetched too, is part of what the file is made of.
  const states = whole.types.map(({ data_type, state, covered_until }) => [data_type, state, covered_until]);
  const versions = found.map(({ name, object, definition, type }) => [
    ...[name, object?.sha256, definition.schema.version],
    reviewVersion(whole, type),
  ]);
  const { id, consent } = whole.donation;
  const hash = hashToken(JSON.stringify([versions, states, consent?.decided_at, rendering, by]));
  const order = { donationId: id, hash, ordered_at: now, rendering, dataTypes, bundle: true, by } as const;
  return answerWithFile(order, `${id}.zip`, now);
}

function namesOf(whole: WholeDonation, named: string | undefined, reader: Reader): readonly string[] {
  if (named === undefined) {
    const all = readableTypes(whole, reader);
    const [first] = whole.types;
    // Nothing can be read: why, says any of them.
    if (!all.length && first) readable(whole, first.data_type, reader);
    return all;
  }
  const names = [...new Set(named.split(',').map((name) => name.trim()))].filter(Boolean);
  if (names.length) return names;
  throw new AppError('invalid', { errors: { data_types: ['Name at least one data type, or leave it out for all.'] } });
}
