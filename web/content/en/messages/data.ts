/** web/content/en/messages/data.ts — the rows and their pictures, in English. */
import { number, rows } from './numbers.ts';

export const data = {
  data: {
    title: 'See your data',
    intro: 'These are all the rows that the study can read, as it gets them. The newest come first.',
    type: 'Kind of data',
    from: 'From day',
    to: 'To day',
    text: 'With the words',
    show: 'Show',
    reversed: 'The first day is after the last one.',
    loading: 'Loading rows …',
    noneAtAll: 'There are no rows of this kind.',
    noneInDates: 'There are no rows between these days.',
    noneWithText: (text: string) => `There are no rows with “${text}” here.`,
    undated: (count: number) =>
      `${rows(count)} without a time ${count === 1 ? 'is' : 'are'} not shown while days are chosen.`,
    range: (first: number, last: number, count: number) =>
      `Rows ${number.format(first)} to ${number.format(last)} of ${number.format(count)}`,
    pages: 'Pages',
    previous: 'Newer',
    next: 'Older',
    allFields: 'All fields',
    caption: (label: string) => `${label}: your rows`,
    yes: 'yes',
    no: 'no',
    download: 'Take a copy of your own',
    downloadText: (label: string) => `All rows of “${label}”, as a file:`,
    forms: { csv: 'CSV', ndjson: 'JSON lines', parquet: 'Parquet' },
    formNotes: { csv: 'for spreadsheets', ndjson: 'for programs', parquet: 'as stored' },
    bundleText:
      'Or everything at once: a zip with a table for each kind of data, and a text that says what each column means.',
    bundle: 'Download everything (zip)',
    preparing: 'The file is being made …',
    downloadStarted: 'The download has started.',
    columns: {
      time: 'Time (UTC)',
      title: 'Title',
      action: 'What',
      channel_name: 'Channel',
      url: 'Address',
    } as Readonly<Record<string, string>>,
  },
  pictures: {
    open: 'In pictures',
    loading: 'Counting …',
    none: 'There are no rows to draw a picture of.',
    asTable: 'The same as a table',
    undated: (count: number) =>
      `${rows(count)} without a time ${count === 1 ? 'is' : 'are'} not in the pictures of times.`,
    overTime: 'Over time',
    most: (when: string, count: number) => `Most in ${when}: ${rows(count)}.`,
    when: 'From',
    rows: 'Rows',
    week: (day: string) => `the week from ${day}`,
    byHour: 'By weekday and hour',
    byHourText: (weekday: string, hour: string, count: number) => `Most on ${weekday} from ${hour}: ${rows(count)}.`,
    localTime: (zone: string) => `Times here are those of ${zone}.`,
    hour: 'Hour',
    ranked: (label: string) => `Most frequent: ${label}`,
    /** What is ranked, by the words that the service has for it; in English those serve. */
    rankedBy: {} as Readonly<Record<string, string>>,
    others: (count: number) => `All others: ${rows(count)}.`,
    about: 'There is so much of this that the numbers are a little too low.',
  },
};

/** What every language says of it. */
export type Data = typeof data;
