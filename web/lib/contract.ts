/** web/lib/contract.ts — what the participant API answers, as this page reads it. Times are RFC 3339, UTC. */
import type { RowAccess } from '../../functions/core/access.ts';
import type { Counts } from '../../functions/core/accounting.ts';
import type { AccessType, DataTypeState, Status, Step } from '../../functions/core/donation.ts';
import type { ReasonCode } from '../../functions/core/errors.ts';
import type { Overview } from '../../functions/core/overview.ts';
import type { Period } from '../../functions/core/period.ts';
import type { Ranking } from '../../functions/core/ranking.ts';

export { isRepeatable, STEPS } from '../../functions/core/donation.ts';
export type { Counts, DataTypeState, Period, Status, Step };

export type StudyView = {
  readonly title?: string | null;
  readonly purpose?: string | null;
  readonly institution?: string | null;
  readonly contact?: string | null;
  readonly privacy_url?: string | null;
};

export type ConsentView = {
  readonly id: string;
  readonly language: string;
  /** Plain text; paragraphs are separated by blank lines. */
  readonly text: string;
  readonly accepted_at: string | null;
  readonly declined_at: string | null;
};

/** Why something ended without rows: the catalogue has a sentence for each code. */
export type ReasonView = { readonly code: ReasonCode };

export type DataTypeView = {
  readonly data_type: string;
  readonly label: string;
  readonly description: string;
  readonly state: DataTypeState;
  readonly counts: Counts;
  /** Rows that the participant removed; they are not in what is kept. */
  readonly removed: number;
  /** When a review of it ended; null where it was never under one, or is still. */
  readonly released_at: string | null;
  /** Null, as `max_time` is, while removed rows are under review. */
  readonly min_time: string | null;
  readonly max_time: string | null;
  readonly covered_until: string | null;
  readonly reason: ReasonView | null;
  readonly not_granted: readonly string[];
};

/** A donation in a list. */
export type DonationSummary = {
  readonly id: string;
  readonly status: Status;
  readonly step: Step;
  readonly study: StudyView;
  readonly created_at: string;
  /** Whether the consent was declined, and not given since. */
  readonly declined: boolean;
};

/** The review before release. */
export type ReviewView = {
  readonly days: number;
  /** When the rows are released by themselves; null while they are not under review. */
  readonly until: string | null;
  /** The release has begun: nothing can be removed or put back any more. */
  readonly releasing: boolean;
};

/** Which rows are to be removed: some by their numbers, all of a type, or those that a search or days find. */
export type Selection = {
  readonly data_type: string;
  readonly rows?: readonly number[];
  readonly all?: true;
  readonly q?: string;
  readonly start_date?: string;
  readonly end_date?: string;
};

/** A removal that can be undone until the release. */
export type RemovalView = Omit<Selection, 'rows'> & {
  readonly id: string;
  /** Rows that it names, whether or not another removal names them, too. */
  readonly count: number;
  readonly created_at: string;
};

/** What is removed so far: rows by data type, each counted once. */
export type RemovalsView = {
  readonly removals: readonly RemovalView[];
  readonly removed: Readonly<Record<string, number>>;
};

/** A file that the study has put beside the donation. */
export type FileView = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Bytes. */
  readonly size: number;
  readonly created_at: string;
};

export type FilesPage = { readonly count: number; readonly files: readonly FileView[] };

export type DonationView = DonationSummary & {
  /** The newest of them. */
  readonly files: readonly FileView[];
  readonly files_count: number;
  /** The latest first. */
  readonly accesses: readonly RowAccess[];
  readonly provider: { readonly id: string; readonly title: string; readonly permissions_url: string };
  /** This browser consented, or was opened by the personal link. */
  readonly own: boolean;
  readonly has_personal_link: boolean;
  /** Null where the study has none. */
  readonly review: ReviewView | null;
  readonly period: { readonly [bound in keyof Period]?: Period[bound] | null };
  readonly consent: ConsentView | null;
  readonly data_types: readonly DataTypeView[];
  readonly timeline: readonly { readonly step: Step; readonly at: string }[];
  readonly last_attempt: (ReasonView & { readonly at: string }) | null;
  readonly error: ReasonView | null;
  readonly can_authorize: boolean;
  /** Where one sign-in at the provider is not enough. */
  readonly sign_ins: { readonly of: number; readonly done: number; readonly granted_any: boolean } | null;
  readonly link_expires_at: string | null;
  readonly processed_at: string | null;
  /** How many days it is kept after it has arrived; null: until somebody erases it. */
  readonly retention_days: number | null;
  /** When it is erased by itself. */
  readonly retention_until: string | null;
  readonly access_type: AccessType | null;
  readonly grant_expires_at: string | null;
  /** When our access at the platform was given back. */
  readonly access_ended_at: string | null;
  readonly last_checked_at: string | null;
  readonly next_check_at: string | null;
  readonly return_url: string | null;
};

/** @property donation_id only of a donation's link */
export type Session = { readonly donation_id?: string };

export type Row = {
  readonly time: string | null;
  readonly timestamp: number | null;
  readonly [column: string]: unknown;
};

export type RowsPage = {
  /** Rows that fit the filter, on all pages. */
  readonly count: number;
  readonly data: readonly Row[];
  readonly offset: number;
  readonly returned: number;
  /** Where the next page is; null on the last one. */
  readonly next: string | null;
  readonly undated_excluded?: number;
  /** What each row is called in a removal; there while rows can be removed. */
  readonly row_numbers?: readonly number[];
};

export type IdentityView = {
  /** Whether this browser was opened by a personal link, or made one. */
  readonly personal_link: boolean;
  readonly can_make: boolean;
  /** It was only opened here: the participant is to say whether it is theirs before it leads to more. */
  readonly to_claim: boolean;
};

/** Numbers to draw pictures from; what is ranked has a label. */
export type OverviewView = Omit<Overview, 'ranked'> & {
  readonly ranked: (Ranking & { readonly label: string }) | null;
};

export type Withdrawal = { readonly receipt: string; readonly erased_at: string | null };

export type ReceiptView = {
  readonly erased_at: string | null;
  readonly verified_at: string | null;
  readonly revocation: 'pending' | 'done' | 'dead' | 'given_up' | 'not_needed';
};
