/** functions/core/access.ts — what the researcher has had of a donation's rows. */

/** Rows by page, a file of one data type, or one of several data types. */
export const ACCESS_FORMS = ['rows', 'parquet', 'csv', 'ndjson', 'bundle'] as const;
export type AccessForm = (typeof ACCESS_FORMS)[number];

/** All reading of one data type in one form. Times are RFC 3339, UTC. */
export type RowAccess = {
  readonly data_type: string;
  readonly form: AccessForm;
  readonly first_at: string;
  readonly last_at: string;
  /** Calls; each page of rows is one. */
  readonly times: number;
};
