import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { SITE_HEADERS } from '../../functions/constants.ts';
import { edgeFunction, MAX_EDGE_BYTES } from '../../lib/edge-function.ts';
import { buildSite } from '../../local/build-site.ts';
import { SITE_FOLDER } from '../support/synth.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-site-'));
for (const [name, text] of Object.entries({
  'index.html': 'home',
  'donate/index.html': 'donate',
  'fi/donate/index.html': 'lahjoita',
  'assets/a-1.js': '',
  '404.html': '<h1>Nothing here</h1>',
})) {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}
afterAll(() => rmSync(folder, { recursive: true }));

type Answer = {
  uri?: string;
  statusCode?: number;
  headers?: Record<string, { value: string }>;
  body?: { data: string };
};

const ask = (uri: string): Answer =>
  runInNewContext(`${edgeFunction(folder)}; handler({ request: { uri: ${JSON.stringify(uri)} } })`) as Answer;

describe('addresses at CloudFront', () => {
  it.each([
    ['/api/donations/', '/api/donations'],
    ['/api/donations', '/api/donations'],
    ['/api/donations/don_1/data//', '/api/donations/don_1/data'],
    ['/health/', '/health'],
    ['/oauth/google/callback/', '/oauth/google/callback'],
    ['/', '/index.html'],
    ['/index.html', '/index.html'],
    ['/donate', '/donate/index.html'],
    ['/donate/', '/donate/index.html'],
    ['/donate/index.html', '/donate/index.html'],
    ['/fi/donate', '/fi/donate/index.html'],
    ['/fi/donate/', '/fi/donate/index.html'],
    ['/assets/a-1.js', '/assets/a-1.js'],
  ])('%s asks for %s', (uri, asked) => {
    expect(ask(uri).uri).toBe(asked);
  });

  it.each(['/nowhere', '/fi/nowhere', '/apis', '/assets/gone.js', '/404.html', '/donate/x/'])(
    '%s is our own page, with 404',
    (uri) => {
      const { statusCode, headers, body } = ask(uri);
      expect([statusCode, body?.data]).toEqual([404, '<h1>Nothing here</h1>']);
      for (const [name, value] of Object.entries(SITE_HEADERS)) expect(headers?.[name]).toEqual({ value });
    },
  );

  it('are told in a function that CloudFront takes', async () => {
    await buildSite();
    expect(Buffer.byteLength(edgeFunction(SITE_FOLDER))).toBeLessThan(MAX_EDGE_BYTES);
  });

  it('need a built site', () => {
    expect(() => edgeFunction(mkdtempSync(path.join(folder, 'empty-')))).toThrow(/npm run build:web/);
  });
});
