/** web/me/donations.tsx — all donations, the personal link that leads to them, and the way out. */
import { useEffect, useRef } from 'preact/hooks';
import { ActionError } from '../donate/action-error.tsx';
import { DonationCards } from '../donate/donation-cards.tsx';
import { PersonalLinkSection } from '../donate/personal-link.tsx';
import { t } from '../i18n/messages.ts';
import { closeSession } from '../lib/api.ts';
import type { DonationSummary } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';

function LogOut({ onLoggedOut }: { readonly onLoggedOut: () => void }) {
  const { busy, error, run } = useAction(async () => {
    await closeSession();
    onLoggedOut();
  });
  return (
    <section class="log-out">
      <p>{t.me.logOutText}</p>
      <button type="button" disabled={busy} onClick={() => run()}>
        {t.me.logOut}
      </button>
      <ActionError error={error} />
    </section>
  );
}

type Props = {
  readonly donations: readonly DonationSummary[];
  readonly refresh: () => Promise<void>;
  readonly onLink: (link: string) => void;
  readonly onLoggedOut: () => void;
};

export function Donations({ donations, refresh, onLink, onLoggedOut }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <section>
        <h1 ref={heading} tabIndex={-1}>
          {t.me.title}
        </h1>
        {donations.length ? <p>{t.me.intro}</p> : <p>{t.me.none}</p>}
        <DonationCards donations={donations} />
      </section>
      <PersonalLinkSection onJoined={refresh} onLink={onLink} />
      <LogOut onLoggedOut={onLoggedOut} />
    </>
  );
}
