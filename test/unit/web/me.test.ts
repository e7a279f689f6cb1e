import { encode } from 'uqr';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { standingOf } from '../../../web/donate/donation-cards.tsx';
import { forgetLink, makeLink, makeLinkUnlessThere } from '../../../web/donate/link-state.ts';
import { QrCode } from '../../../web/donate/qr-code.tsx';
import { mailAddress } from '../../../web/donate/shown-link.tsx';
import { speak } from '../../../web/i18n/messages.ts';
import { tokenIn } from '../../../web/me/open.ts';

const LINK = `https://example.org/me/#dgp_${'p'.repeat(43)}`;

describe('what was pasted', () => {
  it.each([
    [`dgp_${'p'.repeat(43)}`, `dgp_${'p'.repeat(43)}`],
    [`  ${LINK}\n`, `dgp_${'p'.repeat(43)}`],
    [`#dgd_abc`, 'dgd_abc'],
    ['https://example.org/fi/donate/?lang=fi#dgd_abc', 'dgd_abc'],
    ['#withdraw', null],
    ['https://example.org/me/', null],
    ['a dgp_ in a sentence', null],
    ['', null],
  ])('%j holds the token %j', (pasted, token) => {
    expect(tokenIn(pasted)).toBe(token);
  });
});

describe('how a donation stands', () => {
  const base = { id: 'don_1', created_at: '2026-01-05T10:00:00Z', declined: false };
  it.each([
    [{ ...base, status: 'pending', step: 'consent' }, 'consent'],
    [{ ...base, status: 'pending', step: 'consent', declined: true }, 'declined'],
    [{ ...base, status: 'pending', step: 'authorize' }, 'authorize'],
    [{ ...base, status: 'authorized', step: 'initiate' }, 'working'],
    [{ ...base, status: 'processing', step: 'poll' }, 'working'],
    [{ ...base, status: 'processing', step: 'review' }, 'review'],
    [{ ...base, status: 'processed', step: 'done' }, 'processed'],
    [{ ...base, status: 'error', step: 'download' }, 'error'],
  ] as const)('%j is told as “%s”', (donation, standing) => {
    expect(standingOf(donation)).toBe(standing);
  });
});

describe('the mail to oneself', () => {
  it('keeps every sign of the link, and its lines apart', () => {
    const address = new URL(mailAddress('Mine & only mine', `My link:\n\n${LINK}\n`));
    expect(address.hash).toBe('');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      subject: 'Mine & only mine',
      body: `My link:\r\n\r\n${LINK}\r\n`,
    });
  });
});

describe('the code', () => {
  it('has every dark module, and four of white around', () => {
    const { data, size } = encode(LINK, { ecc: 'M', border: 0 });
    const svg = QrCode({ text: LINK, title: 'A code' });
    const [, , path] = svg.props.children as { props: { d: string } }[];
    const drawn = [...(path?.props.d ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [[x + 4, y + 4]] : [])));
    expect(drawn).toEqual(dark);
    expect((svg.props as unknown as { viewBox: string }).viewBox).toBe(`0 0 ${size + 8} ${size + 8}`);
  });
});

describe('the personal link of who has just agreed', () => {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
  const asked = (): readonly string[] => fetched.mock.calls.map(([, { method }]) => method ?? '');
  const answer = (personal_link: boolean): void => {
    fetched.mockImplementation(async (_, { method }) =>
      Response.json(method === 'POST' ? { participant_url: LINK } : { personal_link, can_make: true }),
    );
  };
  beforeAll(() => speak('en'));
  beforeEach(() => {
    forgetLink();
    fetched.mockReset();
    vi.stubGlobal('fetch', fetched);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is made where there is none', async () => {
    answer(false);
    await makeLinkUnlessThere();
    expect(asked()).toEqual(['GET', 'POST']);
  });

  it('is left alone where there is one', async () => {
    answer(true);
    await makeLinkUnlessThere();
    expect(asked()).toEqual(['GET']);
  });

  it('is made once, however often it is asked for at a time: a second one would make the first one void', async () => {
    answer(false);
    await Promise.all([makeLink(), makeLinkUnlessThere(), makeLink()]);
    expect(asked().filter((method) => method === 'POST')).toHaveLength(1);
  });

  it('is not waited for when it fails or takes long', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(makeLinkUnlessThere()).resolves.toBeUndefined();
    vi.useFakeTimers();
    fetched.mockReturnValue(new Promise(() => undefined));
    const waiting = makeLinkUnlessThere();
    await vi.advanceTimersByTimeAsync(4000);
    await expect(waiting).resolves.toBeUndefined();
  });
});
