/** web/donate/data-types.tsx — how each kind of data fared, with every row accounted for. */
import { formatDay, formatTime, t } from '../i18n/messages.ts';
import type { Counts, DataTypeView } from '../lib/contract.ts';

const REMOVALS = ['outside_period', 'undated', 'malformed', 'filtered', 'duplicate'] as const;

type CountsProps = { readonly counts: Counts; readonly byParticipant: number };

function CountList({ counts, byParticipant }: CountsProps) {
  const removed = REMOVALS.filter((name) => counts[name] > 0);
  return (
    <ul class="counts">
      <li>
        <strong>{t.types.kept(counts.kept)}</strong>
        {byParticipant > 0 && `, ${t.review.removedByYou(byParticipant)}`}
      </li>
      {removed.map((name) => (
        <li key={name}>{t.types.removed[name](counts[name])}</li>
      ))}
    </ul>
  );
}

/** Whether there were rows, and the participant removed every one. */
const isEmptied = ({ counts, removed }: DataTypeView): boolean => removed > 0 && counts.kept === 0;

/** One or two sentences about the state; empty where the state says it all. */
function explanationOf(type: DataTypeView): string {
  const { state, reason } = type;
  if (isEmptied(type)) return t.review.noneLeft;
  if (state === 'empty') return t.types.empty;
  if (state === 'not_granted') return t.types.notGranted;
  if (state === 'expired') return reason ? t.reasons[reason.code] : t.types.expired;
  return state === 'failed' ? (reason ? t.reasons[reason.code] : '') : '';
}

function DataTypeCard({ type }: { readonly type: DataTypeView }) {
  const explanation = explanationOf(type);
  const { counts, min_time: first, max_time: last, covered_until: covered } = type;
  const state = isEmptied(type) ? 'ready' : type.state;
  const arrived = state === 'ready' || state === 'empty';
  return (
    <li class="card">
      <div class="card-head">
        <h3>{type.label}</h3>
        <span class={`badge is-${state}`}>{t.types.state[state]}</span>
      </div>
      {explanation && <p>{explanation}</p>}
      {arrived && counts.seen > 0 && <CountList counts={counts} byParticipant={type.removed} />}
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
