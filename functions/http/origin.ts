/** functions/http/origin.ts — refuses calls that reach the API around CloudFront, and so around its web ACL. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { ORIGIN_HEADER } from '../constants.ts';
import { AppError } from '../core/errors.ts';
import { env } from '../env.ts';
import { type ApiEvent, header } from './event.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Does nothing where there is no CloudFront.
 * @throws AppError `forbidden` when the call does not show CloudFront's secret
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
 */
export function requireOrigin(event: ApiEvent): void {
  const secret = env().ORIGIN_SECRET;
  if (!secret || timingSafeEqual(digest(header(event, ORIGIN_HEADER) ?? ''), digest(secret))) return;
  throw new AppError('forbidden', { detail: 'Call the API at its public address.' });
}
