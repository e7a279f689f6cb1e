/** functions/core/grant.ts — what a participant granted at a provider. */

/** The two tokens are the only secrets; everything else may be stored in clear. */
export type Grant = {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** When the access token ends, RFC 3339. */
  readonly accessExpiresAt: string;
  /** Granted scopes as the provider names them. */
  readonly scopes: readonly string[];
  /** When the whole grant ends, RFC 3339; absent where the provider does not say. */
  readonly grantExpiresAt?: string;
  /** How the provider names the person to us, where it tells of them later. Not kept with the grant. */
  readonly subject?: string;
};

/** By what other donations can be found that share a grant at the provider. */
export type SharedBy = {
  /** The browser session that authorized it. */
  readonly session_hash?: string;
  /** The person at the provider, where it names them. */
  readonly subject_hash?: string;
  /** Whose personal link leads to it. */
  readonly participant_id?: string;
  /** Hashes of the provider's jobs it relies on: another donation that relies on one is the same person's. */
  readonly job_hashes: readonly string[];
};
