/** web/content/de/messages/index.ts — every word of the site’s frame and of its live pages, in German. */
import type { Messages } from '../../en/messages/index.ts';
import { data } from './data.ts';
import { deciding } from './deciding.ts';
import { frame } from './frame.ts';
import { me } from './me.ts';
import { number } from './numbers.ts';
import { explanations } from './reasons.ts';
import { review } from './review.ts';
import { status } from './status.ts';

export const messages: Messages = {
  language: 'de',
  languageName: 'Deutsch',
  locale: 'de-DE',
  number: (value: number): string => number.format(value),
  ...frame,
  ...deciding,
  ...status,
  ...data,
  ...review,
  ...me,
  ...explanations,
};
