/** functions/providers/google/signed-urls.ts — the signed URLs of an export's parts, renewed when they end. */
import { ProviderError } from '../provider.ts';
import { fault } from '../transport/answer.ts';

/** Signed URLs end after six hours; asking for the job's state again gives fresh ones. */
export type SignedUrls = {
  /** @param part its number, from 0 */
  url(part: number): string;
  /**
   * Fetches fresh URLs, unless that has been done since `stale` was handed out.
   * @throws ProviderError `corrupt` when the export no longer has the same number of parts
   */
  renew(part: number, stale: string): Promise<void>;
};

/** @param ask asks the provider for the URLs of all parts */
export async function loadSignedUrls(ask: () => Promise<readonly string[]>): Promise<SignedUrls> {
  let urls = await ask();
  const count = urls.length;
  let renewing: Promise<void> | undefined;
  const url = (part: number): string => {
    const found = urls[part];
    if (found === undefined) throw new ProviderError('corrupt', { cause: fault('no_such_part') });
    return found;
  };
  const replace = async (): Promise<void> => {
    const fresh = await ask();
    if (fresh.length !== count) throw new ProviderError('corrupt', { cause: fault('parts_changed') });
    urls = fresh;
  };
  return {
    url,
    async renew(part, stale) {
      if (url(part) !== stale) return;
      renewing ??= replace().finally(() => {
        renewing = undefined;
      });
      await renewing;
    },
  };
}
