/** web/content/en/consent.ts — the wording of the consent, in English. A change of it is a new version in functions/core/consent.ts. */
import type { ConsentWording } from '../../../functions/core/consent.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`);

export const consent: ConsentWording = {
  language: 'en',
  day: (date) => day.format(date),
  asks: (institution, title) =>
    `${institution ?? 'A study'} asks you to give data to ${title ? `the study “${title}”` : 'a study'}.`,
  why: (purpose) => `Why: ${purpose}`,
  what: (provider, period) => `What: if you agree, ${provider} will make a copy of this data of yours, ${period}:`,
  between: (start, end) => `from ${start} to ${end}, both days included`,
  since: (start) => `from ${start} on`,
  until: (end) => `up to and including ${end}`,
  always: 'of all times',
  limited:
    'Everything outside this period is removed before anything is kept, and you will see how much that was. Only lists that carry no dates, such as what you follow, are kept whole.',
  unlimited: 'The study has not set a period, so the copy reaches back as far as the platform’s own records.',
  never: (provider) =>
    `What is never kept: your password, pictures, films and sound, and any data that is not in the list above. We cannot see your ${provider} account; we only receive the copy, once, and then give the access back.`,
  review: (count) =>
    `You see it first: when the copy has arrived, only you can see it. For ${days(count)} you can look through it and remove what you do not want to give. The researchers get the rest when you release it, or when that time is over.`,
  kept: (count) =>
    `Your data is kept encrypted. The researchers of the study can read and download it. ${
      count
        ? `It is deleted ${days(count)} after your donation has arrived, or before, when you withdraw or the researchers delete it. What you allow later does not put that off.`
        : 'It is kept until you withdraw or the researchers delete it.'
    }`,
  free: 'You are free to take part. You can see everything that is kept, and withdraw at any moment, with the same link and without giving a reason: your data is then deleted. Researchers may have downloaded a copy before; ask them to delete it too.',
  questions: (contact) => `Questions: ${contact}`,
};
