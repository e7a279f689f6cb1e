/** functions/core/consent.ts — the exact text that a participant consents to, in the words of a language. */
import type { Period } from './period.ts';
import type { Study } from './study.ts';
import { hashToken } from './token.ts';

/** Version of what is said, in whatever language: changes with every change of the wordings. */
const VERSION = '4';

export type ConsentFacts = {
  readonly study: Study;
  /** What people call the provider, e.g. "Google". */
  readonly provider: string;
  readonly dataTypes: readonly { readonly label: string; readonly description: string }[];
  readonly period: Period;
  /** Days that the data are kept after the donation was processed first; absent: until somebody deletes them. */
  readonly retentionDays?: number | undefined;
  /** Days that the participant may look through the rows before the study gets them; absent: none. */
  readonly reviewDays?: number | undefined;
  /** What the provider wants people to be told. Paragraphs. */
  readonly providerFacts?: readonly string[];
};

/** What a language says of each fact. Sentences, without a line break. */
export type ConsentWording = {
  /** As in `Donation.language`. */
  readonly language: string;
  /** A day, written out. @param date midnight UTC */
  readonly day: (date: Date) => string;
  readonly asks: (institution: string | undefined, title: string | undefined) => string;
  readonly why: (purpose: string) => string;
  readonly what: (provider: string, period: string) => string;
  readonly between: (start: string, end: string) => string;
  readonly since: (start: string) => string;
  readonly until: (end: string) => string;
  readonly always: string;
  readonly limited: string;
  readonly unlimited: string;
  readonly never: (provider: string) => string;
  readonly review: (days: number) => string;
  /** @param days undefined: until somebody deletes them */
  readonly kept: (days: number | undefined) => string;
  readonly free: string;
  readonly questions: (contact: string) => string;
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

const inWords = (date: string, { day }: ConsentWording): string => day(new Date(`${date}T00:00:00Z`));

function periodInWords({ start, end }: Period, wording: ConsentWording): string {
  if (start && end) return wording.between(inWords(start, wording), inWords(end, wording));
  if (start) return wording.since(inWords(start, wording));
  return end ? wording.until(inWords(end, wording)) : wording.always;
}

/** Makes the text out of the facts, and its id out of the text. What a study does not say is left out. */
export function consentText(
  { study, provider, dataTypes, period, retentionDays, reviewDays, providerFacts = [] }: ConsentFacts,
  wording: ConsentWording,
): ConsentText {
  const { title, purpose, institution, contact } = study;
  const text = [
    wording.asks(institution, title),
    ...(purpose ? [wording.why(purpose)] : []),
    wording.what(provider, periodInWords(period, wording)),
    dataTypes.map(({ label, description }) => `• ${label}: ${description}`).join('\n'),
    period.start || period.end ? wording.limited : wording.unlimited,
    wording.never(provider),
    ...(reviewDays ? [wording.review(reviewDays)] : []),
    wording.kept(retentionDays),
    wording.free,
    ...providerFacts,
    ...(contact ? [wording.questions(contact)] : []),
  ].join('\n\n');
  const textHash = hashToken(text);
  const { language } = wording;
  return { id: `con_${hashToken(`${VERSION}\n${textHash}`)}`, version: VERSION, language, text, textHash };
}
