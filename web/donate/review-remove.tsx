/** web/donate/review-remove.tsx — removing rows: those ticked, those found, or a whole kind of data. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { removeRows } from '../lib/api.ts';
import type { Selection } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import type { Removable } from './data-section.tsx';
import type { Removals } from './use-removals.ts';
import type { Place } from './use-rows.ts';

export type Removing = {
  readonly busy: boolean;
  readonly error: unknown;
  /** What has just been removed, in words, and of what. */
  readonly said: { readonly text: string; readonly question: string } | null;
  readonly forget: () => void;
  readonly remove: (what: Omit<Selection, 'data_type'>, from: Removable) => Promise<void>;
};

/** What the rows are asked for by, whatever page of them is shown. */
const questionOf = ({ dataType, start, end, text }: Place): string => JSON.stringify([dataType, start, end, text]);

/** Removes rows; what is ticked stays so when that fails. */
export function useRemoving(id: string, change: Removals['change']): Removing {
  const [said, setSaid] = useState<Removing['said']>(null);
  const { busy, error, run } = useAction(async (what: Omit<Selection, 'data_type'>, from: Removable) => {
    setSaid(null);
    const count = await change(() => removeRows(id, { data_type: from.type.data_type, ...what }));
    from.selection.clear();
    if (count > 0) setSaid({ text: t.review.removed(count), question: questionOf(from.place) });
    from.goToSummary();
  });
  return { busy, error, said, forget: () => setSaid(null), remove: run };
}

/** What was searched for, as a removal takes it; undefined where all rows are shown. */
function searched({ text, start, end }: Place): Omit<Selection, 'data_type'> | undefined {
  if (!text && !start && !end) return undefined;
  return { ...(text && { q: text }), ...(start && { start_date: start }), ...(end && { end_date: end }) };
}

type Props = { readonly removing: Removing; readonly removable: Removable | null };

type RemoveProps = Props & { readonly what: Omit<Selection, 'data_type'>; readonly label: string };

/** It keeps the focus while it works, so that nobody loses their place when that fails. */
function Remove({ removing, removable, what, label }: RemoveProps) {
  const { busy, remove } = removing;
  return (
    <button type="button" aria-disabled={busy} onClick={() => removable && remove(what, removable)}>
      {label}
    </button>
  );
}

/** Above the rows: all at once, and every row of the page. */
export function RemoveFound({ removing, removable }: Props) {
  const found = removable && searched(removable.place);
  const ticked = removable?.selection.numbers.length ?? 0;
  return (
    <>
      {removable && removable.type.counts.kept > 0 && (
        <div class="remove-all">
          {found && removable.page.count > 0 && (
            <Remove {...{ removing, removable }} what={found} label={t.review.removeFound(removable.page.count)} />
          )}
          <Remove {...{ removing, removable }} what={{ all: true }} label={t.review.removeType(removable.type.label)} />
        </div>
      )}
      <ActionError error={ticked ? null : removing.error} />
      {removable && removable.page.returned > 0 && (
        <>
          <p class="minor">{t.review.nothingSelected}</p>
          <label class="tick-page">
            <input
              type="checkbox"
              checked={removable.selection.isWholePage}
              onChange={removable.selection.togglePage}
            />
            {t.review.selectPage}
          </label>
        </>
      )}
    </>
  );
}

/** Below the rows, always in sight while some are ticked. */
export function RemoveTicked({ removing, removable }: Props) {
  const { busy, error, said, forget } = removing;
  const rows = removable?.selection.numbers ?? [];
  const anyTicked = rows.length > 0;
  // Whoever ticks or looks for other rows has read what was said.
  const isOver = anyTicked || (removable && said && questionOf(removable.place) !== said.question);
  useEffect(() => {
    if (isOver) forget();
  }, [isOver]);
  return (
    <div class={anyTicked || said ? 'remove-bar is-shown' : 'remove-bar'}>
      <ActionError error={anyTicked ? error : null} />
      {anyTicked && (
        <Remove
          {...{ removing, removable }}
          what={{ rows }}
          label={busy ? t.review.removing : t.review.removeSelected(rows.length)}
        />
      )}
      <p role="status">{said?.text}</p>
    </div>
  );
}
