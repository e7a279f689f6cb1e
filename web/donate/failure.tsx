/** web/donate/failure.tsx — something that could not be loaded: why, and trying again. */
import { t } from '../i18n/messages.ts';
import { ActionError } from './action-error.tsx';

/** @param error null while nothing has failed */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <>
      <ActionError error={error} />
      {error !== null && (
        <button type="button" onClick={retry}>
          {t.retry}
        </button>
      )}
    </>
  );
}
