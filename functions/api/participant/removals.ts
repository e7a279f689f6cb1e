/** functions/api/participant/removals.ts — rows that the participant takes out before the study gets them, and puts back. */
import { selectedRows } from '../../archive/selected-rows.ts';
import { toTimestamp } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/id.ts';
import { MAX_REMOVALS, type Removal, type Selection } from '../../core/review.ts';
import { donationPath } from '../../core/schemas.ts';
import { removalBody, removalPath } from '../../core/schemas-participant.ts';
import { removedRows } from '../../removed-rows.ts';
import { recordEvent } from '../../store/events.ts';
import { deleteRemoval, saveRemoval } from '../../store/removals.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { readable } from '../data/readable.ts';
import { openStored } from '../data/stored-table.ts';
import { changeReview, ownReview, withRemovals } from './own-review.ts';
import { participantRoute } from './route.ts';

/** As they are told: which rows were named one by one is only counted. */
const view = ({ donation, removals }: Pick<WholeDonation, 'donation' | 'removals'>) => ({
  removals: removals.map(({ rows, ...rest }) => rest),
  removed: donation.reviewing?.removed ?? {},
});

/** GET …/removals/ @throws AppError `not_found`, `erased`; see `ownReview` */
export const listRemovals = participantRoute({ params: donationPath }, async ({ session, params }) => ({
  status: 200,
  body: view(await ownReview(session, params.id)),
}));

/**
 * POST …/removals/ — holds at once in all that the participant sees; the stored file stays as it is until the release.
 * @throws AppError `invalid` where no row is named that is still there; `too_many_removals`; see `ownReview`, `readable`
 */
export const addRemoval = participantRoute(
  { params: donationPath, body: removalBody },
  async ({ session, params, body, now }) => {
    const changed = await changeReview(session, params.id, async (whole) => {
      if (whole.removals.length >= MAX_REMOVALS) throw new AppError('too_many_removals');
      const { count, removed } = await countedWith(whole, body);
      const removal: Removal = { ...body, id: newId('rem'), count, created_at: toTimestamp(now) };
      await saveRemoval(params.id, removal);
      return {
        changes: withRemovals(whole.donation, [...whole.removals, removal], { [body.data_type]: removed }),
        isMade: ({ removals }) => removals.some(({ id }) => id === removal.id),
        // What does not hold is not left behind.
        undo: () => deleteRemoval(params.id, removal.id),
      };
    });
    await recordEvent(params.id, { event: 'rows_removed', by: 'participant', data_type: body.data_type }, now);
    return { status: 201, body: view(changed) };
  },
);

/**
 * DELETE …/removals/{removal}/ — puts back what only this one took. Again: nothing happens.
 * @throws AppError see `ownReview`
 */
export const undoRemoval = participantRoute({ params: removalPath }, async ({ session, params, now }) => {
  const found = (await ownReview(session, params.id)).removals.find(({ id }) => id === params.removal);
  if (!found) return { status: 200, body: view(await ownReview(session, params.id)) };
  const { data_type } = found;
  const changed = await changeReview(session, params.id, async (whole) => {
    const left = whole.removals.filter(({ id }) => id !== params.removal);
    const removed = await countRemoved(whole, left, data_type);
    return {
      changes: withRemovals(whole.donation, left, { [data_type]: removed }),
      isMade: ({ removals }) => removals.every(({ id }) => id !== params.removal),
    };
  });
  await deleteRemoval(params.id, params.removal);
  await recordEvent(params.id, { event: 'removal_undone', by: 'participant', data_type }, now);
  return { status: 200, body: view(changed) };
});

/**
 * The stored rows of a data type that is under review.
 * @throws AppError `not_under_review` for one that the study has already; see `readable`
 */
async function underReview(whole: WholeDonation, dataType: string) {
  const { object, definition, type } = readable(whole, dataType, { by: 'participant', own: true });
  if (type.released_at) throw new AppError('not_under_review');
  if (!object) throw nothing('data_type', 'There are no rows of this data type.');
  return { table: await openStored(object), schema: definition.schema };
}

const nothing = (field: string, message: string): AppError =>
  new AppError('invalid', { errors: { [field]: [message] } });

/** How many rows a selection names, and how many are removed with it. */
async function countedWith(whole: WholeDonation, selection: Selection) {
  const { table, schema } = await underReview(whole, selection.data_type);
  if (selection.rows?.some((row) => row >= table.length)) throw nothing('rows', 'There is no such row.');
  const [before, selected] = await Promise.all([
    removedRows(whole, selection.data_type, table, schema),
    selectedRows(table, schema, [selection]),
  ]);
  const already = before.count();
  before.addAll(selected);
  const removed = before.count();
  const field = selection.rows ? 'rows' : 'data_type';
  if (removed === already) throw nothing(field, 'No row that is still there is named by that.');
  return { count: selected.count(), removed };
}

/** How many rows some of the removals take, if only those hold. */
async function countRemoved(whole: WholeDonation, left: readonly Removal[], dataType: string): Promise<number> {
  const { table, schema } = await underReview(whole, dataType);
  const selections = left.filter(({ data_type }) => data_type === dataType);
  return selections.length ? (await selectedRows(table, schema, selections)).count() : 0;
}
