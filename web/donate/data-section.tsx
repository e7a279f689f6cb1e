/** web/donate/data-section.tsx — "see your data": choose a kind and days, read page by page, take a copy. */
import type { ComponentChild } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { DataTypeView, DonationView, RowsPage } from '../lib/contract.ts';
import { Downloads } from './downloads.tsx';
import { Failure } from './failure.tsx';
import { Pictures } from './pictures.tsx';
import { RowsFilter } from './rows-filter.tsx';
import { RowsTable } from './rows-table.tsx';
import { isUnreleased } from './stage.ts';
import { firstPage, type Place, pageAfter, pageBefore, useRows } from './use-rows.ts';
import { type RowSelection, useSelection } from './use-selection.ts';

const isReadable = ({ state }: DataTypeView): boolean => state === 'ready' || state === 'empty';

/** The type to begin with: one that has rows, where there is one. */
const firstOf = (types: readonly DataTypeView[]): string =>
  (types.find(({ state }) => state === 'ready') ?? types[0])?.data_type ?? '';

type PagesProps = { readonly page: RowsPage; readonly place: Place; readonly go: (place: Place) => void };

function Pages({ page, place, go }: PagesProps) {
  return (
    <nav class="pages" aria-label={t.data.pages}>
      <button type="button" disabled={place.before.length === 0} onClick={() => go(pageBefore(place))}>
        {t.data.previous}
      </button>
      <button
        type="button"
        disabled={page.offset + page.returned >= page.count}
        onClick={() => go(pageAfter(place, page))}
      >
        {t.data.next}
      </button>
    </nav>
  );
}

/** What the page of rows holds, in one sentence. */
function summaryOf(page: RowsPage | null, { start, end, text }: Place, { removed }: DataTypeView): string {
  if (!page) return t.data.loading;
  const undated = page.undated_excluded ? ` ${t.data.undated(page.undated_excluded)}` : '';
  if (page.count) return t.data.range(page.offset + 1, page.offset + page.returned, page.count) + undated;
  if (text) return t.data.noneWithText(text) + undated;
  if (start || end) return t.data.noneInDates + undated;
  return removed > 0 ? t.review.noneLeft : t.data.noneAtAll;
}

/** Rows that can be removed: what is shown, which of them are ticked, and where their number is told. */
export type Removable = {
  readonly page: RowsPage;
  readonly place: Place;
  readonly type: DataTypeView;
  readonly selection: RowSelection;
  readonly goToSummary: () => void;
};

/** What a review puts around the rows. */
export type Around = {
  /** Of the rows: it changes when some are removed or put back. */
  readonly version: string;
  /** @param removable null while they are loaded, or cannot be removed */
  readonly above: (removable: Removable | null) => ComponentChild;
  readonly below: (removable: Removable | null) => ComponentChild;
};

/** Takes the reader to the summary; who sees that they are elsewhere stays there. */
function goTo(summary: HTMLElement | null): void {
  summary?.focus({ preventScroll: true });
  if (summary?.matches(':focus-visible')) summary.scrollIntoView({ block: 'nearest' });
}

type Props = { readonly donation: DonationView; readonly around?: Around };

export function DataSection({ donation, around }: Props) {
  const types = donation.data_types.filter(isReadable);
  const version = around?.version ?? '';
  const { page, error, place, go, retry } = useRows(donation.id, firstOf(types), version);
  const selection = useSelection(page, place);
  const summary = useRef<HTMLParagraphElement>(null);
  const type = types.find(({ data_type: name }) => name === place.dataType);
  if (!type) return null;

  const turn = (next: Place): void => {
    go(next);
    summary.current?.scrollIntoView();
    goTo(summary.current);
  };
  const removable = page && selection && { page, place, type, selection, goToSummary: () => goTo(summary.current) };
  return (
    <section class="data">
      <h2>{t.data.title}</h2>
      <p>{isUnreleased(donation, type) ? t.review.rows : t.data.intro}</p>
      <RowsFilter types={types} period={donation.period} onChange={(query) => go(firstPage(query))} />
      {error === null && (
        <p class="summary" role="status" ref={summary} tabIndex={-1}>
          {summaryOf(page, place, type)}
        </p>
      )}
      <Pictures key={`${type.data_type} ${version}`} id={donation.id} query={place} />
      <Failure error={error} retry={retry} />
      {around?.above(removable)}
      {page && page.returned > 0 && <RowsTable label={type.label} page={page} selection={selection} />}
      {around?.below(removable)}
      {page && page.count > page.returned && <Pages page={page} place={place} go={turn} />}
      <Downloads key={type.data_type} id={donation.id} type={type} />
    </section>
  );
}
