/** functions/core/consent.ts — the exact text that a participant consents to. */
import type { Period } from './period.ts';
import type { Study } from './study.ts';
import { hashToken } from './token.ts';

/** Version of the wording below: changes with every change of it. */
const VERSION = '3';

export type ConsentFacts = {
  readonly study: Study;
  /** What people call the provider, e.g. "Google". */
  readonly provider: string;
  readonly dataTypes: readonly { readonly label: string; readonly description: string }[];
  readonly period: Period;
  /** Days that the data are kept after the donation was processed first; absent: until somebody deletes them. */
  readonly retentionDays?: number | undefined;
  /** What the provider wants people to be told. Paragraphs. */
  readonly providerFacts?: readonly string[];
};

/** A consent as it is shown, before anybody decided. */
export type ConsentText = {
  /** Tells exactly which text was seen. */
  readonly id: string;
  readonly version: string;
  readonly language: string;
  /** Plain text; paragraphs are parted by blank lines. */
  readonly text: string;
  /** SHA-256 of the text, base64url. */
  readonly textHash: string;
};

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const inWords = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

function periodInWords({ start, end }: Period): string {
  if (start && end) return `from ${inWords(start)} to ${inWords(end)}, both days included`;
  if (start) return `from ${inWords(start)} on`;
  if (end) return `up to and including ${inWords(end)}`;
  return 'of all times';
}

const LIMITED =
  'Everything outside this period is removed before anything is kept, and you will see how much that was. Only lists ' +
  'that carry no dates, such as what you follow, are kept whole.';
const UNLIMITED = 'The study has not set a period, so the copy reaches back as far as the platform’s own records.';

const keptInWords = (days: number | undefined): string =>
  days
    ? `They are deleted ${days === 1 ? 'one day' : `${days} days`} after your donation has arrived, or before, when you ` +
      'withdraw or the researchers delete them. What you allow later does not put that off.'
    : 'They are kept until you withdraw or the researchers delete them.';

/** Makes the text out of the facts, and its id out of the text. What a study does not say is left out. */
export function consentText({
  study,
  provider,
  dataTypes,
  period,
  retentionDays,
  providerFacts = [],
}: ConsentFacts): ConsentText {
  const { title, purpose, institution, contact } = study;
  const text = [
    `${institution ?? 'A study'} asks you to give data to ${title ? `the study “${title}”` : 'a study'}.`,
    ...(purpose ? [`Why: ${purpose}`] : []),
    `What: if you agree, ${provider} will make a copy of these data of yours, ${periodInWords(period)}:`,
    dataTypes.map(({ label, description }) => `• ${label}: ${description}`).join('\n'),
    period.start || period.end ? LIMITED : UNLIMITED,
    'What is never kept: your password, pictures, films and sound, and any data that is not in the list above. ' +
      `We cannot see your ${provider} account; we only receive the copy, once, and then give the access back.`,
    `Your data are kept encrypted. The researchers of the study can read and download them. ${keptInWords(retentionDays)}`,
    'You are free to take part. You can see everything that is kept, and withdraw at any moment, with the same link and ' +
      'without giving a reason: your data are then deleted. Researchers may have downloaded a copy before; ask them to ' +
      'delete it too.',
    ...providerFacts,
    ...(contact ? [`Questions: ${contact}`] : []),
  ].join('\n\n');
  const textHash = hashToken(text);
  return { id: `con_${hashToken(`${VERSION}\n${textHash}`)}`, version: VERSION, language: 'en', text, textHash };
}
