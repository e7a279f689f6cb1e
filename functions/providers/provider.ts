/** functions/providers/provider.ts — the port to a platform. One object a provider, one client a grant. */
import type { EntryReader, RangeSource, TableSchema } from '../archive/types.ts';
import { type Clock, SECOND_MS } from '../core/clock.ts';
import type { AccessType, OnAccessRemoved, SourceType } from '../core/donation.ts';
import type { Grant } from '../core/grant.ts';
import type { Interval } from '../core/period.ts';

export type { Grant };

/** A data type that a study can request. */
export type DataTypeDefinition = {
  /** The name in the API, e.g. `youtube_history`. */
  readonly name: string;
  /** In plain words, for the participant, e.g. "YouTube history". */
  readonly label: string;
  readonly description: string;
  /** Resource groups that hold it; at least one. */
  readonly groups: readonly string[];
  /** Where the provider tells data apart by how much they say about a person. */
  readonly sensitivity?: Sensitivity;
  /** Requested only where it is named, never by an empty request. */
  readonly onlyByName?: true;
  readonly schema: TableSchema;
};

/** How much data say about a person: `restricted` ones more. */
export type Sensitivity = 'restricted' | 'sensitive';

export type AuthorizeRequest = {
  readonly redirectUri: string;
  /** Those of one sign-in: see `signIns`. */
  readonly groups: readonly string[];
  readonly state: string;
  readonly codeChallenge: string;
  readonly language?: string;
};

export type CodeExchange = { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string };

/**
 * Outcome of asking for an export. `exists`: the provider says that one is running or was made already;
 * `jobIds` are candidates to adopt, `retryAt` (RFC 3339) is when a new one may be asked for (time-based access only).
 */
export type Initiation =
  | { readonly outcome: 'started'; readonly jobId: string; readonly accessType: AccessType }
  | {
      readonly outcome: 'exists';
      readonly jobIds: readonly string[];
      readonly accessType: AccessType;
      readonly retryAt?: string;
    };

export type ExportState = {
  /** `expired`: it was complete, and is no longer to be had. */
  readonly state: 'in_progress' | 'complete' | 'failed' | 'cancelled' | 'expired';
  /** The period the export was limited to from, RFC 3339; absent = from the beginning. */
  readonly startTime?: string;
  /** What time the export reaches, RFC 3339. */
  readonly exportTime?: string;
  /** How many parts it has come in; none as long as it is not complete. */
  readonly parts: number;
};

/** An entry as the provider's layout knowledge sees it. */
export type EntryHead = {
  /** Name in the archive, as stored. */
  readonly name: string;
  /** The group the job was made for. */
  readonly group: string;
  /** Up to 64 KiB of the inflated beginning; empty when the name alone was asked about. */
  readonly head: Uint8Array;
  /** The provider's own index of the part, parsed, where there is one. */
  readonly index?: unknown;
};

/** Rows of a data type, by one of its readers. */
export type Rows = { readonly dataType: string; readonly reader: string };

/**
 * Whose entry it is. `data_type` + `reader`: rows of that type, and of those in `also`. `other`: known not to hold rows of any type (index,
 * attachment, another product). `unknown`: shaped like rows, but of no product we recognise.
 */
export type Attribution =
  | (Rows & { readonly kind: 'data_type'; readonly also?: readonly Rows[] })
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/** Where the grant of a client is kept: several clients of one grant may refresh it side by side. */
export type GrantKeeper = {
  /** Keeps a refreshed grant, in one piece. Called before it is used: its refresh token may be a new one. */
  save(refreshed: Grant): Promise<void>;
  /** The grant as it is kept now; undefined when it was dropped. */
  load(): Promise<Grant | undefined>;
};

/** What a provider tells us unasked. `other`: nothing that we act upon. */
export type Notice =
  | { readonly kind: 'export_ready'; readonly jobId: string }
  /** The person, as `Grant.subject` names them, ended our access; `at` is in milliseconds since the epoch. */
  | { readonly kind: 'access_removed'; readonly subject: string; readonly at: number }
  | { readonly kind: 'other' };

/** A call of the provider's to us, as it came. */
export type Call = { header(name: string): string | undefined; readonly body: Uint8Array };

/** A client that acts with one grant. Every method throws `ProviderError`. */
export type ProviderClient = {
  /** The grant as it is now; differs from the one passed to `open` once the access token was refreshed. */
  readonly grant: Grant;
  /** Refreshes the access token when it ends within five minutes. */
  refresh(): Promise<Grant>;
  /** Which groups may be exported, and how; groups in neither list were not granted. */
  accessTypes(): Promise<{ readonly oneTime: readonly string[]; readonly timeBased: readonly string[] }>;
  /** Asks for an export of one group, limited to the period where the group allows it. */
  initiate(group: string, interval: Interval): Promise<Initiation>;
  exportState(jobId: string): Promise<ExportState>;
  /** Asks again for a failed export. @returns the id of the new job */
  retry(jobId: string): Promise<string>;
  cancel(jobId: string): Promise<void>;
  /** A part of a complete export, by its number from 0. Signed URLs stay inside and are renewed when they end. */
  part(jobId: string, number: number): Promise<RangeSource>;
  /** Ends all grants of this person to this service and lets the provider delete its archives. */
  reset(): Promise<void>;
  /** Revokes this grant's tokens. An already dead grant counts as revoked. */
  revoke(): Promise<void>;
};

/** Our registration at the provider. */
export type Application = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Replaces the provider's own hosts (the simulator); absent in production. */
  readonly baseUrl?: string;
};

/** What is known of a provider without asking it. */
export type ProviderFacts = {
  readonly id: string;
  readonly sourceType: SourceType;
  /** What people call it, e.g. "Google". */
  readonly title: string;
  /** Where the participant sees and ends our access themselves. */
  readonly permissionsUrl: string;
  readonly dataTypes: Readonly<Record<string, DataTypeDefinition>>;
  /** Enabled where the operator says nothing. */
  readonly defaultDataTypes: readonly string[];
  /** Names that stand for several data types. */
  readonly bundles: Readonly<Record<string, readonly string[]>>;
  /** The groups that a data type is taken from, where it is requested together with others. */
  groupsOf(dataType: string, requested: readonly string[]): readonly string[];
  /** What the provider wants people to be told before they sign in, besides the consent text. Paragraphs. */
  consentFacts(onAccessRemoved: OnAccessRemoved): readonly string[];
  /** Whether it calls `/webhooks/<id>`. */
  readonly notifies?: boolean;
  /**
   * Divides groups among as few sign-ins as the provider's consent page allows, always the same way: an address with
   * too many scopes is refused.
   * @param wanted lists of groups, each of which is kept together where it fits
   */
  signIns(wanted: readonly (readonly string[])[]): readonly (readonly string[])[];
  /** The address of the provider's consent page. */
  authorizeUrl(application: Application, request: AuthorizeRequest): string;
  /** Groups that a grant's scopes allow. */
  grantedGroups(scopes: readonly string[]): readonly string[];
};

/** What is known of a provider's archives: which entries hold rows, and how to read them. */
export type ArchiveLayout = {
  /** Name of the part's own index entry, if it is one. */
  isIndex(entryName: string): boolean;
  /** Whether the entry's head is needed to attribute it (false for media and the like: never fetched). */
  isCandidate(entryName: string): boolean;
  attribute(entry: EntryHead): Attribution;
  /**
   * A reader that `attribute` named.
   * @param salt a secret of the donation's: other people are told apart by pseudonyms that hold within it only
   */
  reader(dataType: string, reader: string, salt: string): EntryReader;
};

/** A provider that can be asked. */
export type Provider = ProviderFacts & {
  /** Exchanges a code for a grant. @throws ProviderError */
  exchange(exchange: CodeExchange): Promise<Grant>;
  /** @param keeper absent: a refreshed grant is not kept */
  open(grant: Grant, keeper?: GrantKeeper): ProviderClient;
  /**
   * What a call of the provider's says; undefined when it is not the provider's, or too old.
   * Absent: this one never calls.
   */
  receive?(call: Call): Notice | undefined;
};

/** Nothing that a provider answers takes longer than this to begin. */
export const DEFAULT_TIMEOUT_MS = 30 * SECOND_MS;

/** What a provider is given: nothing of it touches AWS. */
export type ProviderDependencies = Application & {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** How long an answer may take to begin. Absent: `DEFAULT_TIMEOUT_MS`. */
  readonly timeoutMs?: number;
};

export const PROVIDER_ERRORS = [
  /** Transport fault, 5xx, time-out, rate limit, an answer that is no answer: worth asking again. */
  'unavailable',
  /** The grant is revoked, ended or unknown: `invalid_grant`, 401 after a refresh. */
  'grant_lost',
  /** The group's scope was not granted. */
  'not_granted',
  /** The job or its archive is gone (404). */
  'job_gone',
  /** The provider refuses the request for good (400, other 403). */
  'refused',
  /** The code, state or PKCE verifier was refused when exchanging. */
  'exchange_refused',
  /** The downloaded bytes are not what the provider announced. */
  'corrupt',
] as const;
export type ProviderErrorCode = (typeof PROVIDER_ERRORS)[number];

/** The closed list of what can go wrong at a provider. Holds no token, no URL and no body. */
export class ProviderError extends Error {
  readonly code: ProviderErrorCode;
  /** Seconds the provider asked us to wait (`Retry-After`). */
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ProviderErrorCode, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'ProviderError';
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
