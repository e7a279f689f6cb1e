/** web/content/en/messages/review.ts — looking through the rows before the study gets them, in English. */
import { number, rows } from './numbers.ts';

export const review = {
  review: {
    title: 'Look through your data, then release it',
    intro:
      'Your copy has arrived. Only you can see it so far. Take out what you do not want to give; the study gets the rest when you release it.',
    until: (time: string) => `If you do nothing, it is released by itself on ${time}.`,
    elsewhere:
      'Your copy has arrived, and you can look through it before the study gets it. That is possible with your personal link, or in the browser in which you agreed as long as your visit there lasts: it ends after 12 hours without use. Here you can only follow it and withdraw.',
    comeBack: 'You can close this page; come back with your personal link.',
    openPersonal: 'Open my personal link',
    releasing: 'Your data is being released: what you removed is deleted for good. This takes a moment.',
    released: (time: string) => `It was yours alone to look through; the study got it on ${time}.`,
    /** Above the rows, in place of what is said there once the study has them. */
    rows: 'These are all the rows as the study would get them. The newest come first.',
    /** Beside the rows. */
    select: 'Select',
    selectRow: (what: string) => `Select this row: ${what}`,
    selectPage: 'Select all rows of this page',
    removeSelected: (count: number) => `Remove ${rows(count)}`,
    removeFound: (count: number) => `Remove all ${rows(count)} found`,
    removeType: (label: string) => `Remove everything: ${label}`,
    removing: 'Removing …',
    nothingSelected: 'Select rows to remove them, or search for them and remove all that is found.',
    removed: (count: number) => `${rows(count)} removed. You can undo it below.`,
    restored: (count: number) =>
      count ? `${rows(count)} put back.` : 'Undone; another removal still takes these rows.',
    removals: {
      title: 'What you have removed',
      none: 'You have not removed anything.',
      total: (count: number) => `${rows(count)} removed in all. The study does not get ${count === 1 ? 'it' : 'them'}.`,
      rows: (count: number) => `${rows(count)} that you selected`,
      all: 'Everything of this kind',
      words: (text: string) => `All rows with “${text}”`,
      between: (start: string, end: string) => `from ${start} to ${end}`,
      since: (start: string) => `from ${start} on`,
      before: (end: string) => `up to ${end}`,
      dates: (span: string) => `All rows ${span}`,
      both: (what: string, span: string) => `${what}, ${span}`,
      count: (count: number) => rows(count),
      undo: 'Undo',
      undoOf: (what: string) => `Undo: ${what}`,
    },
    release: {
      open: 'Release to the study …',
      title: 'Release your data to the study?',
      text: (count: number) => `The study then gets ${rows(count)}.`,
      removed: (count: number) => `${rows(count)} that you removed ${count === 1 ? 'is' : 'are'} deleted for good.`,
      final: 'After that you can no longer take out single rows, but you can still withdraw everything.',
      keep: 'Not yet',
      confirm: 'Release',
      busy: 'Releasing …',
    },
    removedByYou: (count: number) => `you removed ${number.format(count)}`,
    noneLeft: 'You have removed all rows of this kind.',
    /** Before anybody agrees. */
    promise: (days: number) =>
      `When the copy has arrived, you can look through it for ${days === 1 ? 'one day' : `${number.format(days)} days`} and take out what you like. The study gets it when you release it, or after that time.`,
    promiseTitle: 'You see it before the study does',
  },
};
