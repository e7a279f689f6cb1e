/** web/content/en/messages/index.ts — every word of the site’s frame and of its live pages, in English. */
import { data } from './data.ts';
import { deciding } from './deciding.ts';
import { frame } from './frame.ts';
import { me } from './me.ts';
import { number } from './numbers.ts';
import { explanations } from './reasons.ts';
import { review } from './review.ts';
import { status } from './status.ts';

export const messages = {
  /** The language’s tag, and what those who speak it call it. */
  language: 'en',
  languageName: 'English',
  /** How dates and times are written. */
  locale: 'en-GB',
  number: (value: number): string => number.format(value),
  ...frame,
  ...deciding,
  ...status,
  ...data,
  ...review,
  ...me,
  ...explanations,
};

/** What a catalogue has to say; every language says all of it. */
export type Messages = typeof messages;
