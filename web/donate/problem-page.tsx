/** web/donate/problem-page.tsx — why there is nothing to show, and the next step. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { Problem } from './problem.ts';

type Props = {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly onLink: (link: string) => void;
};

/** Where a link can help: pasted here, it opens the donation. */
const WANTS_LINK: readonly Problem[] = ['broken_link', 'no_session', 'other_browser'];
const WANTS_RETRY: readonly Problem[] = ['offline', 'server'];

/** A field for the link, for mail programs that open links in a browser of their own. */
function PasteLink({ onLink }: Pick<Props, 'onLink'>) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const link = new FormData(event.currentTarget).get('link');
    if (typeof link === 'string' && link.trim()) onLink(link.trim());
  };
  return (
    <form class="paste-link" onSubmit={submit}>
      <label for="link">{t.pasteLink.label}</label>
      <div class="row">
        <input id="link" name="link" type="text" autocomplete="off" spellcheck={false} required />
        <button type="submit">{t.pasteLink.open}</button>
      </div>
    </form>
  );
}

export function ProblemPage({ problem, onRetry, onLink }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { title, text } = t.problems[problem];
  return (
    <section>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      {WANTS_RETRY.includes(problem) && (
        <button type="button" onClick={onRetry}>
          {t.retry}
        </button>
      )}
      {WANTS_LINK.includes(problem) && <PasteLink onLink={onLink} />}
    </section>
  );
}
