/** web/lib/language-switch.ts — the switch in the header leads to the same page, with all that its address says or has said. */

/** What the address said and no longer says, but what the page still shows or needs. */
type Taken = { readonly token?: string | null; readonly outcome?: string | null };

let taken: Taken = {};

/** Notes what is to be taken along; nothing once it is no longer needed. */
export function takeAlong(what: Taken): void {
  taken = what;
}

/** Where an item of the switch leads now. @param built where it led when the page was built */
function addressFor(built: string): string {
  const target = new URL(built);
  const query = new URLSearchParams(window.location.search);
  query.delete('lang');
  if (taken.outcome) query.set('outcome', taken.outcome);
  for (const [name, value] of query) target.searchParams.set(name, value);
  // What has not been taken out of the address yet is still there.
  target.hash = taken.token ?? window.location.hash;
  return target.href;
}

/** A token stands in a link only while it is followed: one that stays in the page can be copied with it. */
export function keepAddressOnSwitching(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    const built = link.href;
    link.addEventListener('click', () => {
      link.href = addressFor(built);
      setTimeout(() => {
        link.href = built;
      });
    });
  }
}
