/** functions/api/data/readable.ts — which rows may be read, and why not. */
import { type DataObject, type DataTypeRecord, type Donation, publicStatus } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { type Interval, intervalOfDays } from '../../core/period.ts';
import { isHeldBack } from '../../core/review.ts';
import { PROVIDERS } from '../../providers/index.ts';
import type { DataTypeDefinition } from '../../providers/provider.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { type Reader, refuseUnreleased } from './reader.ts';

/** What a query reads; an empty data type has no object. */
export type Readable = {
  readonly definition: DataTypeDefinition;
  readonly type: DataTypeRecord;
  readonly object: DataObject | undefined;
};

/**
 * A data type of a donation whose rows may be read.
 * @param field what the caller named it in
 * @throws AppError `invalid` for an unknown name; `not_requested`; `not_ready` with status and step; `failed`,
 * `expired`, `not_granted`; see `refuseUnreleased`
 */
export function readable(
  whole: WholeDonation,
  name: string,
  reader: Reader,
  field: 'data_type' | 'data_types' = 'data_type',
): Readable {
  const { donation, types, objects } = whole;
  const definitions = PROVIDERS[donation.source_type].dataTypes;
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (!definition) {
    const known = Object.keys(definitions).join(', ');
    throw new AppError('invalid', { errors: { [field]: [`Unknown data type "${name}". Known: ${known}.`] } });
  }
  const type = types.find(({ data_type }) => data_type === name);
  if (!type) throw new AppError('not_requested');
  const { state } = type;
  // A donation that was processed once keeps its ready types readable while others are fetched again.
  if (!hasArrived(donation) || state === 'requested' || state === 'running') {
    if (donation.status === 'error' && (state === 'failed' || state === 'expired' || state === 'not_granted'))
      throw new AppError(state);
    const { step } = donation;
    const status = publicStatus(donation.status);
    const detail = `The donation is ${status} (step: ${step}); its rows can be read when it is processed.`;
    throw new AppError('not_ready', { detail, extra: { donation_status: status, step } });
  }
  if (state === 'failed' || state === 'expired' || state === 'not_granted') throw new AppError(state);
  refuseUnreleased(whole, type, reader);
  return { definition, type, object: objects.find(({ data_type }) => data_type === name) };
}

/** The data types that can be read now. */
export function readableTypes({ donation, types }: WholeDonation, reader: Reader): readonly string[] {
  const isShown = (type: DataTypeRecord) => !isHeldBack(donation, type) || (reader.by === 'participant' && reader.own);
  if (!donation.processed_at && (reader.by === 'researcher' || !reader.own || donation.status !== 'review')) return [];
  return types
    .filter((type) => (type.state === 'ready' || type.state === 'empty') && isShown(type))
    .map(({ data_type }) => data_type);
}

/** Whether its rows are all there: released, or under review. */
const hasArrived = ({ status, processed_at }: Donation): boolean => status === 'review' || processed_at !== undefined;

/** @throws AppError `invalid` (field `end_date`) when the end lies before the start */
export function intervalOf(dates: {
  start_date?: string | undefined;
  end_date?: string | undefined;
}): Interval | undefined {
  const { start_date: start, end_date: end } = dates;
  if (start && end && end < start) {
    throw new AppError('invalid', { errors: { end_date: ['The end lies before the start (start_date).'] } });
  }
  return intervalOfDays(start, end);
}
