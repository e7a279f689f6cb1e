/**
 * web/donate/link-state.ts — what this page knows of the participant's personal link. A new link is shown once, so it
 * is kept as long as the page is there: in its memory, and in no storage.
 */
import { useEffect, useState } from 'preact/hooks';
import { claimPersonalLink, getIdentity, joinPersonalLink, makePersonalLink } from '../lib/api.ts';
import type { IdentityView } from '../lib/contract.ts';

export type LinkState = {
  /** Null until it was asked for. */
  readonly identity: IdentityView | null;
  /** The link that was just made. */
  readonly link: string | null;
  /** Whether a link that was there already has just been taken over. */
  readonly joined: boolean;
};

const UNKNOWN: LinkState = { identity: null, link: null, joined: false };
const THERE: IdentityView = { personal_link: true, can_make: true, to_claim: false };

/** Longer than making a link takes; after that, nobody waits for it. */
const PATIENCE_MS = 4000;

let state = UNKNOWN;
const listeners = new Set<(state: LinkState) => void>();

function become(next: Partial<LinkState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener(state);
}

/** What is known now, and whatever it becomes. */
export function useLinkState(): LinkState {
  const [seen, setSeen] = useState(state);
  useEffect(() => {
    setSeen(state);
    listeners.add(setSeen);
    return () => void listeners.delete(setSeen);
  }, []);
  return seen;
}

/** For another session, or none. */
export const forgetLink = (): void => become(UNKNOWN);

/** @throws CallError */
export async function learnOfLink(): Promise<void> {
  become({ identity: await getIdentity() });
}

let making: Promise<void> | null = null;

/** Makes a link, or a new one; two at a time would make the first one void. @param first only if there is none @throws CallError */
export function makeLink({ first = false } = {}): Promise<void> {
  making ??= makePersonalLink({ first })
    .then(({ participant_url: link }) => become({ link, identity: THERE, joined: false }))
    .finally(() => {
      making = null;
    });
  return making;
}

/** A link that is there already leads to these donations, too; one made here leads nowhere any more. @throws CallError */
export async function joinLink(pasted: string): Promise<void> {
  await joinPersonalLink(pasted);
  become({ link: null, identity: THERE, joined: true });
}

/** The link that this browser was opened with is the reader's own: it leads to these donations, too. @throws CallError */
export async function claimLink(): Promise<void> {
  await claimPersonalLink();
  become({ identity: THERE, joined: true });
}

async function makeFirstLink(): Promise<void> {
  await learnOfLink();
  const { identity, link } = state;
  // One that was made by hand, or in another tab, would become void.
  if (identity?.can_make && !identity.personal_link && !link) await makeLink({ first: true });
}

/** Who has just agreed gets a link, unless there is one. Fails silently: it can still be made by hand. */
export async function makeLinkUnlessThere(): Promise<void> {
  const made = makeFirstLink().catch(() => undefined);
  await Promise.race([made, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
