/** web/donate/use-rows.ts — the rows of a place: a data type, what is searched for, and a page of that. */
import { useEffect, useState } from 'preact/hooks';
import { getRows, type RowsQuery } from '../lib/api.ts';
import type { RowsPage } from '../lib/contract.ts';

/** Where the pages before this one began: a page can be shorter than asked for, so they cannot be computed. */
export type Place = RowsQuery & { readonly before: readonly number[] };

/** The first page of a question. */
export const firstPage = (query: Omit<RowsQuery, 'offset'>): Place => ({ ...query, offset: 0, before: [] });

export const pageBefore = (place: Place): Place => ({
  ...place,
  offset: place.before.at(-1) ?? 0,
  before: place.before.slice(0, -1),
});

export const pageAfter = (place: Place, { offset, returned }: RowsPage): Place => ({
  ...place,
  offset: offset + returned,
  before: [...place.before, place.offset],
});

/** Whether all rows of a page, the last one, have gone since; those before it are still there. */
const isDeserted = ({ returned, count }: RowsPage, { offset }: Place): boolean =>
  returned === 0 && count > 0 && offset > 0;

type Loaded = { readonly place: Place | null; readonly page: RowsPage | null; readonly error: unknown };

export type Rows = Pick<Loaded, 'page' | 'error'> & {
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly retry: () => void;
};

/**
 * Loads the rows of a place; an answer that a later question has overtaken is dropped.
 * @param version of the rows: another one loads them again, and those shown stay until then
 */
export function useRows(id: string, dataType: string, version: string): Rows {
  const [place, setPlace] = useState(() => firstPage({ dataType, start: '', end: '', text: '' }));
  const [loaded, setLoaded] = useState<Loaded>({ place: null, page: null, error: null });
  const [attempt, setAttempt] = useState(0);
  // A version and an attempt are reasons to ask again.
  useEffect(() => {
    let wanted = true;
    setLoaded((shown) => ({ place, page: shown.place === place ? shown.page : null, error: null }));
    getRows(id, place).then(
      (page) => {
        if (!wanted) return;
        if (isDeserted(page, place)) setPlace(pageBefore(place));
        else setLoaded({ place, page, error: null });
      },
      (error: unknown) => wanted && setLoaded({ place, page: null, error }),
    );
    return () => {
      wanted = false;
    };
  }, [id, place, attempt, version]);
  const { page, error } = loaded;
  return { page, error, place, go: setPlace, retry: () => setAttempt(attempt + 1) };
}
