/**
 * lib/edge-function.ts — what CloudFront does with an address before anything else: one spelling of API paths, page
 * paths to files, and our own page where there is none. CloudFront's error pages would also replace the API's answers.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SITE_HEADERS } from '../functions/constants.ts';
import { ROUTES } from '../functions/routes.ts';

/** CloudFront's own limit of a function's code. */
export const MAX_EDGE_BYTES = 10_240;

/** First segments of the API's paths: `api`, `health`, `oauth` … */
export const API_SEGMENTS = [...new Set(ROUTES.map(({ path: route }) => route.split('/')[1] as string))].sort();

const INDEX = 'index.html';

/** What there is: pages as addresses with a slash behind, and other files. */
function addressesOf(siteFolder: string): readonly string[] {
  const found = readdirSync(siteFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found
    .map(({ parentPath, name }) => path.posix.join('/', path.relative(siteFolder, parentPath), name))
    .filter((address) => address !== `/${NOT_FOUND_PAGE}`)
    .map((address) => (address.endsWith(`/${INDEX}`) ? address.slice(0, -INDEX.length) : address))
    .sort();
}

const NOT_FOUND_PAGE = '404.html';

/** @throws Error when the site has not been built */
function readNotFound(siteFolder: string): string {
  const file = path.join(siteFolder, NOT_FOUND_PAGE);
  if (!existsSync(file)) throw new Error(`${file} is not there: build the site first (npm run build:web).`);
  return readFileSync(file, 'utf8').replaceAll(/\n\s*/g, '\n');
}

const headersOfNotFound = (): Record<string, { value: string }> =>
  Object.fromEntries(
    Object.entries({ ...SITE_HEADERS, 'content-type': 'text/html; charset=utf-8' }).map(([name, value]) => [
      name,
      { value },
    ]),
  );

/** @param siteFolder the built site @returns the function's code */
export const edgeFunction = (siteFolder: string): string => `// Made by lib/edge-function.ts.
var API = /^\\/(${API_SEGMENTS.join('|')})(\\/|$)/;
var SITE = ${JSON.stringify(addressesOf(siteFolder))};
var NOT_FOUND = {
  statusCode: 404,
  statusDescription: 'Not Found',
  headers: ${JSON.stringify(headersOfNotFound())},
  body: { encoding: 'text', data: ${JSON.stringify(readNotFound(siteFolder))} }
};
function handler(event) {
  var request = event.request;
  if (API.test(request.uri)) {
    request.uri = request.uri.replace(/(.)\\/+$/, '$1');
    return request;
  }
  var page = request.uri.replace(/index\\.html$/, '').replace(/\\/*$/, '/');
  if (SITE.indexOf(page) >= 0) request.uri = page + 'index.html';
  else if (SITE.indexOf(request.uri) < 0) return NOT_FOUND;
  return request;
}
`;
