/** local/aws/s3/cors.ts — what pages of other origins may do with an address that was signed for them. */
import type { IncomingMessage } from 'node:http';
import { SIGNED_ADDRESS_CORS as RULE } from '../../../functions/constants.ts';
import { s3Error } from './errors.ts';

const isAllowed = (method: string | undefined): boolean => (RULE.methods as readonly unknown[]).includes(method);

/** Whether a browser asks what it may send. It signs nothing. */
export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined;

/**
 * The answer to a browser that asks what it may send.
 * @throws AwsError `AccessForbidden` for what the rule does not hold
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function preflightHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  if (!isAllowed(headers['access-control-request-method'])) throw s3Error('AccessForbidden');
  const asked = headers['access-control-request-headers'];
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': RULE.methods.join(', '),
    ...(asked && { 'access-control-allow-headers': asked }),
    'access-control-max-age': String(RULE.maxAgeSeconds),
  };
}

/** What an answer tells a browser, so that the page may read it. */
export const corsHeaders = ({ method, headers }: IncomingMessage): Readonly<Record<string, string>> =>
  headers.origin !== undefined && isAllowed(method)
    ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': RULE.exposedHeaders.join(', ') }
    : {};
