/**
 * bin/admin/restore.ts — `npm run admin -- restore`: brings back what a table lost, from a copy of an earlier point in
 * time. What was erased since stays erased: tombstones of the service's own table win, and so do files that are gone.
 */
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { deleteDonationItems, isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { IS_NEW, putItem } from '../../functions/store/items.ts';
import { objectSize } from '../../functions/store/objects.ts';
import { confirm } from './ask.ts';
import { type Command, JSON_FLAG, type Output, type Service, TEXT, YES_FLAG } from './command.ts';
import { UsageError } from './usage.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** What is of no use after a while: grants have ended, sessions are begun anew. */
const PASSING = /^(GRANT|IDEMPOTENCY|PROVIDER_JOB|REVOCATION|SESSION|STATE)#/;

/** What a review had removed, with the words searched for, is over once the donation itself knows of it no more. */
const isRemovalOf = ({ pk, sk }: Item, known: ReadonlySet<string>): boolean =>
  sk.startsWith('REMOVAL#') && known.has(`${pk}\nMETA`);

/** The donation that an item is of; that a personal link leads to one stands in the sort key. */
const donationOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>): string | undefined =>
  /^DONATION#(.+)$/.exec(pk.startsWith('PARTICIPANT#') ? sk : pk)?.[1];

async function* itemsOf(client: DynamoDBDocumentClient, table: string): AsyncGenerator<Item> {
  for await (const { Items: items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    yield* items as Item[];
  }
}

/** Donations that the service's own table knows to be erased, and everything that it holds already. */
async function present(client: DynamoDBDocumentClient, table: string) {
  const [erased, known] = [new Set<string>(), new Set<string>()];
  for await (const { pk, sk, erased_at } of itemsOf(client, table)) {
    known.add(`${pk}\n${sk}`);
    const id = donationOf({ pk, sk });
    if (id && erased_at) erased.add(id);
  }
  return { erased, known };
}

/** Donations whose files are gone: they were erased, and nothing tells of it any more. */
async function withoutFiles(client: DynamoDBDocumentClient, from: string): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for await (const { pk, sk, key } of itemsOf(client, from)) {
    const id = donationOf({ pk, sk });
    if (id && sk.startsWith('OBJECT#') && !gone.has(id) && (await objectSize(String(key))) === undefined) gone.add(id);
  }
  return gone;
}

/**
 * Writes what is not there; whatever was written meanwhile is newer. What was erased meanwhile is deleted once more.
 * @returns how many items were written
 */
export async function writeBack(missing: readonly Item[]): Promise<number> {
  let copied = 0;
  for (const item of missing) if (await putItem(item, item, IS_NEW)) copied += 1;
  for (const id of new Set(missing.map(donationOf))) {
    const stored = id && (await lookUpDonation(id));
    if (stored && isTombstone(stored)) await deleteDonationItems(stored.id);
  }
  return copied;
}

async function bringBack(from: string, yes: boolean, { name }: Service): Promise<Output> {
  const table = process.env.TABLE_NAME ?? '';
  if (from === table) throw new UsageError('--from names the copy, not the table that is in use.');
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const { erased, known } = await present(client, table);
  const gone = await withoutFiles(client, from);
  const counts = { copied: 0, present: 0, passing: 0, erased: 0, without_files: 0 };
  const missing: Item[] = [];
  for await (const item of itemsOf(client, from)) {
    const id = donationOf(item) ?? '';
    if (erased.has(id)) counts.erased += 1;
    else if (known.has(`${item.pk}\n${item.sk}`)) counts.present += 1;
    else if (PASSING.test(item.pk) || isRemovalOf(item, known)) counts.passing += 1;
    else if (gone.has(id)) counts.without_files += 1;
    else missing.push(item);
  }
  if (missing.length) await confirm(`This writes ${missing.length} items from ${from} into ${name}.`, yes);
  counts.copied = await writeBack(missing);
  counts.present += missing.length - counts.copied;
  client.destroy();
  const text =
    `${counts.copied} items brought back. Left out: ${counts.present} that are there, ${counts.erased} of donations erased ` +
    `since, ${counts.without_files} of donations whose files are gone, ${counts.passing} that are of no use any more.`;
  return { json: { from, ...counts }, text };
}

export const restore: Command = (args) => {
  const { values } = parseArgs({ args: [...args], options: { from: TEXT, ...JSON_FLAG, ...YES_FLAG } });
  const { from, yes } = values;
  if (!from) throw new UsageError('Missing: --from <table>, the copy that was restored.');
  return { asJson: values.json, run: (service) => bringBack(from, yes, service) };
};
