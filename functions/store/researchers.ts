/** functions/store/researchers.ts — researchers and their tokens. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../clients.ts';
import { RESEARCHER_INDEX } from '../constants.ts';
import { toTimestamp } from '../core/clock.ts';
import { newId } from '../core/id.ts';
import type { Study } from '../core/study.ts';
import { hashToken, newToken } from '../core/token.ts';
import { required } from '../env.ts';
import { EXISTS, getItem, IS_NEW, putItem, updateItem, withoutKeys } from './items.ts';
import { keys } from './table.ts';
import { disableToken, findToken, saveToken } from './tokens.ts';

export type Researcher = {
  readonly id: string;
  readonly name: string;
  /** Facts that donations take over unless they bring their own. */
  readonly study: Study;
  readonly token_hash: string;
  /** Of the master tokens of the file API. */
  readonly master_hashes?: readonly string[];
  readonly created_at: string;
  readonly disabled_at?: string;
};

const ALL = 'RESEARCHERS';

async function issueToken(researcherId: string, now: number): Promise<string> {
  const token = newToken('researcher');
  await saveToken(token, { kind: 'researcher', subject: researcherId, created_at: toTimestamp(now) });
  return token;
}

/** @returns the researcher and their token, which is shown this once */
export async function createResearcher(
  { name, study }: Pick<Researcher, 'name' | 'study'>,
  now: number,
): Promise<{ researcher: Researcher; token: string }> {
  const id = newId('res');
  const created_at = toTimestamp(now);
  const token = await issueToken(id, now);
  const researcher: Researcher = { id, name, study, token_hash: hashToken(token), created_at };
  await putItem(keys.researcher(id), { ...researcher, gsi1pk: ALL, gsi1sk: `${created_at}#${id}` }, IS_NEW);
  return { researcher, token };
}

/** @returns the researcher a token stands for, unless token or researcher are disabled */
export async function findResearcherByToken(token: string, now: number): Promise<Researcher | undefined> {
  const record = await findToken('researcher', token, now);
  const researcher = record && (await findResearcher(record.subject));
  return researcher?.disabled_at ? undefined : researcher;
}

export async function findResearcher(id: string): Promise<Researcher | undefined> {
  const item = await getItem<Researcher>(keys.researcher(id));
  return item && withoutKeys(item);
}

/** @returns all researchers, oldest first */
export async function listResearchers(): Promise<readonly Researcher[]> {
  const found: Researcher[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dynamo().send(
      new QueryCommand({
        TableName: required('TABLE_NAME'),
        IndexName: RESEARCHER_INDEX,
        KeyConditionExpression: 'gsi1pk = :all',
        ExpressionAttributeValues: { ':all': ALL },
        ExclusiveStartKey: from,
      }),
    );
    found.push(...((page.Items ?? []) as Researcher[]).map((item) => withoutKeys(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

/** A new token; the old one is void at once. @returns the token, shown this once; undefined for an unknown researcher */
export async function rotateToken(id: string, now: number): Promise<string | undefined> {
  const researcher = await findResearcher(id);
  if (!researcher) return undefined;
  const token = await issueToken(id, now);
  await updateItem(keys.researcher(id), { token_hash: hashToken(token) }, EXISTS);
  await disableToken(researcher.token_hash, toTimestamp(now));
  return token;
}

/** Disables a researcher: their token is refused, their donations and data stay. @returns whether they exist */
export async function disableResearcher(id: string, now: number): Promise<boolean> {
  return (await updateItem(keys.researcher(id), { disabled_at: toTimestamp(now) }, EXISTS)) !== undefined;
}

/** What a new master token is to be. */
export type MasterToken = {
  /** RFC 3339; absent: for good. */
  readonly expires_at?: string;
  /** Whether those before are void from now on. */
  readonly replaces: boolean;
};

/** A new master token of the file API. @returns the token, shown this once */
export async function createMasterToken(
  { id, master_hashes = [] }: Researcher,
  { expires_at, replaces }: MasterToken,
  now: number,
): Promise<string> {
  const token = newToken('master');
  const record = { kind: 'master', subject: id, created_at: toTimestamp(now) } as const;
  await saveToken(token, { ...record, ...(expires_at && { expires_at }) });
  const hashes = { master_hashes: [...(replaces ? [] : master_hashes), hashToken(token)] };
  await updateItem(keys.researcher(id), hashes, EXISTS);
  if (replaces) for (const hash of master_hashes) await disableToken(hash, toTimestamp(now));
  return token;
}
