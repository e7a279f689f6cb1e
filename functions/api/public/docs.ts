/** functions/api/public/docs.ts — GET /api/docs/: OpenAPI to programs, a readable page to browsers. */
import { required } from '../../env.ts';
import { header } from '../../http/event.ts';
import { publicRoute } from '../../http/route.ts';
import { openApiDocument } from './openapi/document.ts';
import { docsPage, STYLE_HASH } from './openapi/page.ts';

const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`;

export const getDocs = publicRoute({}, async ({ event }) => {
  const document = openApiDocument(required('PUBLIC_ORIGIN'));
  if (!header(event, 'accept')?.includes('text/html')) return { status: 200, body: document };
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
  return { status: 200, body: docsPage(document), headers };
});
