import { describe, expect, it } from 'vitest';
import { cookie, header } from '../../../functions/http/event.ts';
import { apiEvent } from './events.ts';

describe('a request', () => {
  it('gives a header whatever the case of its name', () => {
    const event = apiEvent('GET /health', { headers: { 'X-One': '1' } });
    expect([header(event, 'x-one'), header(event, 'X-ONE'), header(event, 'x-two')]).toEqual(['1', '1', undefined]);
  });

  it('gives a cookie from the list or from the header, never one whose name only ends alike', () => {
    const listed = apiEvent('GET /health', { cookies: ['xsession=0', 'session=a=b'] });
    const sent = apiEvent('GET /health', { headers: { cookie: 'xsession=0; session=a=b' } });
    expect([cookie(listed, 'session'), cookie(sent, 'session')]).toEqual(['a=b', 'a=b']);
    expect(cookie(listed, 'other')).toBeUndefined();
  });
});
