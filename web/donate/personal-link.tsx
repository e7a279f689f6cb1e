/** web/donate/personal-link.tsx — the participant's own link: making it, keeping it, a new one, or one from before. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { CallError } from '../lib/http.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { Failure } from './failure.tsx';
import { claimLink, joinLink, type LinkState, learnOfLink, makeLink, useLinkState } from './link-state.ts';
import { MyDonationsLink } from './my-donations-link.tsx';
import { PasteLink } from './paste-link.tsx';
import { ShownLink } from './shown-link.tsx';

/** Makes the first link, or a new one in place of the one that is there. */
function MakeLink({ label }: { readonly label: string }) {
  const { busy, error, run } = useAction(() => makeLink());
  return (
    <>
      <button type="button" disabled={busy} onClick={() => run()}>
        {busy ? t.busy : label}
      </button>
      <ActionError error={error} />
    </>
  );
}

/** The way from two links to one. */
function JoinLink({ onJoined }: { readonly onJoined?: (() => void) | undefined }) {
  const { busy, error, run } = useAction(async (pasted: string) => {
    await joinLink(pasted);
    onJoined?.();
  });
  const isRefused = error instanceof CallError && error.status === 400;
  return (
    <details class="earlier-link">
      <summary>{t.me.link.have}</summary>
      <p>{t.me.link.haveText}</p>
      <PasteLink label={t.pasteLink.label} button={t.me.link.join} busy={busy} onLink={(pasted) => void run(pasted)} />
      <div role="alert">{isRefused && <p class="notice is-error">{t.me.link.notJoined}</p>}</div>
      <ActionError error={isRefused ? null : error} />
    </details>
  );
}

/** Takes the place of the form that was sent, and its focus. */
function Joined() {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <p class="notice" ref={said} tabIndex={-1}>
      {t.me.link.joined}
    </p>
  );
}

/** Of a link that was only opened here: it may be somebody else's, who sent it. */
function Claim({ onJoined }: { readonly onJoined?: (() => void) | undefined }) {
  const { busy, error, run } = useAction(async () => {
    await claimLink();
    onJoined?.();
  });
  return (
    <>
      <p>{t.me.link.claim.text}</p>
      <p>{t.me.link.claim.warning}</p>
      <div class="answers">
        <button type="button" disabled={busy} onClick={() => run()}>
          {busy ? t.busy : t.me.link.claim.yes}
        </button>
        <MakeLink label={t.me.link.claim.no} />
      </div>
      <ActionError error={error} />
    </>
  );
}

function Renew() {
  return (
    <>
      <p>{t.me.link.there}</p>
      <p>{t.me.link.lost}</p>
      <MakeLink label={t.me.link.renew} />
    </>
  );
}

type OwnLinkProps = { readonly state: LinkState; readonly onJoined?: () => void };

/** Where there is a link, or one can be made. */
function OwnLink({ state: { identity, link, joined }, onJoined }: OwnLinkProps) {
  const [atFirst] = useState(link);
  return (
    <>
      {joined && <Joined />}
      {link && <ShownLink key={link} link={link} takesFocus={link !== atFirst} />}
      {!link && identity?.to_claim && <Claim onJoined={onJoined} />}
      {!link && !identity?.to_claim && (identity?.personal_link ? <Renew /> : <MakeLink label={t.me.link.make} />)}
      {!joined && <JoinLink onJoined={onJoined} />}
    </>
  );
}

/** Asks about the link where nothing is known of it, and again when somebody wants that. @param anew also where something is */
function useLearning({ anew = false } = {}) {
  const state = useLinkState();
  const [isWanted] = useState(anew || !state.identity);
  const { error, run } = useAction(learnOfLink);
  useEffect(() => {
    if (isWanted) void run();
  }, [isWanted]);
  return { state, failure: <Failure error={error} retry={() => void run()} /> };
}

type SectionProps = {
  readonly onJoined: () => void;
  /** Opens a link that was pasted, where there is nothing of one's own to make one for. */
  readonly onLink: (pasted: string) => void;
};

/** On the page of all donations. */
export function PersonalLinkSection({ onJoined, onLink }: SectionProps) {
  const { state, failure } = useLearning({ anew: true });
  const { identity } = state;
  return (
    <section class="personal-link">
      <h2>{t.me.link.title}</h2>
      <p>{t.me.link.text}</p>
      {identity?.can_make && <OwnLink state={state} onJoined={onJoined} />}
      {identity?.can_make === false && (
        <>
          <p>{t.me.link.have}</p>
          <PasteLink onLink={onLink} />
        </>
      )}
      {failure}
    </section>
  );
}

/** On a donation's page: the link that was made by agreeing; a line where there was one; nothing where none can be made. */
export function PersonalLink() {
  const { state, failure } = useLearning();
  const { identity, link, joined } = state;
  if (!identity) return failure;
  if (!identity.can_make) return null;
  if (identity.personal_link && !identity.to_claim && !link) {
    return (
      <div class="personal-link is-line">
        {joined && <Joined />}
        <p class="minor">
          {t.me.link.there} <MyDonationsLink />
        </p>
      </div>
    );
  }
  return (
    <div class="personal-link is-boxed">
      <h3>{t.me.link.title}</h3>
      <p>{t.me.link.text}</p>
      <OwnLink state={state} />
    </div>
  );
}
