/** web/donate/session-ended.tsx — the visit has ended while a donation was shown: its link, opened again, goes on there. */
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { addressHere } from '../i18n/page-language.ts';
import { getDonation, openSession } from '../lib/api.ts';
import type { DonationView } from '../lib/contract.ts';
import { CallError } from '../lib/http.ts';
import { useAction, VISIT_RESUMED } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { MessagePage } from './message-page.tsx';
import { PasteLink } from './paste-link.tsx';
import { problemOf } from './problem.ts';

type Props = {
  readonly donation: Pick<DonationView, 'id' | 'has_personal_link'>;
  readonly refresh: () => Promise<void>;
  /** Opens a link that leads elsewhere. */
  readonly onLink: (link: string) => void;
};

/** Whether the visit that was just opened has this donation; whatever else may be wrong is told where it is shown. */
const hasDonation = (id: string): Promise<boolean> =>
  getDonation(id).then(
    () => true,
    (error: unknown) => !(error instanceof CallError && error.status === 404),
  );

export function SessionEnded({ donation, refresh, onLink }: Props) {
  const { busy, error, run } = useAction(async (pasted: string) => {
    const { donation_id: opened } = await openSession(pasted);
    if (opened && opened !== donation.id) onLink(pasted);
    else if (await hasDonation(donation.id)) await refresh();
    // A personal link that leads to others only.
    else window.location.assign(addressHere('/me/'));
  });
  // The link may have been opened in another tab meanwhile.
  useEffect(() => {
    const seen = (): void => {
      if (!document.hidden) void refresh();
    };
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [refresh]);
  useEffect(() => {
    // A question that is open would stand above this.
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    return () => void window.dispatchEvent(new Event(VISIT_RESUMED));
  }, []);
  // Only the personal link leads back to a review.
  const words = donation.has_personal_link ? t.me.noSession : t.problems.no_session;
  const isBroken = error !== null && problemOf(error, true) === 'broken_link';
  return (
    <MessagePage {...words}>
      <PasteLink onLink={(pasted) => void run(pasted)} busy={busy} />
      <div role="alert">{isBroken && <p class="notice is-error">{t.problems.broken_link.text}</p>}</div>
      <ActionError error={isBroken ? null : error} />
    </MessagePage>
  );
}
