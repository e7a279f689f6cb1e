/** web/donate/problem-page.tsx — why there is nothing to show, and the next step. */
import { t } from '../i18n/messages.ts';
import { MessagePage } from './message-page.tsx';
import { PasteLink } from './paste-link.tsx';
import type { Problem } from './problem.ts';

type Props = {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly onLink: (link: string) => void;
  /** In place of the usual words about this problem. */
  readonly words?: { readonly title: string; readonly text: string } | undefined;
};

/** Where a link can help: pasted here, it opens the donation. */
const WANTS_LINK: readonly Problem[] = ['broken_link', 'no_session', 'other_browser'];
const WANTS_RETRY: readonly Problem[] = ['offline', 'server'];

export function ProblemPage({ problem, onRetry, onLink, words = t.problems[problem] }: Props) {
  return (
    <MessagePage {...words}>
      {WANTS_RETRY.includes(problem) && (
        <button type="button" onClick={onRetry}>
          {t.retry}
        </button>
      )}
      {WANTS_LINK.includes(problem) && <PasteLink onLink={onLink} />}
    </MessagePage>
  );
}
