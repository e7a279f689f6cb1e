/** bin/screenshots/study.ts — the study that the pictures show, and its invitations. */
import type { Stack } from '../../local/stack.ts';
import { researcher } from '../../local/walk.ts';

/** What a study says of itself, by the language it asks in. */
const STUDIES = {
  en: {
    title: 'Everyday media use',
    purpose:
      'We want to understand how people move between watching and searching in everyday life, and how that changes over a year.',
    institution: 'Example University',
  },
  fi: {
    title: 'Arjen mediankäyttö',
    purpose:
      'Tutkimme, miten ihmiset liikkuvat arjessaan katselun ja hakujen välillä ja miten se muuttuu vuoden aikana.',
    institution: 'Esimerkkiyliopisto',
  },
  de: {
    title: 'Mediennutzung im Alltag',
    purpose:
      'Wir möchten verstehen, wie Menschen im Alltag zwischen Videos und Suchanfragen wechseln und wie sich das im Lauf eines Jahres ändert.',
    institution: 'Beispieluniversität',
  },
} as const;

type Asked = { readonly language?: keyof typeof STUDIES; readonly title?: string };

/** Makes an invitation for 2025. @returns the link that a participant gets */
export async function invite(stack: Stack, { language = 'en', title }: Asked = {}): Promise<string> {
  const { post } = researcher(stack.origin, stack.researcherToken);
  const { status, body } = await post<{ donation_url: string }>('/api/donations/', {
    source_type: 'google_portability',
    requested_data_types: ['youtube_history', 'search'],
    data_start_date: '2025-01-01',
    data_end_date: '2025-12-31',
    study: { ...STUDIES[language], contact: 'media-use@example.org', ...(title && { title }) },
    language,
    retention_days: 365,
    review: { days: 7 },
  });
  if (status !== 201) throw new Error(`The study is refused: ${JSON.stringify(body)}`);
  return body.donation_url;
}
