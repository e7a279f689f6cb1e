/** local/simulators/tiktok/memory.ts — what the simulated TikTok remembers. Times are milliseconds since the epoch. */
import type { Code, State, Token } from '../state.ts';

export type Grant = {
  readonly id: string;
  readonly account: string;
  readonly client: string;
  readonly scopes: readonly string[];
  readonly made_at: number;
  /** Scopes of a single copy that has been asked for. */
  used: string[];
  revoked?: boolean;
};

export type DataRequest = {
  /** 64 bits in decimal digits. */
  readonly id: string;
  readonly account: string;
  readonly client: string;
  readonly categories: readonly string[];
  readonly data_format: 'json' | 'text';
  readonly made_at: number;
  /** How often its status was asked for. */
  polled: number;
  ready_at?: number;
  cancelled?: boolean;
};

export type TikTokMemory = {
  /** Secrets by client key, as the clients told them: calls to a client are signed with its own. */
  secrets: Record<string, string>;
  grants: Grant[];
  codes: Record<string, Code>;
  tokens: Record<string, Token>;
  requests: DataRequest[];
};

export const freshTikTok = (): TikTokMemory => ({ secrets: {}, grants: [], codes: {}, tokens: {}, requests: [] });

/** @returns the grant of a token that still works */
export function grantOf({ memory }: State, token: string, kind: Token['kind'], now: number): Grant | undefined {
  const known = memory.tiktok.tokens[token];
  if (known?.kind !== kind || known.expires_at <= now) return undefined;
  const grant = memory.tiktok.grants.find(({ id }) => id === known.grant);
  return grant?.revoked ? undefined : grant;
}
