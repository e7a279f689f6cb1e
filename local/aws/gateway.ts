/** local/aws/gateway.ts — one address for every embedded AWS service: verifies the signature, then hands over. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Clock, systemClock } from '../../functions/core/clock.ts';
import { isDiskFull } from '../damage.ts';
import { KEEP_ALIVE_MS, listen, shut } from '../listen.ts';
import { Refusal } from './refusal.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './s3/cors.ts';
import { sendXmlError } from './s3/xml.ts';
import {
  type AwsCredentials,
  AwsError,
  type BufferedRequest,
  type BufferedResponse,
  type BufferedService,
  type Services,
} from './service.ts';
import { type Claim, queryPairs, readClaim, sha256, verifyClaim } from './signature.ts';

/** DynamoDB's own limit; no other buffered service takes more. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

export type GatewayOptions = {
  readonly services: Services;
  readonly credentials: AwsCredentials;
  /** 0 = any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Told when a service could not write for want of space: what is written from then on may be torn. */
  readonly onDiskFull?: () => void;
};

export type Gateway = {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Ends the open connections and waits for what they had begun; the services stay open. */
  readonly close: () => Promise<void>;
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/**
 * Opens the gateway on 127.0.0.1. The service is the one in the signature's credential scope.
 * @throws Error `EADDRINUSE` when the port is taken
 */
export async function startGateway({
  services,
  credentials,
  port = 0,
  clock = systemClock,
  onDiskFull = () => {},
}: GatewayOptions): Promise<Gateway> {
  const running = new Set<Promise<void>>();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // SDKs set their clocks by this header.
    response.setHeader('date', new Date(clock()).toUTCString());
    const work = handle({ request, response }, services, credentials, clock())
      .catch((error: unknown) => {
        if (isDiskFull(error)) onDiskFull();
        response.destroy();
      })
      .finally(() => running.delete(work));
    running.add(work);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, listener);
  // The body is asked for when the signature is known to be good.
  server.on('checkContinue', listener);
  const bound = await listen(server, port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${bound}`,
    async close() {
      await Promise.all([shut(server), ...running]);
    },
  };
}

async function handle(exchange: Exchange, services: Services, credentials: AwsCredentials, now: number): Promise<void> {
  const { request, response } = exchange;
  response.setHeader('x-amz-request-id', randomBytes(8).toString('hex').toUpperCase());
  let form = formOf(request);
  try {
    if (isPreflight(request)) return send(response, { status: 200, headers: preflightHeaders(request) });
    const claim = readClaim(request);
    form = claim.service === 's3' ? 'xml' : 'json';
    if (claim.service === 's3') {
      response.setHeaders(new Map(Object.entries(corsHeaders(request))));
      return await serveStreamed(exchange, services, claim, credentials, now);
    }
    const service = bufferedService(services, claim.service);
    const buffered = await readBuffered(exchange);
    verifyClaim(request, claim, sha256(buffered.body), credentials, now);
    send(response, await service(buffered));
  } catch (error) {
    if (isDiskFull(error)) throw error;
    const refused = error instanceof Refusal ? error.as(form) : error;
    refuse(exchange, form, refused instanceof AwsError ? refused : unexpected(refused, form));
  }
}

async function serveStreamed(
  { request, response }: Exchange,
  services: Services,
  claim: Claim,
  credentials: AwsCredentials,
  now: number,
): Promise<void> {
  const signed = verifyClaim(request, claim, streamedHash(request, claim), credentials, now);
  if (request.headers.expect) response.writeContinue();
  await services.s3(request, response, signed);
}

/** A request that does not say its service is answered in the form it seems to expect. */
const formOf = ({ headers, url = '/' }: IncomingMessage): 'xml' | 'json' =>
  headers['x-amz-target'] || url.startsWith('/2015-03-31/functions/') ? 'json' : 'xml';

function bufferedService({ dynamodb, kms, states, lambda }: Services, name: string): BufferedService {
  const service = new Map(Object.entries({ dynamodb, kms, states, lambda })).get(name);
  if (!service) throw new AwsError('UnknownOperationException', `There is no service ${name} here`, 404);
  return service;
}

/** The hash that S3 signs: as the header says, or none in a presigned URL. @throws Refusal `malformed` */
function streamedHash({ headers, url = '/' }: IncomingMessage, { expires }: Claim): string {
  const header = headers['x-amz-content-sha256']?.toString();
  const hash = expires === undefined ? header : (new Map(queryPairs(url)).get('X-Amz-Content-Sha256') ?? header);
  if (hash === undefined && expires !== undefined) return 'UNSIGNED-PAYLOAD';
  if (!hash) throw new Refusal('malformed', 'Missing required header for this request: x-amz-content-sha256');
  return hash;
}

/** @throws AwsError `RequestEntityTooLargeException` over 16 MB */
async function readBuffered({ request, response }: Exchange): Promise<BufferedRequest> {
  if (request.headers.expect) response.writeContinue();
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const headers = Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]);
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(headers),
    body: await buffer(limited(request.iterator({ destroyOnReturn: false }))),
  };
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_BUFFERED_BYTES) {
      throw new AwsError('RequestEntityTooLargeException', `A body may have ${MAX_BUFFERED_BYTES} bytes`, 413);
    }
    yield chunk;
  }
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: BufferedResponse): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

/** Answers an error. What is left of the body is read and dropped, so that the connection can be used again. */
function refuse({ request, response }: Exchange, form: 'xml' | 'json', error: AwsError): void {
  request.resume();
  if (response.headersSent) {
    response.destroy();
  } else if (form === 'xml') {
    sendXmlError(request, response, error);
  } else {
    const body = JSON.stringify({ __type: error.code, message: error.message });
    send(response, { status: error.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body });
  }
}

/** An error that nobody meant: logged by its code, because its message may hold what was in the request. */
function unexpected(error: unknown, form: 'xml' | 'json'): AwsError {
  const { name, code } = error as NodeJS.ErrnoException;
  if (code !== 'ECONNRESET') console.error(JSON.stringify({ level: 'ERROR', service: 'aws', error: code ?? name }));
  return new AwsError(form === 'xml' ? 'InternalError' : 'InternalFailure', 'An internal error occurred', 500);
}
