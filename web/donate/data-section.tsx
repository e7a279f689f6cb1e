/** web/donate/data-section.tsx — "see your data": choose a kind and days, read page by page, take a copy. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { getRows, type RowsQuery } from '../lib/api.ts';
import type { DataTypeView, DonationView, RowsPage } from '../lib/contract.ts';
import { ActionError } from './action-error.tsx';
import { Downloads } from './downloads.tsx';
import { Pictures } from './pictures.tsx';
import { RowsFilter } from './rows-filter.tsx';
import { RowsTable } from './rows-table.tsx';

const isReadable = ({ state }: DataTypeView): boolean => state === 'ready' || state === 'empty';

/** Where the pages before this one began: a page can be shorter than asked for, so they cannot be computed. */
type Place = RowsQuery & { readonly before: readonly number[] };

type Loaded = { readonly page: RowsPage | null; readonly error: unknown };

/** Loads the rows of a place; an answer that a later question has overtaken is dropped. */
function useRows(id: string, place: Place): Loaded & { readonly retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ page: null, error: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    setLoaded({ page: null, error: null });
    getRows(id, place).then(
      (page) => wanted && setLoaded({ page, error: null }),
      (error: unknown) => wanted && setLoaded({ page: null, error }),
    );
    return () => {
      wanted = false;
    };
  }, [id, place, attempt]);
  return { ...loaded, retry: () => setAttempt(attempt + 1) };
}

type PagesProps = { readonly page: RowsPage; readonly place: Place; readonly go: (place: Place) => void };

function Pages({ page, place, go }: PagesProps) {
  const { before, offset } = place;
  const previous = before.at(-1);
  const end = page.offset + page.returned;
  return (
    <nav class="pages" aria-label={t.data.pages}>
      <button
        type="button"
        disabled={previous === undefined}
        onClick={() => go({ ...place, offset: previous ?? 0, before: before.slice(0, -1) })}
      >
        {t.data.previous}
      </button>
      <button
        type="button"
        disabled={end >= page.count}
        onClick={() => go({ ...place, offset: end, before: [...before, offset] })}
      >
        {t.data.next}
      </button>
    </nav>
  );
}

/** What the page of rows holds, in one sentence. */
function summaryOf(page: RowsPage | null, { start, end, text }: Place): string {
  if (!page) return t.data.loading;
  if (page.count) return t.data.range(page.offset + 1, page.offset + page.returned, page.count);
  if (text) return t.data.noneWithText(text);
  return start || end ? t.data.noneInDates : t.data.noneAtAll;
}

export function DataSection({ donation }: { readonly donation: DonationView }) {
  const types = donation.data_types.filter(isReadable);
  const first = types.find(({ state }) => state === 'ready') ?? types[0];
  const [place, setPlace] = useState<Place>({
    dataType: first?.data_type ?? '',
    start: '',
    end: '',
    text: '',
    offset: 0,
    before: [],
  });
  const { page, error, retry } = useRows(donation.id, place);
  const summary = useRef<HTMLParagraphElement>(null);
  const type = types.find(({ data_type: name }) => name === place.dataType);
  if (!type) return null;

  const turn = (next: Place): void => {
    setPlace(next);
    summary.current?.scrollIntoView();
    summary.current?.focus({ preventScroll: true });
  };
  return (
    <section class="data">
      <h2>{t.data.title}</h2>
      <p>{t.data.intro}</p>
      <RowsFilter
        types={types}
        period={donation.period}
        onChange={(query) => setPlace({ ...query, offset: 0, before: [] })}
      />
      {error === null && (
        <p class="summary" role="status" ref={summary} tabIndex={-1}>
          {summaryOf(page, place)} {page?.undated_excluded ? t.data.undated(page.undated_excluded) : ''}
        </p>
      )}
      <Pictures key={type.data_type} id={donation.id} query={place} />
      <ActionError error={error} />
      {error !== null && (
        <button type="button" onClick={retry}>
          {t.retry}
        </button>
      )}
      {page && page.returned > 0 && <RowsTable label={type.label} rows={page.data} offset={page.offset} />}
      {page && page.count > page.returned && <Pages page={page} place={place} go={turn} />}
      <Downloads key={type.data_type} id={donation.id} type={type} />
    </section>
  );
}
