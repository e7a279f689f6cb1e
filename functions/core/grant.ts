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
};
