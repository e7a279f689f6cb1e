/** local/aws/s3/chunked.ts — the `aws-chunked` encoding of streamed bodies, with or without signed chunks. */
import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { Signed } from '../service.ts';
import { hmac, sameText, sha256 } from '../signature.ts';
import { s3Error } from './errors.ts';

/** A chunk's head or a trailer is short; this much without a line break is neither. */
const MAX_LINE_BYTES = 4096;
const NOTHING = sha256('');

/** The chunk that a signature is of, and the signature before it. */
type Chain = {
  check(chunkHash: string, signature: string | undefined): void;
  checkTrailers(lines: string, signature: string | undefined): void;
};

/**
 * Decodes a body, chunk by chunk as it comes.
 * @param trailers filled with the trailing headers, in lower case, when the body has ended
 * @throws AwsError `IncompleteBody`, `InvalidRequest`; Refusal `mismatch` for a wrongly signed chunk
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeChunks(
  source: AsyncIterator<Buffer>,
  signed: Signed,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const bytes = byteReader(source);
  const chain = signed.payloadHash.startsWith('STREAMING-AWS4-HMAC-SHA256') ? signatureChain(signed) : undefined;
  for (;;) {
    const { size, signature } = parseHead(await bytes.line());
    const hash = chain && createHash('sha256');
    for await (const piece of bytes.take(size)) {
      hash?.update(piece);
      yield piece;
    }
    if (hash) chain?.check(hash.digest('hex'), signature);
    if (size === 0) break;
    if ((await bytes.line()) !== '') throw s3Error('InvalidRequest', 'A chunk is longer than its size says');
  }
  await readTrailers(bytes, trailers);
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (!signed.payloadHash.endsWith('-TRAILER')) return;
  chain?.checkTrailers([...trailers].map(([name, value]) => `${name}:${value}\n`).join(''), signature);
}

function parseHead(line: string): { size: number; signature: string | undefined } {
  const head = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!head) throw s3Error('InvalidRequest', 'The body is not in aws-chunked encoding');
  return { size: Number.parseInt(head[1] as string, 16), signature: head[2] };
}

/** Trailers end with an empty line; some clients leave it out. */
async function readTrailers(bytes: ByteReader, trailers: Map<string, string>): Promise<void> {
  while (!(await bytes.ended())) {
    const line = await bytes.line();
    if (line === '') continue;
    const [name = '', ...value] = line.split(':');
    trailers.set(name.trim().toLowerCase(), value.join(':').trim());
  }
}

/** Each chunk's signature is of the one before, the first of the request's. */
function signatureChain({ scope, date, signature, signingKey }: Signed): Chain {
  let previous = signature;
  const check = (kind: string, hashes: readonly string[], claimed = '') => {
    const expected = hmac(signingKey, [`AWS4-HMAC-SHA256-${kind}`, date, scope, previous, ...hashes].join('\n'));
    previous = expected.toString('hex');
    if (!sameText(previous, claimed)) throw new Refusal('mismatch');
  };
  return {
    check: (chunkHash, claimed) => check('PAYLOAD', [NOTHING, chunkHash], claimed),
    checkTrailers: (lines, claimed) => check('TRAILER', [sha256(lines)], claimed),
  };
}

type ByteReader = ReturnType<typeof byteReader>;

/** Reads lines and counted bytes out of a stream whose chunks end anywhere. */
function byteReader(source: AsyncIterator<Buffer>) {
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done) return false;
    rest = rest.length ? Buffer.concat([rest, next.value]) : next.value;
    return true;
  };
  return {
    ended: async (): Promise<boolean> => rest.length === 0 && !(await more()),
    /** @returns the bytes up to the next CRLF, which is taken too */
    async line(): Promise<string> {
      let end = rest.indexOf('\r\n');
      while (end < 0) {
        if (rest.length > MAX_LINE_BYTES) throw s3Error('InvalidRequest', 'The body is not in aws-chunked encoding');
        if (!(await more())) throw s3Error('IncompleteBody');
        end = rest.indexOf('\r\n');
      }
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 2);
      return line;
    },
    async *take(count: number): AsyncGenerator<Buffer> {
      for (let left = count; left > 0; ) {
        if (rest.length === 0 && !(await more())) throw s3Error('IncompleteBody');
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
