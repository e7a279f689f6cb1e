/** web/donate/downloads.tsx — the participant's own copy, in the same files that the study can get. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { bundlePath, FILE_FORMS, filePath, whenFileIsMade } from '../lib/api.ts';
import type { DataTypeView } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';

export function Downloads({ id, type }: { readonly id: string; readonly type: DataTypeView }) {
  const [started, setStarted] = useState(false);
  const { busy, error, run } = useAction(async (path: string) => {
    setStarted(false);
    await whenFileIsMade(path);
    window.location.assign(path);
    setStarted(true);
  });
  return (
    <section class="downloads">
      <h3>{t.data.download}</h3>
      <p>{t.data.downloadText(type.label)}</p>
      <ul>
        {FILE_FORMS.map((form) => (
          <li key={form}>
            <button type="button" disabled={busy} onClick={() => run(filePath(id, type.data_type, form))}>
              {t.data.forms[form]}
            </button>
            <span class="minor">{t.data.formNotes[form]}</span>
          </li>
        ))}
      </ul>
      <p>{t.data.bundleText}</p>
      <p>
        <button type="button" disabled={busy} onClick={() => run(bundlePath(id, 'csv'))}>
          {t.data.bundle}
        </button>
      </p>
      <p role="status">{busy ? t.data.preparing : started ? t.data.downloadStarted : ''}</p>
      <ActionError error={error} />
    </section>
  );
}
