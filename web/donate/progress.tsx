/** web/donate/progress.tsx — the four parts of the path, and where the participant is. */
import { t } from '../i18n/messages.ts';
import type { Stage } from './stage.ts';

const PARTS = ['consent', 'authorize', 'working', 'result'] as const;

/** Seeing the data begins with looking through it, where the study lets the participant do so before. */
function partOf(stage: Stage): (typeof PARTS)[number] {
  if (stage === 'declined') return 'consent';
  return stage === 'review' ? 'result' : stage;
}

export function Progress({ stage }: { readonly stage: Stage }) {
  const here = PARTS.indexOf(partOf(stage));
  return (
    <nav aria-label={t.progress.label}>
      <ol class="progress">
        {PARTS.map((part, index) => (
          <li key={part} class={index < here ? 'is-done' : ''} aria-current={index === here ? 'step' : undefined}>
            {t.progress.steps[part]}
          </li>
        ))}
      </ol>
    </nav>
  );
}
