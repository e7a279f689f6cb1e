/** web/donate/review-removals.tsx — what is removed so far, each removal to be undone. */
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { undoRemoval } from '../lib/api.ts';
import type { DonationView, RemovalsView, RemovalView } from '../lib/contract.ts';
import { type Action, useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { Failure } from './failure.tsx';
import { isTicked, removalText, removedIn } from './removal-words.ts';
import type { Removals } from './use-removals.ts';

/** How many are shown before somebody wants all. */
const FIRST = 10;

type RemovalProps = {
  readonly removal: RemovalView;
  readonly label: string;
  readonly busy: boolean;
  readonly undo: () => void;
};

function Removal({ removal, label, busy, undo }: RemovalProps) {
  const text = removalText(removal);
  return (
    <li>
      <p>
        <strong>{label}</strong>
        <br />
        {text}
        {!isTicked(removal) && `: ${t.review.removals.count(removal.count)}`}
      </p>
      <button
        type="button"
        aria-disabled={busy}
        aria-label={t.review.removals.undoOf(`${label}, ${text}`)}
        onClick={undo}
      >
        {t.review.removals.undo}
      </button>
    </li>
  );
}

type Props = { readonly donation: DonationView; readonly removals: Removals };

/** The latest first; all of them when somebody wants that. */
function List({ donation, view, undo }: Pick<Props, 'donation'> & { view: RemovalsView; undo: Action<[string]> }) {
  const [all, setAll] = useState(false);
  const labelOf = (name: string) => donation.data_types.find(({ data_type: type }) => type === name)?.label ?? name;
  const removals = view.removals.toReversed();
  return (
    <>
      <ul>
        {removals.slice(0, all ? undefined : FIRST).map((removal) => (
          <Removal
            key={removal.id}
            {...{ removal, label: labelOf(removal.data_type), busy: undo.busy, undo: () => undo.run(removal.id) }}
          />
        ))}
      </ul>
      {!all && removals.length > FIRST && (
        <button type="button" onClick={() => setAll(true)}>
          {t.files.more(removals.length)}
        </button>
      )}
    </>
  );
}

export function RemovalList({ donation, removals: { view, error, retry, change } }: Props) {
  const words = t.review.removals;
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const undo = useAction(async (removal: string) => {
    setSaid('');
    const more = await change(() => undoRemoval(donation.id, removal));
    // Another tab may have removed more meanwhile.
    setSaid(t.review.restored(Math.max(0, -more)));
    heading.current?.focus();
  });
  return (
    <section class="removals">
      <h2 tabIndex={-1} ref={heading}>
        {words.title}
      </h2>
      {view && <p>{view.removals.length ? words.total(removedIn(view)) : words.none}</p>}
      <p role="status">{said}</p>
      <ActionError error={undo.error} />
      <Failure error={error} retry={retry} />
      {view && <List donation={donation} view={view} undo={undo} />}
    </section>
  );
}
