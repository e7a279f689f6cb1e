/** web/donate/shown-link.tsx — a personal link, the one time it is shown, with the ways to keep it. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { ActionError } from './action-error.tsx';
import { CopyButton } from './copy-button.tsx';
import { openFrameBeside } from './open-beside.ts';

/** A mail to be addressed by its sender. @see https://www.rfc-editor.org/rfc/rfc6068#section-5 on line breaks */
export function mailAddress(subject: string, body: string): string {
  const lines = body.replaceAll('\n', '\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}

type Drawing = typeof import('./qr-code.tsx');

/** The link as a code; what draws it is loaded when it is wanted first. */
function AsCode({ link }: { readonly link: string }) {
  const [open, setOpen] = useState(false);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!open || drawing) return;
    setError(null);
    import('./qr-code.tsx').then(setDrawing, setError);
  }, [open, drawing]);
  return (
    <details class="as-code" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.me.link.qr}</summary>
      {open && !drawing && error === null && <p role="status">{t.busy}</p>}
      <ActionError error={error} />
      {drawing && <drawing.QrCode text={link} title={t.me.link.qrText} />}
    </details>
  );
}

type Props = {
  readonly link: string;
  /** Whether it takes the place of the button that was pressed for it. */
  readonly takesFocus: boolean;
};

export function ShownLink({ link, takesFocus }: Props) {
  const id = useId();
  const lead = useRef<HTMLParagraphElement>(null);
  useEffect(openFrameBeside, []);
  useEffect(() => {
    if (takesFocus) lead.current?.focus();
  }, [takesFocus]);
  return (
    <div class="shown-link">
      <p ref={lead} tabIndex={-1}>
        <strong>{t.me.link.shownOnce}</strong>
      </p>
      <label for={id} class="visually-hidden">
        {t.me.link.label}
      </label>
      <input id={id} type="text" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <div class="ways">
        <CopyButton text={link} label={t.me.link.copy} />
        <a class="button" href={mailAddress(t.me.link.mailSubject, t.me.link.mailBody(link))}>
          {t.me.link.mail}
        </a>
      </div>
      <p class="minor">{t.me.link.secret}</p>
      <AsCode link={link} />
    </div>
  );
}
