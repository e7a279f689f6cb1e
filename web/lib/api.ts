/** web/lib/api.ts — the calls of the participant API, one function each. All throw `CallError`. */
import type {
  DonationSummary,
  DonationView,
  FilesPage,
  IdentityView,
  OverviewView,
  ReceiptView,
  RemovalsView,
  RowsPage,
  Selection,
  Session,
  Withdrawal,
} from './contract.ts';
import { call, expectSuccess, send } from './http.ts';

const DONATIONS = '/api/participant/donations/';
const IDENTITY = '/api/participant/identity/';
/** A mutation is taken as JSON only, also without a body. */
const JSON_BODY = { 'content-type': 'application/json' } as const;
const donationPath = (id: string): string => `${DONATIONS}${encodeURIComponent(id)}/`;

/** Swaps a link's token (or the whole link) for a session. */
export const openSession = (token: string): Promise<Session> => call('POST', '/api/participant/session/', { token });

/** Logs out; nothing is deleted but the session. */
export async function closeSession(): Promise<void> {
  await expectSuccess(await send('DELETE', '/api/participant/session/', { headers: JSON_BODY }));
}

/** Every donation that was opened in this session. */
export const listDonations = (): Promise<readonly DonationSummary[]> => call('GET', DONATIONS);

export const getDonation = (id: string): Promise<DonationView> => call('GET', donationPath(id));

/** Records a decision about exactly the text that was shown. */
export const decide = (id: string, consentId: string, accepted: boolean): Promise<unknown> =>
  call('POST', `${donationPath(id)}consent/`, { consent_id: consentId, accepted });

/** @returns where the provider's own page is */
export const startAuthorization = (id: string): Promise<{ readonly authorize_url: string }> =>
  call('POST', `${donationPath(id)}authorization/`);

/** Of several sign-ins: goes on with what those made so far have granted. */
export const goOnWithoutTheRest = (id: string): Promise<unknown> =>
  call('POST', `${donationPath(id)}authorization/`, { without_the_rest: true });

export const withdraw = (id: string): Promise<Withdrawal> => call('DELETE', donationPath(id));

export const getReceipt = (code: string): Promise<ReceiptView> =>
  call('GET', `/api/receipts/${encodeURIComponent(code)}/`);

/** Which rows to show. Dates are whole UTC days, YYYY-MM-DD; empty means open. */
export type RowsQuery = {
  readonly dataType: string;
  readonly start: string;
  readonly end: string;
  /** A text that rows hold; empty means any. */
  readonly text: string;
  readonly offset: number;
};

/** Rows on one page: a hundred lines of a table, or the cards that a phone can scroll through. */
const pageRows = (): number => (window.matchMedia('(max-width: 47.99rem)').matches ? 25 : 100);

export function getRows(id: string, { dataType, start, end, text, offset }: RowsQuery): Promise<RowsPage> {
  const query = new URLSearchParams({ data_type: dataType, limit: `${pageRows()}`, offset: `${offset}` });
  if (start) query.set('start_date', start);
  if (end) query.set('end_date', end);
  if (text) query.set('q', text);
  return call('GET', `${donationPath(id)}data/?${query}`);
}

/** What the rows look like from afar, by the reader's own clock. */
export function getOverview(
  id: string,
  { dataType, start, end }: Omit<RowsQuery, 'offset' | 'text'>,
  timeZone: string,
): Promise<OverviewView> {
  const query = new URLSearchParams({ data_type: dataType, time_zone: timeZone });
  if (start) query.set('start_date', start);
  if (end) query.set('end_date', end);
  return call('GET', `${donationPath(id)}overview/?${query}`);
}

export const FILE_FORMS = ['csv', 'ndjson', 'parquet'] as const;
export type FileForm = (typeof FILE_FORMS)[number];

export const filePath = (id: string, dataType: string, form: FileForm): string =>
  `${donationPath(id)}data/${encodeURIComponent(dataType)}.${form}`;

/** Everything that can be read, as one zip. */
export const bundlePath = (id: string, form: FileForm): string => `${donationPath(id)}export.zip?format=${form}`;

/**
 * Waits until a file has been made.
 * @returns once the address redirects to it: 302 means made, 202 means to ask again after `Retry-After` seconds
 */
export async function whenFileIsMade(path: string): Promise<void> {
  for (;;) {
    // A redirect is not followed: it leads to the storage's own origin, and the browser shall go there itself.
    const response = await send('GET', path, { redirect: 'manual' });
    if (response.type === 'opaqueredirect') return;
    await expectSuccess(response);
    const seconds = Number(response.headers.get('retry-after')) || 5;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

/** A file that the study has put beside a donation: where its bytes are, and where it is deleted. */
export const studyFilePath = (id: string, file: number): string => `${donationPath(id)}files/${file}/`;

/** @param offset how many of the newest to leave out */
export const getFiles = (id: string, offset: number): Promise<FilesPage> =>
  call('GET', `${donationPath(id)}files/?offset=${offset}`);

export async function deleteFile(id: string, file: number): Promise<void> {
  const response = await send('DELETE', studyFilePath(id, file), { headers: JSON_BODY });
  // Somebody else was quicker: it is gone all the same.
  if (response.status !== 404) await expectSuccess(response);
}

export const getIdentity = (): Promise<IdentityView> => call('GET', IDENTITY);

/**
 * A personal link for the donations of this browser; where there is one already, a new one, and the old one is void.
 * @param first only where there is none yet
 */
export const makePersonalLink = ({ first = false } = {}): Promise<{ readonly participant_url: string }> =>
  call('POST', IDENTITY, first ? { first } : {});

/** A personal link that is there already leads to the donations of this browser from now on. @param link or its token */
export const joinPersonalLink = (link: string): Promise<{ readonly linked: readonly string[] }> =>
  call('POST', IDENTITY, { participant_token: link });

/** The personal link that this browser was opened with leads to its donations, too. */
export const claimPersonalLink = (): Promise<unknown> => call('POST', IDENTITY, { claim: true });

const removalsPath = (id: string): string => `${donationPath(id)}removals/`;

export const getRemovals = (id: string): Promise<RemovalsView> => call('GET', removalsPath(id));

/** Removes rows before the release. @returns all removals, the new one last */
export const removeRows = (id: string, selection: Selection): Promise<RemovalsView> =>
  call('POST', removalsPath(id), selection);

/** Puts back what a removal took. @returns those that are left */
export const undoRemoval = (id: string, removal: string): Promise<RemovalsView> =>
  call('DELETE', `${removalsPath(id)}${encodeURIComponent(removal)}/`);

/** The study gets the rows that are left. */
export const release = (id: string): Promise<DonationView> => call('POST', `${donationPath(id)}release/`);
