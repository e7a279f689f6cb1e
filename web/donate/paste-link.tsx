/** web/donate/paste-link.tsx — a field for a link, for mail programs that open links in a browser of their own. */
import type { TargetedSubmitEvent } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n/messages.ts';

type Props = {
  /** Whatever was pasted, without the space around it; never empty. */
  readonly onLink: (pasted: string) => void;
  readonly label?: string;
  readonly button?: string;
  readonly busy?: boolean;
};

export function PasteLink({ onLink, label = t.pasteLink.label, button = t.pasteLink.open, busy = false }: Props) {
  const id = useId();
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const link = new FormData(event.currentTarget).get('link');
    if (typeof link === 'string' && link.trim()) onLink(link.trim());
  };
  return (
    <form class="paste-link" onSubmit={submit}>
      <label for={id}>{label}</label>
      <div class="row">
        <input id={id} name="link" type="text" autocomplete="off" spellcheck={false} required />
        <button type="submit" disabled={busy}>
          {button}
        </button>
      </div>
    </form>
  );
}
