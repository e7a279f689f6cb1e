/** functions/store/items.ts — single-item reads and conditional writes on the one table. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../clients.ts';
import { required } from '../env.ts';
import type { Key } from './table.ts';

export type Item = Readonly<Record<string, unknown>>;

/** A condition on the stored item: an expression with its names and values. */
export type Condition = {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
};

const table = (): string => required('TABLE_NAME');

/** @returns what `write` returned, or undefined when its condition did not hold */
async function conditionally<Result>(write: Promise<Result>): Promise<Result | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

const conditionInput = (condition: Condition | undefined) =>
  condition && {
    ConditionExpression: condition.expression,
    ...(condition.names && { ExpressionAttributeNames: { ...condition.names } }),
    ...(condition.values && { ExpressionAttributeValues: { ...condition.values } }),
  };

/** Reads one item, strongly consistent. */
export async function getItem<Shape>(key: Key): Promise<Shape | undefined> {
  const { Item: item } = await dynamo().send(new GetCommand({ TableName: table(), Key: key, ConsistentRead: true }));
  return item as Shape | undefined;
}

/** @returns whether it was written; false when the condition did not hold */
export async function putItem(key: Key, item: Item, condition?: Condition): Promise<boolean> {
  const input = { TableName: table(), Item: { ...item, ...key }, ...conditionInput(condition) };
  return (await conditionally(dynamo().send(new PutCommand(input)))) !== undefined;
}

export const IS_NEW: Condition = { expression: 'attribute_not_exists(pk)' };
export const EXISTS: Condition = { expression: 'attribute_exists(pk)' };

/**
 * Sets the given attributes (undefined removes one), and appends to lists.
 * @returns the item as it is now, or undefined when the condition did not hold
 */
export async function updateItem<Shape>(
  key: Key,
  changes: Item,
  condition: Condition,
  append: Readonly<Record<string, readonly unknown[]>> = {},
): Promise<Shape | undefined> {
  const names: Record<string, string> = { ...condition.names };
  const values: Record<string, unknown> = { ...condition.values };
  const set: string[] = [];
  const remove: string[] = [];
  for (const [at, [name, value]] of Object.entries(changes).entries()) {
    names[`#c${at}`] = name;
    if (value === undefined) remove.push(`#c${at}`);
    else {
      values[`:c${at}`] = value;
      set.push(`#c${at} = :c${at}`);
    }
  }
  for (const [at, [name, entries]] of Object.entries(append).entries()) {
    names[`#a${at}`] = name;
    values[`:a${at}`] = entries;
    values[':none'] = [];
    set.push(`#a${at} = list_append(if_not_exists(#a${at}, :none), :a${at})`);
  }
  const expression = [set.length && `SET ${set.join(', ')}`, remove.length && `REMOVE ${remove.join(', ')}`];
  const result = await conditionally(
    dynamo().send(
      new UpdateCommand({
        TableName: table(),
        Key: key,
        UpdateExpression: expression.filter(Boolean).join(' '),
        ConditionExpression: condition.expression,
        ExpressionAttributeNames: names,
        ...(Object.keys(values).length && { ExpressionAttributeValues: values }),
        ReturnValues: 'ALL_NEW',
      }),
    ),
  );
  return result?.Attributes as Shape | undefined;
}

/** @returns whether it was deleted; false when the condition did not hold */
export async function deleteItem(key: Key, condition?: Condition): Promise<boolean> {
  const input = { TableName: table(), Key: key, ...conditionInput(condition) };
  return (await conditionally(dynamo().send(new DeleteCommand(input)))) !== undefined;
}

/** Sort keys that begin with the text, or lie between two, both included. */
export type SortKeys = string | { readonly from: string; readonly to: string };

function keyCondition(pk: string, sortKeys: SortKeys) {
  if (typeof sortKeys !== 'string') {
    const { from, to } = sortKeys;
    return { expression: 'pk = :pk AND sk BETWEEN :from AND :to', values: { ':pk': pk, ':from': from, ':to': to } };
  }
  if (!sortKeys) return { expression: 'pk = :pk', values: { ':pk': pk } };
  return { expression: 'pk = :pk AND begins_with(sk, :prefix)', values: { ':pk': pk, ':prefix': sortKeys } };
}

/** Every item of a partition with such a sort key, in its order, strongly consistent. */
export async function queryItems<Shape>(pk: string, sortKeys: SortKeys = ''): Promise<readonly Shape[]> {
  const { expression, values } = keyCondition(pk, sortKeys);
  const items: Shape[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dynamo().send(
      new QueryCommand({
        TableName: table(),
        ConsistentRead: true,
        KeyConditionExpression: expression,
        ExpressionAttributeValues: values,
        ExclusiveStartKey: from,
      }),
    );
    items.push(...((page.Items ?? []) as Shape[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

/** When an item ends, in seconds since the epoch, for DynamoDB's TTL. It deletes late: expiry is checked on read too. */
export const ttl = (time: number): number => Math.ceil(time / 1000);

/** An item without the table's own attributes. */
export function withoutKeys<Shape extends object>(
  item: Shape & Partial<Record<'pk' | 'sk' | 'gsi1pk' | 'gsi1sk' | 'ttl', unknown>>,
): Shape {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ttl: _ttl, ...rest } = item;
  return rest as unknown as Shape;
}

/** Deletes every item of a partition but the named one. @returns how many */
export async function deletePartition(pk: string, exceptSk: string): Promise<number> {
  const items = (await queryItems<Key>(pk)).filter(({ sk }) => sk !== exceptSk);
  for (const { sk } of items) await deleteItem({ pk, sk });
  return items.length;
}
