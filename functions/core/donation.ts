/** functions/core/donation.ts — a donation, its data types and jobs, and the states they may take. */
import type { Counts } from './accounting.ts';
import type { ReasonCode } from './errors.ts';
import type { Period } from './period.ts';
import type { Reviewing } from './review.ts';
import type { SignIns } from './sign-ins.ts';
import type { Study } from './study.ts';

export const SOURCE_TYPES = ['google_portability', 'tiktok_portability'] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export const STATUSES = ['pending', 'authorized', 'processing', 'processed', 'error'] as const;
export type Status = (typeof STATUSES)[number];
/** As it is stored: while it is under review, its rows have arrived, and to everybody it is still `processing`. */
export type StoredStatus = Status | 'review';
export const publicStatus = (status: StoredStatus): Status => (status === 'review' ? 'processing' : status);

export const STEPS = [
  'consent',
  'authorize',
  'initiate',
  'poll',
  'download',
  'filter',
  'store',
  'review',
  'done',
] as const;
export type Step = (typeof STEPS)[number];

/** Whether an execution is to bring a donation to its end. */
export const isOpen = ({ status }: Pick<Donation, 'status'>): boolean =>
  status === 'authorized' || status === 'processing';

/** From which status a donation may go to which. Authorizing again leads from `error` and `processed` back. */
export const TRANSITIONS: Readonly<Record<StoredStatus, readonly StoredStatus[]>> = {
  pending: ['authorized'],
  authorized: ['processing', 'pending', 'error'],
  processing: ['processed', 'error', 'pending', 'review'],
  review: ['processed'],
  processed: ['authorized'],
  error: ['authorized'],
};

export const DATA_TYPE_STATES = ['requested', 'not_granted', 'running', 'ready', 'empty', 'failed', 'expired'] as const;
export type DataTypeState = (typeof DATA_TYPE_STATES)[number];

/** The states a data type stays in until the participant authorizes again. */
export const TERMINAL_STATES = ['not_granted', 'ready', 'empty', 'failed', 'expired'] as const;
export const isTerminal = (state: DataTypeState): boolean => (TERMINAL_STATES as readonly string[]).includes(state);

/** The states that authorizing again can change. */
export const REPEATABLE_STATES = ['not_granted', 'failed', 'expired'] as const;
export const isRepeatable = (state: DataTypeState): boolean => (REPEATABLE_STATES as readonly string[]).includes(state);

export type Consent = {
  readonly id: string;
  readonly version: string;
  readonly language: string;
  /** The exact text that was shown; absent in consents that are older than its being kept. */
  readonly text?: string;
  /** SHA-256 of it, base64url. */
  readonly text_hash: string;
  readonly study: Study;
  readonly data_types: readonly string[];
  readonly period: Period;
  readonly accepted: boolean;
  readonly decided_at: string;
};

export type TimelineEntry = { readonly step: Step; readonly at: string };

export const ACCESS_TYPES = ['one_time', 'time_based'] as const;
export type AccessType = (typeof ACCESS_TYPES)[number];

/** What becomes of a donation whose participant ends our access on the platform's own page. `stop`: what has arrived is kept. */
export const ON_ACCESS_REMOVED = ['erase', 'stop'] as const;
export type OnAccessRemoved = (typeof ON_ACCESS_REMOVED)[number];

/** A donation as it is stored (DONATION#id / META). Times are RFC 3339, UTC. */
export type Donation = {
  readonly id: string;
  readonly researcher_id: string;
  readonly source_type: SourceType;
  readonly status: StoredStatus;
  readonly step: Step;
  readonly study: Study;
  readonly period: Period;
  readonly requested_data_types: readonly string[];
  readonly external_id?: string;
  readonly language?: string;
  readonly return_url?: string;
  readonly link_expires_at?: string;
  /** How long it is kept after it was processed; absent: until it is erased. */
  readonly retention_days?: number;
  /** How long the participant may look at the rows and remove some before the study has them. Absent: not at all. */
  readonly review?: { readonly days: number };
  /** Present while it is under review. */
  readonly reviewing?: Reviewing;
  /** Absent: it is erased. */
  readonly on_access_removed?: 'stop';
  /** Hash of the link that is valid now. */
  readonly link_hash: string;
  readonly created_at: string;
  readonly authorized_at?: string;
  readonly processed_at?: string;
  /** When it is erased by itself, counted from when it was processed first. */
  readonly retention_until?: string;
  /** How the file API names the participant; absent in donations that are older than it. */
  readonly project_member_id?: string;
  readonly timeline: readonly TimelineEntry[];
  readonly consent?: Consent;
  /** Hash of the session that decided last, or goes on by the same personal link: the participant's own browser. */
  readonly consent_session_hash?: string;
  /** Whose personal link leads to it. */
  readonly participant_id?: string;
  readonly last_attempt?: { readonly code: ReasonCode; readonly at: string };
  readonly error?: ReasonCode;
  /** Sign-ins under way, where one is not enough for all that is asked for. */
  readonly sign_ins?: SignIns;
  /** How often it was authorized: the execution's number. */
  readonly execution: number;
  readonly access_type?: AccessType;
  readonly grant_expires_at?: string;
  /** When our access at the provider was given back, or found to have ended. */
  readonly access_ended_at?: string;
  /** Hash of the session that authorized it: two donations of one session share one grant at the provider. */
  readonly session_hash?: string;
  /** Hash of how the provider names the person, where it tells of them later. */
  readonly subject_hash?: string;
  /** Secret, random: with it other people's names become pseudonyms that hold within this donation only. */
  readonly salt?: string;
  readonly last_checked_at?: string;
  readonly next_check_at?: string;
};

/** Who had a donation erased; `retention`: its time was over. */
export const ERASERS = ['researcher', 'participant', 'operator', 'retention'] as const;
export type Eraser = (typeof ERASERS)[number];

/** What is left of an erased donation. */
export type Tombstone = {
  readonly id: string;
  readonly researcher_id: string;
  readonly receipt: string;
  readonly erased_by: Eraser;
  readonly erased_at: string;
  /** What erasing still needs; removed once the objects and items are gone. */
  readonly pending?: {
    /** Number of the last execution, which has to be stopped. */
    readonly execution: number;
    readonly source_type: SourceType;
    /** The session that authorized it: its other donations share the grant at the provider. */
    readonly session_hash?: string;
    readonly subject_hash?: string;
    readonly project_member_id?: string;
    readonly participant_id?: string;
  };
};

/** One requested data type of a donation (DONATION#id / TYPE#name). */
export type DataTypeRecord = {
  readonly data_type: string;
  readonly state: DataTypeState;
  readonly counts: Counts;
  /** Rows that the participant removed before the release: taken from what was kept. */
  readonly removed?: number;
  /** When a review of it came to its end; absent also where there is none. */
  readonly released_at?: string;
  readonly min_time?: string;
  readonly max_time?: string;
  /** What time the export reaches. */
  readonly covered_until?: string;
  readonly reason?: ReasonCode;
  /** Resource groups of this type that the participant did not grant. */
  readonly not_granted?: readonly string[];
};

/** A stored file of rows (DONATION#id / OBJECT#data type). */
export type DataObject = {
  readonly data_type: string;
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Length of the Parquet footer, bytes: what the first ranged read fetches. */
  readonly footer_bytes: number;
  readonly schema_version: number;
  readonly min_time?: string;
  readonly max_time?: string;
  /** Written anew by a release, without what was removed. */
  readonly released?: true;
  /** What a release is about to put in its place: told before, so that it is known which of the two is there. */
  readonly next?: FileFacts;
};

/** What is known of a stored file besides its name. */
export type FileFacts = Pick<DataObject, 'rows' | 'bytes' | 'sha256' | 'footer_bytes' | 'min_time' | 'max_time'>;

/** The donation's status once every data type is in a terminal state. */
export const settledStatus = (types: readonly DataTypeRecord[]): 'processed' | 'error' =>
  types.some(({ state }) => state === 'ready' || state === 'empty') ? 'processed' : 'error';

/** The data types that an authorization is still needed for, in the order of the request. */
export const missingOf = (
  { requested_data_types }: Donation,
  types: readonly DataTypeRecord[],
): readonly DataTypeRecord[] =>
  requested_data_types.flatMap((name) =>
    types.filter(({ data_type, state }) => data_type === name && (state === 'requested' || isRepeatable(state))),
  );

/** Whether the participant may authorize (again) now. */
export function canAuthorize(donation: Donation, types: readonly DataTypeRecord[]): boolean {
  if (donation.status === 'pending') return true;
  if (donation.status === 'error' || donation.status === 'processed') {
    return types.some(({ state }) => state === 'requested' || isRepeatable(state));
  }
  return false;
}

/** The timeline entry of a step, unless the step was reached since the last authorization already. */
export function reaching(donation: Donation, step: Step, at: string): readonly TimelineEntry[] {
  const since = donation.timeline.findLastIndex((entry) => entry.step === 'authorize');
  return donation.timeline.slice(since + 1).some((entry) => entry.step === step) ? [] : [{ step, at }];
}
