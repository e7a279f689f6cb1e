/** local/aws/refusal.ts — why a signature is refused, and how each kind of service says so. */
import { AwsError } from './service.ts';

type Answer = readonly [code: string, status: number, message: string];

const MALFORMED = 'The authorization of the request is malformed';
const MISMATCH = 'The request signature we calculated does not match the signature you provided.';
const TWICE = 'Only one auth mechanism allowed: the Authorization header or the X-Amz-Algorithm query parameter';

/**
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html
 */
const ANSWERS = {
  missing: {
    xml: ['AccessDenied', 403, 'Access Denied'],
    json: ['MissingAuthenticationTokenException', 400, 'Request is missing Authentication Token'],
  },
  twice: { xml: ['InvalidArgument', 400, TWICE], json: ['InvalidSignatureException', 400, TWICE] },
  malformed: {
    xml: ['AuthorizationHeaderMalformed', 400, MALFORMED],
    json: ['IncompleteSignatureException', 400, MALFORMED],
  },
  unknown_key: {
    xml: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
    json: ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
  },
  skewed: {
    xml: ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
    json: ['InvalidSignatureException', 400, 'Signature expired: the clocks differ by more than 15 minutes.'],
  },
  not_yet: {
    xml: ['AccessDenied', 403, 'Request is not yet valid'],
    json: ['InvalidSignatureException', 400, 'Signature not yet current'],
  },
  expired: {
    xml: ['AccessDenied', 403, 'Request has expired'],
    json: ['InvalidSignatureException', 400, 'Signature expired'],
  },
  unsigned_headers: {
    xml: ['AccessDenied', 403, 'There were headers present in the request which were not signed'],
    json: ['InvalidSignatureException', 400, 'There were headers present in the request which were not signed'],
  },
  mismatch: { xml: ['SignatureDoesNotMatch', 403, MISMATCH], json: ['InvalidSignatureException', 400, MISMATCH] },
  payload_hash: {
    xml: ['XAmzContentSHA256Mismatch', 400, 'The provided x-amz-content-sha256 does not match what was computed.'],
    json: ['InvalidSignatureException', 400, 'The provided x-amz-content-sha256 does not match what was computed.'],
  },
} as const satisfies Record<string, { readonly xml: Answer; readonly json: Answer }>;

export type RefusalReason = keyof typeof ANSWERS;

/** A request whose signature does not let it in. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly detail: string | undefined;
  /** @param detail what is wrong, in words of our own: never a part of the request */
  constructor(reason: RefusalReason, detail?: string) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
    this.detail = detail;
  }

  /** @returns the error as S3 (`xml`) or a JSON service answers it */
  as(form: 'xml' | 'json'): AwsError {
    const [code, status, message] = ANSWERS[this.reason][form];
    return new AwsError(code, this.detail ?? message, status);
  }
}
