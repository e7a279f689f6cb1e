/** web/donate/copy-button.tsx — puts a text where it can be pasted from, and says so. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      // Absent where the page came without encryption.
      await navigator.clipboard.writeText(text);
      setSaid(t.copied);
    } catch {
      setSaid(t.notCopied);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <p role="status">{said}</p>
    </>
  );
}
