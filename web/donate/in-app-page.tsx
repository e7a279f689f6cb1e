/** web/donate/in-app-page.tsx — before anything else: this page was opened within another app; here is the way out. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import { CopyButton } from './copy-button.tsx';

type Props = {
  /** Empty where it is not known. */
  readonly app: string;
  readonly link: string;
  readonly onStay: () => void;
};

export function InAppPage({ app, link, onStay }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="in-app">
      <h1 ref={heading} tabIndex={-1}>
        {t.inApp.title}
      </h1>
      <p>{t.inApp.text(app)}</p>
      <ol>
        {t.inApp.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <label for="own-link">{t.pasteLink.label}</label>
      <input id="own-link" type="text" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <div class="ways">
        <CopyButton text={link} label={t.inApp.copy} />
      </div>
      <p class="minor">{t.inApp.secret}</p>
      <p>
        <button type="button" class="is-quiet" onClick={onStay}>
          {t.inApp.stay}
        </button>
      </p>
    </section>
  );
}
