/** local/aws/service.ts — what an embedded AWS service is to the gateway. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request whose signature was verified and whose body was read whole. */
export type BufferedRequest = {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export type BufferedResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** A service with small bodies: DynamoDB, KMS, Step Functions, Lambda. */
export type BufferedService = (request: BufferedRequest) => Promise<BufferedResponse>;

/** What a verified signature says: enough to verify the signed chunks of a streamed body as well. */
export type Signed = {
  /** `<yyyymmdd>/<region>/<service>/aws4_request` */
  readonly scope: string;
  readonly service: string;
  readonly region: string;
  /** `x-amz-date`, e.g. 20261122T101500Z. */
  readonly date: string;
  /** Hexadecimal; the seed of a chunked body's signatures. */
  readonly signature: string;
  readonly signingKey: Buffer;
  /** `x-amz-content-sha256` as signed: a hexadecimal digest, `UNSIGNED-PAYLOAD` or a `STREAMING-…` name. */
  readonly payloadHash: string;
  /** The signature came in the query: a presigned URL. */
  readonly presigned: boolean;
};

/**
 * A service that reads and writes its bodies as streams: S3.
 * @throws AwsError, which the gateway answers in XML
 */
export type StreamedService = (request: IncomingMessage, response: ServerResponse, signed: Signed) => Promise<void>;

/** Services by their name in a signature's credential scope (`…/<region>/<service>/aws4_request`). */
export type Services = {
  readonly dynamodb: BufferedService;
  readonly s3: StreamedService;
  readonly kms: BufferedService;
  readonly states: BufferedService;
  readonly lambda: BufferedService;
};

export type AwsCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** An error as an AWS service answers it; `code` is the exception's name. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

/** The operations of an AWS JSON-protocol service, by the part of `X-Amz-Target` after the dot. */
export type JsonOperations = Readonly<Record<string, (input: Record<string, unknown>) => Promise<unknown>>>;

/**
 * Makes a service of the AWS JSON protocol out of its operations.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(operations: JsonOperations, version: '1.0' | '1.1'): BufferedService {
  const answer = (status: number, body: unknown): BufferedResponse => ({
    status,
    headers: { 'content-type': `application/x-amz-json-${version}` },
    body: JSON.stringify(body),
  });
  return async ({ headers, body }) => {
    const name = headers['x-amz-target']?.split('.').at(-1) ?? '';
    try {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw new AwsError('UnknownOperationException', `Unknown operation ${name}`);
      return answer(200, (await operation(parseInput(body))) ?? {});
    } catch (error) {
      if (error instanceof AwsError) return answer(error.status, { __type: error.code, message: error.message });
      throw error;
    }
  };
}

/** @throws AwsError `SerializationException` */
function parseInput(body: Buffer): Record<string, unknown> {
  try {
    return body.length ? JSON.parse(body.toString('utf8')) : {};
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}
