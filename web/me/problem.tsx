/** web/me/problem.tsx — why there is no list to show, and the next step. */
import type { Problem } from '../donate/problem.ts';
import { ProblemPage } from '../donate/problem-page.tsx';
import { t } from '../i18n/messages.ts';

type Props = {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly onLink: (link: string) => void;
};

/** The words where a personal link is meant. */
const wordsOf = (problem: Problem) =>
  problem === 'broken_link' ? t.me.broken : problem === 'no_session' ? t.me.noSession : undefined;

export const MyProblem = (props: Props) => <ProblemPage {...props} words={wordsOf(props.problem)} />;
