/** test/support/review-api.ts — the participant API of one donation under review, which keeps what is removed. */
import { NO_ROWS } from '../../functions/core/accounting.ts';
import type { RemovalView, Row, Selection } from '../../web/lib/contract.ts';
import { type Answer, type Api, problem } from './participant-site.ts';
import { AT, dataType, UNTIL, underReview, watchedRows } from './participant-views.ts';

/** Removals that can be undone here. */
const MOST = 20;
const DONATION = '/api/participant/donations/don_1/';

const TYPES = [
  { name: 'youtube_history', label: 'YouTube history', rows: watchedRows(250) },
  { name: 'search', label: 'Searches', rows: watchedRows(3) },
] as const;
type Type = (typeof TYPES)[number];

const holds = (row: Row, { q, start_date: start, end_date: end }: Selection): boolean => {
  const day = `${row.time}`.slice(0, 10);
  if (start && day < start) return false;
  if (end && day > end) return false;
  return !q || JSON.stringify(row).toLowerCase().includes(q.toLowerCase());
};

/** The numbers of the rows that a selection takes. */
const taken = ({ rows }: Type, what: Selection): readonly number[] =>
  what.rows ?? rows.flatMap((row, number) => (what.all || holds(row, what) ? [number] : []));

/** What is removed, and how far the review is; a test may change it as if another tab did. */
export type Review = {
  readonly removals: (Selection & { readonly id: string })[];
  phase: 'review' | 'releasing' | 'released';
};

const typeOf = (name: string | null): Type => TYPES.find((type) => type.name === name) ?? TYPES[0];

const removedOf = ({ removals }: Review, type: Type): ReadonlySet<number> =>
  new Set(removals.filter(({ data_type: name }) => name === type.name).flatMap((removal) => taken(type, removal)));

function removalsView(review: Review, status = 200): Answer {
  const removals = review.removals.map(({ rows, ...removal }): RemovalView => {
    const count = taken(typeOf(removal.data_type), { ...removal, ...(rows && { rows }) }).length;
    return { ...removal, count, created_at: AT };
  });
  const removed = Object.fromEntries(TYPES.map((type) => [type.name, removedOf(review, type).size]));
  return { status, body: { removals, removed } };
}

function typeView(review: Review, type: Type) {
  const removed = removedOf(review, type).size;
  const kept = type.rows.length - removed;
  return dataType(type.name, type.label, {
    ...{ state: review.phase === 'released' && !kept ? 'empty' : 'ready', removed },
    released_at: review.phase === 'released' ? AT : null,
    ...(kept && { min_time: '2023-12-20T15:00:00Z', max_time: '2023-12-31T00:00:00Z' }),
    counts: { ...NO_ROWS, seen: type.rows.length + 7, kept, outside_period: 7 },
  });
}

const donationView = (review: Review): Answer => ({
  body: {
    ...underReview,
    data_types: TYPES.map((type) => typeView(review, type)),
    review: { days: 7, until: review.phase === 'released' ? null : UNTIL, releasing: review.phase === 'releasing' },
    ...(review.phase === 'released' && { status: 'processed', step: 'done', processed_at: AT }),
  },
});

function remove(review: Review, what: Selection): Answer {
  if (review.phase !== 'review') return problem(409, 'not_under_review');
  const gone = removedOf(review, typeOf(what.data_type));
  if (taken(typeOf(what.data_type), what).every((row) => gone.has(row))) return problem(400, 'invalid');
  review.removals.push({ ...what, id: `rem_${review.removals.length + 1}` });
  return removalsView(review, 201);
}

function undo(review: Review, removal: string): Answer {
  const at = review.removals.findIndex(({ id }) => id === removal);
  if (at >= 0) review.removals.splice(at, 1);
  return removalsView(review);
}

function rowsPage(review: Review, query: URLSearchParams): Answer {
  const type = typeOf(query.get('data_type'));
  const removed = removedOf(review, type);
  const { q = '', start_date = '', end_date = '' } = Object.fromEntries(query);
  const found = taken(type, { data_type: type.name, q, start_date, end_date }).filter((row) => !removed.has(row));
  const offset = Number(query.get('offset'));
  const numbers = found.slice(offset, offset + Number(query.get('limit')));
  return {
    body: {
      ...{ count: found.length, data: numbers.map((row) => type.rows[row]), offset, returned: numbers.length },
      next: offset + numbers.length < found.length ? '/more' : null,
      ...(review.phase === 'review' && { row_numbers: numbers }),
    },
  };
}

/** Adds the answers about a donation under review, of which nothing is removed yet. */
export function answerReview(api: Api): Review {
  const review: Review = { removals: [], phase: 'review' };
  api[`GET ${DONATION}`] = () => donationView(review);
  api[`GET ${DONATION}removals/`] = () => removalsView(review);
  api[`POST ${DONATION}removals/`] = ({ body }) => remove(review, body as Selection);
  for (let number = 1; number <= MOST; number += 1) {
    api[`DELETE ${DONATION}removals/rem_${number}/`] = () => undo(review, `rem_${number}`);
  }
  api[`POST ${DONATION}release/`] = () => {
    review.phase = 'releasing';
    return donationView(review);
  };
  api[`GET ${DONATION}data/`] = ({ query }) => rowsPage(review, query);
  return review;
}
