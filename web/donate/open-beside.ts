/** web/donate/open-beside.ts — the frame's links open beside the page, while that shows what it can show only once. */
import { t } from '../i18n/messages.ts';

/** A secret that is taken along in an address could be put there by anybody: it stays where it is. @returns the undoing */
export function openFrameBeside(): () => void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.site-header a, .site-footer a[href^="/"]')];
  for (const link of links) {
    link.target = '_blank';
    link.title = t.me.link.beside;
  }
  return () => {
    for (const link of links) {
      link.removeAttribute('target');
      link.removeAttribute('title');
    }
  };
}
