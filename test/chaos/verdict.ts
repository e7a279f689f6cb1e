/** test/chaos/verdict.ts — what became of the donations: every row there once, or nothing left at all. */
import type { Service } from '../support/service.ts';
import { summed, type TestStudy } from '../support/study.ts';
import type { Given } from './donor.ts';

/** @param times of an archive with so many rows, newest first, milliseconds since the epoch */
export async function verdict(
  { service, study, times }: { service: Service; study: TestStudy; times: (rows: number) => readonly number[] },
  all: readonly Given[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const given of all) {
    const wrong = given.erased ? await erasedWrongly(study, given) : await storedWrongly(study, given, times);
    if (wrong) problems.push(`${given.id}: ${wrong}; ${JSON.stringify(given.plan)}`);
  }
  return [...problems, ...(await leftOver(service, all))];
}

/** @returns what is wrong with a donation that ended well */
async function storedWrongly(study: TestStudy, { id, plan }: Given, times: (rows: number) => readonly number[]) {
  const { data_types } = await study.view(id);
  for (const { data_type, counts } of data_types) {
    if (summed(counts) !== counts.seen) return `${data_type} does not add up`;
  }
  const rows = await study.allRows(id, 'youtube_history');
  const expected = times(plan.rows);
  if (rows.length < expected.length) return `${expected.length - rows.length} rows lost`;
  if (rows.length > expected.length) return `${rows.length - expected.length} rows doubled`;
  return rows.every(({ timestamp }, at) => timestamp === expected[at]) ? undefined : 'rows out of order';
}

/** @returns what is wrong with a donation that was withdrawn */
async function erasedWrongly(study: TestStudy, { id }: Given): Promise<string | undefined> {
  const { status, body } = await study.api.get<{ receipt: string }>(`/api/donations/${id}/`);
  if (status !== 410) return `withdrawn, but answers ${status}`;
  const { body: receipt } = await study.api.get(`/api/receipts/${body.receipt}/`);
  return receipt.verified_at && receipt.revocation !== 'pending' ? undefined : `receipt ${JSON.stringify(receipt)}`;
}

/** @returns what storage holds that belongs to nobody */
async function leftOver(service: Service, all: readonly Given[]): Promise<readonly string[]> {
  const { objects, items, uploads } = await service.inspect();
  const live = new Set(all.filter(({ erased }) => !erased).map(({ id }) => id));
  const isOrphan = (key: string) => {
    const [area = '', id = ''] = key.split('/');
    return !['data', 'exports'].includes(area) || !live.has(id);
  };
  const known = new Set(all.map(({ id }) => id));
  const erasedItems = items.filter(
    ({ pk, sk }) =>
      known.has(String(pk).slice('DONATION#'.length)) &&
      !live.has(String(pk).slice('DONATION#'.length)) &&
      sk !== 'META',
  );
  const secret = items.filter(({ pk }) => /^(GRANT|REVOCATION)#/.test(String(pk)));
  return [
    ...objects.filter(isOrphan).map((key) => `object left over: ${key}`),
    ...uploads.map((key) => `upload left over: ${key}`),
    ...erasedItems.map(({ pk, sk }) => `item of an erased donation: ${pk} ${sk}`),
    ...secret.map(({ pk }) => `grant left over: ${pk}`),
  ];
}
