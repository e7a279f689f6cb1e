/** web/donate/pictures.tsx — the rows in pictures: counted and drawn when somebody opens them. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { getOverview, type RowsQuery } from '../lib/api.ts';
import type { OverviewView } from '../lib/contract.ts';
import { ActionError } from './action-error.tsx';

type Charts = typeof import('./charts.tsx');
type Drawn = { readonly overview: OverviewView; readonly charts: Charts };
type Query = Omit<RowsQuery, 'offset' | 'text'>;

const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The numbers and what draws them; both are loaded when they are wanted first. */
function useDrawn(id: string, { dataType, start, end }: Query, wanted: boolean) {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    setDrawn(null);
    setError(null);
    Promise.all([getOverview(id, { dataType, start, end }, timeZone()), import('./charts.tsx')]).then(
      ([overview, charts]) => current && setDrawn({ overview, charts }),
      (reason: unknown) => current && setError(reason),
    );
    return () => {
      current = false;
    };
  }, [id, dataType, start, end, wanted]);
  return { drawn, error };
}

export function Pictures({ id, query }: { readonly id: string; readonly query: Query }) {
  const [open, setOpen] = useState(false);
  const { drawn, error } = useDrawn(id, query, open);
  return (
    <details class="pictures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.pictures.open}</summary>
      {open && !drawn && error === null && <p role="status">{t.pictures.loading}</p>}
      <ActionError error={error} />
      {drawn && <drawn.charts.Charts overview={drawn.overview} timeZone={timeZone()} />}
    </details>
  );
}
