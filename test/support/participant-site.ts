/** test/support/participant-site.ts — the built site over an API whose every answer the test decides. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { NO_ROWS } from '../../functions/core/accounting.ts';
import { createSite } from '../../local/http/site.ts';
import type { DataTypeView, DonationView, Row } from '../../web/lib/contract.ts';

const SITE_FOLDER = path.join(import.meta.dirname, '..', '..', 'web', 'dist');

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
};

type Asked = { readonly body: unknown; readonly query: URLSearchParams };

/** What the API answers, by method and path without query; `null` hangs up. */
export type Api = Record<string, (asked: Asked) => Answer | null>;

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : undefined;
}

/** A refusal as the API gives it. @see https://www.rfc-editor.org/rfc/rfc9457 */
export const problem = (status: number, code: string, more: Record<string, unknown> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title: code, status, detail: `Refused: ${code}.`, code, ...more },
});

/** Serves the site on a free port. `api` may be changed while it runs; what it does not name is 404. */
export async function startParticipantSite(api: Api) {
  const site = createSite(SITE_FOLDER);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith('/api/')) return site(request, response);
    const body = await readJson(request);
    const handler = api[`${request.method} ${pathname}`];
    const answer = handler ? handler({ body, query }) : problem(404, 'not_found');
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const CONSENT_TEXT = [
  'Example University asks for a copy of a part of your Google data for the study “Everyday media use”.',
  'If you agree, the service fetches your YouTube history and your searches from 1 January to 31 December 2023. Rows from outside these days are removed before anything is kept.',
  'You can withdraw at any time with the same link.',
].join('\n\n');

export const dataType = (name: string, label: string, more: Partial<DataTypeView> = {}): DataTypeView => ({
  data_type: name,
  label,
  description: `What ${label.toLowerCase()} means, in plain words.`,
  state: 'requested',
  counts: NO_ROWS,
  min_time: null,
  max_time: null,
  covered_until: null,
  reason: null,
  not_granted: [],
  ...more,
});

/** A donation that has just been opened for the first time. */
export const newDonation = (more: Partial<DonationView> = {}): DonationView => ({
  id: 'don_1',
  status: 'pending',
  step: 'consent',
  study: {
    title: 'Everyday media use',
    purpose: 'We want to learn how people move between search and video in everyday life.',
    institution: 'Example University',
    contact: 'media-use@example.org',
    privacy_url: 'https://example.org/media-use/privacy',
  },
  provider: { id: 'google', title: 'Google', permissions_url: 'https://myaccount.google.com/connections' },
  period: { start: '2023-01-01', end: '2023-12-31' },
  consent: {
    id: 'con_1',
    version: '1',
    language: 'en',
    text: CONSENT_TEXT,
    accepted_at: null,
    declined_at: null,
  },
  data_types: [dataType('youtube_history', 'YouTube history'), dataType('search', 'Searches')],
  timeline: [],
  last_attempt: null,
  error: null,
  can_authorize: true,
  link_expires_at: null,
  processed_at: null,
  access_type: null,
  grant_expires_at: null,
  last_checked_at: null,
  next_check_at: null,
  return_url: null,
  ...more,
});

/** Rows of watching, one an hour, newest first. */
export const watchedRows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2023, 11, 31) - index * 3_600_000);
    return {
      time: time.toISOString(),
      timestamp: time.getTime(),
      platform: 'YouTube',
      action: 'watched',
      title: `Watched A rather long title of a video about the weather, number ${count - index}`,
      url: `https://www.youtube.com/watch?v=abcdefghij${index}&list=PLaVeryLongPlaylistIdentifierThatGoesOnAndOn`,
      channel_name: 'Weather channel',
      is_ad: index % 10 === 0,
      products: ['YouTube'],
      extra: null,
    };
  });
