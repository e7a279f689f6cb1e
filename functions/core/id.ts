/** functions/core/id.ts — identifiers: prefixed ULIDs, sortable by the time they were made. */
import { ulid } from 'ulid';

export type IdKind = 'don' | 'res' | 'par' | 'rem';

/** @returns e.g. `don_01JD0V4Y2M…` */
export const newId = (kind: IdKind): string => `${kind}_${ulid()}`;

/** What an id of that kind looks like. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${kind}_[0-9A-HJKMNP-TV-Z]{26}$`);
