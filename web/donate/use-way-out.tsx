/** web/donate/use-way-out.tsx — before a link is opened within another app: the way out of it, once a visit. */
import type { ComponentProps } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { appAround } from '../lib/in-app.ts';
import { InAppPage } from './in-app-page.tsx';

/** @returns what is to be shown instead of the page, or null; and what asks for it */
export function useWayOut() {
  const [shown, setShown] = useState<ComponentProps<typeof InAppPage> | null>(null);
  // Who stays knows it.
  const stays = useRef(false);

  /**
   * @param link what is to be opened in a browser
   * @param goOn opens it here all the same
   * @returns whether the way out is shown first
   */
  const offerWayOut = useCallback((link: string, goOn: () => void): boolean => {
    const app = appAround(navigator.userAgent);
    if (app === null || stays.current) return false;
    // “Open in browser” opens what the address says: the token stands in it again, behind `#`, as long as this is shown.
    window.history.replaceState(null, '', link);
    const onStay = (): void => {
      stays.current = true;
      const { pathname, search } = window.location;
      window.history.replaceState(null, '', pathname + search);
      setShown(null);
      goOn();
    };
    setShown({ app, link, onStay });
    return true;
  }, []);
  return { wayOut: shown && <InAppPage {...shown} />, offerWayOut };
}
