import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CLIENT, NOW, scripted } from './fake.ts';

const seconds = NOW / 1000;
const sign = (time: number | string, body: string, secret = CLIENT.clientSecret): string =>
  `t=${time},s=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;

const event = (name: string, content: string, more: object = {}): string =>
  JSON.stringify({ client_key: CLIENT.clientId, event: name, create_time: 1_763_899_000, content, ...more });
const READY = event('portability.download.ready', '{"request_id":9223372036854775807}');

const receive = (signature: string | undefined, body: string) =>
  scripted().provider.receive?.({
    header: (name) => (name === 'tiktok-signature' ? signature : undefined),
    body: Buffer.from(body),
  });

describe('a call of TikTok’s', () => {
  it('tells that an export is ready, with every digit of its id', () => {
    expect(receive(sign(seconds, READY), READY)).toEqual({ kind: 'export_ready', jobId: '9223372036854775807' });
  });

  it('tells who ended our access, and when, but not where we did', () => {
    for (const reason of [0, 1, 2, 3, 4]) {
      const body = event('authorization.removed', `{"reason":${reason}}`, { user_openid: 'person' });
      const told = { kind: 'access_removed', subject: 'person', at: 1_763_899_000_000 };
      expect(receive(sign(seconds, body), body)).toEqual(told);
    }
    const byUs = event('authorization.removed', '{"reason":5}', { user_openid: 'person' });
    expect(receive(sign(seconds, byUs), byUs)).toEqual({ kind: 'other' });
  });

  it.each([
    event('video.upload.failed', '{}'),
    event('portability.download.ready', '{"request_id":"x"}'),
    event('portability.download.ready', 'no JSON'),
    event('portability.download.ready', 'null'),
    event('authorization.removed', '{"reason":0}'),
    'no JSON',
    '[]',
  ])('that says nothing to us is understood: %s', (body) => {
    expect(receive(sign(seconds, body), body)).toEqual({ kind: 'other' });
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['of another secret', sign(seconds, READY, 'other')],
    ['of another body', sign(seconds, `${READY} `)],
    ['of another time', sign(seconds, READY).replace(`t=${seconds}`, `t=${seconds + 1}`)],
    ['cut off', sign(seconds, READY).slice(0, -1)],
    ['older than five minutes', sign(seconds - 301, READY)],
    ['of a time to come', sign(seconds + 301, READY)],
  ])('is refused where its signature is %s', (_, signature) => {
    expect(receive(signature, READY)).toBeUndefined();
  });

  it('is good for five minutes, on clocks that differ', () => {
    for (const time of [seconds - 299, seconds + 299]) expect(receive(sign(time, READY), READY)).toBeDefined();
    expect(receive(sign(seconds, READY).replace(',', ', '), READY)).toBeDefined();
  });

  it('is refused where it is meant for another application', () => {
    const body = READY.replace('"key"', '"another"');
    expect(receive(sign(seconds, body), body)).toBeUndefined();
  });
});
