/** local/simulators/request-log.ts — what was asked of a provider, with tokens, codes and signatures masked. */
import type { Asked } from './reply.ts';

export type LogEntry = {
  readonly n: number;
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly range: string | null;
  status: number;
  /** Of the answer's body. */
  bytes: number;
};

const SECRETS = new Set([
  ...['code', 'state', 'client_secret', 'refresh_token', 'access_token', 'token', 'code_verifier', 'code_challenge'],
  ...['X-Goog-Signature', 'X-Goog-Credential'],
]);

const mask = (fields: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...fields].map(([name, value]) => [name, SECRETS.has(name) ? '***' : value]));

/** Ids of 64 bits are logged as texts: a number would show other digits. */
const wholeDigits = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) ? context?.source : value;

function readBody(text: string, type: string): unknown {
  if (!text) return null;
  if (type.includes('urlencoded')) return mask(new URLSearchParams(text));
  try {
    return JSON.parse(text, wholeDigits);
  } catch {
    return '(not JSON)';
  }
}

export function createLog() {
  let entries: LogEntry[] = [];
  let next = 1;
  return {
    /** Notes a request. @returns its entry, whose status and bytes follow */
    add(provider: string, { method, url, body, headers }: Asked): LogEntry {
      const entry: LogEntry = {
        ...{ n: next, provider, method, path: url.pathname, query: mask(url.searchParams) },
        ...{ body: readBody(body, headers['content-type'] ?? ''), range: headers.range ?? null, status: 0, bytes: 0 },
      };
      next += 1;
      entries.push(entry);
      return entry;
    },
    since: (n: number): readonly LogEntry[] => entries.filter((entry) => entry.n > n),
    clear() {
      entries = [];
      next = 1;
    },
  };
}
