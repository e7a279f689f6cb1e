import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerProvider, openLink, type Participant, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type View = {
  readonly consent: { id: string; language: string; text: string; accepted_at: string | null };
  readonly data_types: readonly { readonly label: string }[];
};

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
});
afterAll(() => stack.close());

const own = (id: string): string => `/api/participant/donations/${id}/`;

async function opened(language?: string) {
  const made = await study.create({ requested_data_types: ['search'], ...(language && { language }) });
  const browser = participant(stack.origin);
  await openLink(browser, made.donation_url);
  return { ...made, browser };
}

const view = async (browser: Participant, id: string, language?: string): Promise<View> =>
  (await browser.call<View>('GET', own(id), { headers: language ? { 'accept-language': language } : {} })).body;

const decide = (browser: Participant, id: string, consentId: string) =>
  browser.call<View & { code: string }>('POST', `${own(id)}consent/`, {
    body: { consent_id: consentId, accepted: true },
  });

describe('the language of a participant', () => {
  it.each<[string | undefined, string | undefined, string]>([
    ['fi', undefined, 'fi'],
    ['de-AT, en;q=0.5', undefined, 'de'],
    ['sv, fi;q=0.9, en;q=0.8', undefined, 'fi'],
    ['sv', undefined, 'en'],
    ['*', 'fi', 'fi'],
    [undefined, 'de', 'de'],
    [undefined, 'sv', 'en'],
    ['en', 'fi', 'en'],
    [';;=,', undefined, 'en'],
  ])('asked for as %s, with the study’s %s, is %s', async (header, chosen, language) => {
    const { browser, id } = await opened(chosen);
    const { consent, data_types: types } = await view(browser, id, header);
    expect(consent.language).toBe(language);
    const inEnglish = (await view(browser, id, 'en')).data_types[0]?.label;
    expect(types[0]?.label === inEnglish).toBe(language === 'en');
  });

  it('is the one in which the consent was read, whatever is spoken afterwards', async () => {
    const { browser, id } = await opened();
    const finnish = (await view(browser, id, 'fi')).consent;
    expect(finnish.text).toContain('jos suostut');
    expect((await decide(browser, id, finnish.id)).status).toBe(200);
    const later = (await view(browser, id, 'de')).consent;
    expect(later).toMatchObject({ id: finnish.id, language: 'fi', text: finnish.text });
    expect(later.accepted_at).not.toBeNull();
    const seen = (await study.api.get<{ consent: object }>(`/api/donations/${id}/`)).body.consent;
    expect(seen).toMatchObject({ id: finnish.id, language: 'fi', accepted: true });
    expect(seen).not.toHaveProperty('text');
  });

  it('may be any of those that there are, but not a text that is none', async () => {
    const { browser, id } = await opened('de');
    const { consent } = await view(browser, id, 'en');
    expect((await decide(browser, id, `${consent.id}x`)).body.code).toBe('consent_changed');
    expect((await decide(browser, id, consent.id)).status).toBe(200);
  });

  it('is kept on the way to the platform and back', async () => {
    const { browser, id } = await opened();
    await decide(browser, id, (await view(browser, id, 'fi')).consent.id);
    const back = async (language: string) => {
      const { body } = await browser.call<{ authorize_url: string }>('POST', `${own(id)}authorization/`, {
        ...{ body: {}, headers: { 'accept-language': language } },
      });
      const callback = await answerProvider(browser, body.authorize_url, { account: 'ordinary', decision: 'deny' });
      const landed = (await browser.call('GET', callback)).headers.get('location') ?? '';
      return [new URL(body.authorize_url).searchParams.get('hl'), landed.slice(stack.origin.length)];
    };
    expect(await back('fi')).toEqual(['fi', `/fi/donate/?donation=${id}&outcome=access_denied`]);
    expect(await back('en')).toEqual(['en', `/donate/?lang=en&donation=${id}&outcome=access_denied`]);
    expect(await back('*')).toEqual([null, `/donate/?donation=${id}&outcome=access_denied`]);
  });

  it('of a study is where its links lead', async () => {
    const start = async (language?: string) =>
      (await opened(language)).donation_url.slice(stack.origin.length).split('#')[0];
    expect(await start()).toBe('/donate/');
    expect(await start('sv')).toBe('/donate/');
    expect(await start('fi')).toBe('/fi/donate/');
    expect(await start('de-CH')).toBe('/de/donate/');
    expect(await start('en')).toBe('/donate/?lang=en');
    const { id } = await opened('de');
    const { body } = await study.api.post<{ donation_url: string }>(`/api/donations/${id}/link/`, {});
    expect(body.donation_url).toMatch(/\/de\/donate\/#dgd_/);
  });
});
