/** web/donate/data-types.tsx — how each kind of data fared, with every row accounted for. */
import { formatDay, formatTime, t } from '../i18n/messages.ts';
import type { Counts, DataTypeView } from '../lib/contract.ts';

const REMOVALS = ['outside_period', 'undated', 'malformed', 'filtered', 'duplicate'] as const;

function CountList({ counts }: { readonly counts: Counts }) {
  const removed = REMOVALS.filter((name) => counts[name] > 0);
  return (
    <ul class="counts">
      <li>
        <strong>{t.types.kept(counts.kept)}</strong>
      </li>
      {removed.map((name) => (
        <li key={name}>{t.types.removed[name](counts[name])}</li>
      ))}
    </ul>
  );
}

/** One or two sentences about the state; empty where the state says it all. */
function explanationOf({ state, reason }: DataTypeView): string {
  if (state === 'empty') return t.types.empty;
  if (state === 'not_granted') return t.types.notGranted;
  if (state === 'expired') return reason?.detail ?? t.types.expired;
  return state === 'failed' ? (reason?.detail ?? '') : '';
}

function DataTypeCard({ type }: { readonly type: DataTypeView }) {
  const explanation = explanationOf(type);
  const { counts, min_time: first, max_time: last, covered_until: covered } = type;
  const arrived = type.state === 'ready' || type.state === 'empty';
  return (
    <li class="card">
      <div class="card-head">
        <h3>{type.label}</h3>
        <span class={`badge is-${type.state}`}>{t.types.state[type.state]}</span>
      </div>
      {explanation && <p>{explanation}</p>}
      {arrived && counts.seen > 0 && <CountList counts={counts} />}
      {arrived && first && last && <p>{t.types.spans(formatDay(first), formatDay(last))}</p>}
      {arrived && type.not_granted.length > 0 && <p>{t.types.partlyNotGranted}</p>}
      {arrived && covered && <p class="minor">{t.types.covered(formatTime(covered))}</p>}
    </li>
  );
}

export function DataTypes({ types }: { readonly types: readonly DataTypeView[] }) {
  return (
    <ul class="cards">
      {types.map((type) => (
        <DataTypeCard key={type.data_type} type={type} />
      ))}
    </ul>
  );
}
