import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw, signRaw } from './raw-request.ts';
import { type Endpoint, openEndpoint, uniqueName } from './support.ts';

const TableName = uniqueName('table');
let endpoint: Endpoint;
let client: DynamoDBClient;
let table: DynamoDBDocumentClient;
beforeAll(async () => {
  endpoint = await openEndpoint();
  client = new DynamoDBClient(endpoint.config);
  table = DynamoDBDocumentClient.from(client);
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'owner', 'created'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [
            { AttributeName: 'owner', KeyType: 'HASH' },
            { AttributeName: 'created', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
});
afterAll(async () => {
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
  await endpoint.close();
});

const put = (Item: Record<string, unknown>, more = {}) => table.send(new PutCommand({ TableName, Item, ...more }));
const get = async (pk: string, sk = 'META') =>
  (await table.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item;
const query = (input: Partial<QueryCommandInput>) => table.send(new QueryCommand({ TableName, ...input }));
const IS_NEW = { ConditionExpression: 'attribute_not_exists(pk)' };

describe('an item', () => {
  it('comes back as it was put', async () => {
    const Item = {
      pk: 'DONATION#1',
      sk: 'META',
      text: 'ä 🎁 "quoted"',
      empty: '',
      number: -12.5,
      nothing: null,
      yes: true,
      list: [1, 'two', { three: 3 }],
      map: { nested: { deep: [] } },
      bytes: new Uint8Array([0, 1, 255]),
      set: new Set(['a', 'b']),
    };
    await put(Item);

    expect(await get('DONATION#1')).toEqual(Item);
  });

  it('of 400 KB fits, and a larger one does not', async () => {
    await put({ pk: 'large', sk: 'META', text: 'x'.repeat(400 * 1024 - 30) });

    await expect(put({ pk: 'larger', sk: 'META', text: 'x'.repeat(400 * 1024) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await get('larger')).toBeUndefined();
  });

  it('is put once under a condition', async () => {
    await put({ pk: 'once', sk: 'META', n: 1 }, IS_NEW);

    await expect(put({ pk: 'once', sk: 'META', n: 2 }, IS_NEW)).rejects.toThrow(ConditionalCheckFailedException);
    expect(await get('once')).toMatchObject({ n: 1 });
  });

  it('is put by one of many at once', async () => {
    const attempts = Array.from({ length: 30 }, (_, n) => put({ pk: 'race', sk: 'META', n }, IS_NEW).then(() => n));

    const won = (await Promise.allSettled(attempts)).flatMap((each) =>
      each.status === 'fulfilled' ? [each.value] : [],
    );

    expect(won).toHaveLength(1);
    expect(await get('race')).toMatchObject({ n: won[0] });
  });

  it('is changed only from the state that is expected', async () => {
    await put({ pk: 'state', sk: 'META', status: 'pending' });
    // `status` is a reserved word, so the name goes by a placeholder.
    const move = (from: string, to: string) =>
      table.send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'state', sk: 'META' },
          UpdateExpression: 'SET #status = :to',
          ConditionExpression: '#status = :from',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':from': from, ':to': to },
          ReturnValues: 'ALL_NEW',
        }),
      );

    expect((await move('pending', 'authorized')).Attributes).toMatchObject({ status: 'authorized' });
    await expect(move('pending', 'processing')).rejects.toThrow(ConditionalCheckFailedException);
    expect(await get('state')).toMatchObject({ status: 'authorized' });
  });

  it('is deleted under a condition, and without one also when it is absent', async () => {
    await put({ pk: 'gone', sk: 'META', owner: 'a', created: '1' });
    const remove = (more = {}) =>
      table.send(new DeleteCommand({ TableName, Key: { pk: 'gone', sk: 'META' }, ...more }));
    const ofOwner = (owner: string) => ({
      ConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
    });

    await expect(remove(ofOwner('b'))).rejects.toThrow(ConditionalCheckFailedException);
    expect(await get('gone')).toBeDefined();
    await remove(ofOwner('a'));
    await remove();

    expect(await get('gone')).toBeUndefined();
  });

  it('refuses a reserved word without a placeholder', async () => {
    const update = new UpdateCommand({
      TableName,
      Key: { pk: 'reserved', sk: 'META' },
      UpdateExpression: 'SET status = :to',
      ExpressionAttributeValues: { ':to': 'x' },
    });

    await expect(table.send(update)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('counts a hundred additions at once', async () => {
    const add = () =>
      table.send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'counter', sk: 'META' },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': 1 },
        }),
      );

    await Promise.all(Array.from({ length: 100 }, add));

    expect(await get('counter')).toMatchObject({ n: 100 });
  });
});

describe('a query', () => {
  it('gives the items of a partition in order, by the beginning of their sort key', async () => {
    for (const sk of ['TYPE#b', 'META', 'TYPE#a', 'EVENT#1']) await put({ pk: 'partition', sk });

    const types = await query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :type)',
      ExpressionAttributeValues: { ':pk': 'partition', ':type': 'TYPE#' },
    });

    expect(types.Items?.map(({ sk }) => sk)).toEqual(['TYPE#a', 'TYPE#b']);
  });

  it('of the index gives the newest first, page by page, of this owner alone', async () => {
    const created = Array.from({ length: 25 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString());
    for (const [n, time] of created.entries())
      await put({ pk: `index-${n}`, sk: 'META', owner: 'res_1', created: time });
    await put({ pk: 'index-other', sk: 'META', owner: 'res_10', created: created[3] });
    await put({ pk: 'index-none', sk: 'META', owner: 'res_1' });

    const [found, sizes]: [unknown[], number[]] = [[], []];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await query({
        IndexName: 'by-owner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': 'res_1' },
        ScanIndexForward: false,
        Limit: 10,
        ExclusiveStartKey,
      });
      found.push(...(page.Items ?? []).map((item) => item.created));
      sizes.push(page.Items?.length ?? 0);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);

    expect(found).toEqual(created.toReversed());
    expect(sizes).toEqual([10, 10, 5]);
  });

  it('of the index follows changes and deletions', async () => {
    const Key = { pk: 'moving', sk: 'META' };
    await put({ ...Key, owner: 'res_before', created: '1' });
    const countOf = async (owner: string) =>
      (
        await query({
          IndexName: 'by-owner',
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': owner },
          Select: 'COUNT',
        })
      ).Count;

    await put({ ...Key, owner: 'res_after', created: '1' });
    expect([await countOf('res_before'), await countOf('res_after')]).toEqual([0, 1]);

    await table.send(new DeleteCommand({ TableName, Key }));
    expect(await countOf('res_after')).toBe(0);
  });

  it('is cut at 1 MB and goes on from there', async () => {
    for (const n of [1, 2, 3, 4]) await put({ pk: 'wide', sk: String(n), text: 'x'.repeat(390_000) });
    const wide = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'wide' } };

    const first = await query(wide);
    const rest = await query({ ...wide, ExclusiveStartKey: first.LastEvaluatedKey });

    expect(first.Items?.length).toBeLessThan(4);
    expect([...(first.Items ?? []), ...(rest.Items ?? [])].map(({ sk }) => sk)).toEqual(['1', '2', '3', '4']);
  });
});

describe('a batch', () => {
  it('writes, reads and deletes 25 items at once', async () => {
    const keys = Array.from({ length: 25 }, (_, n) => ({ pk: 'batch', sk: String(n).padStart(2, '0') }));
    const write = (requests: object[]) =>
      table.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
    await write(keys.map((key) => ({ PutRequest: { Item: { ...key, n: key.sk } } })));

    const read = await table.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys } } }));
    expect(read.Responses?.[TableName]).toHaveLength(25);

    await write(keys.map((Key) => ({ DeleteRequest: { Key } })));
    const left = await query({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'batch' } });
    expect(left.Items).toEqual([]);
  });

  it('of 26 items is refused', async () => {
    const requests = Array.from({ length: 26 }, (_, n) => ({
      PutRequest: { Item: { pk: 'too-many', sk: String(n) } },
    }));

    await expect(table.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await get('too-many', '0')).toBeUndefined();
  });
});

describe('the table', () => {
  it('tells what it is', async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));

    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by-owner']);
  });

  it('that is none is not found', async () => {
    const nowhere = new GetCommand({ TableName: uniqueName('none'), Key: { pk: 'a', sk: 'b' } });

    await expect(table.send(nowhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('keeps its items over a restart', async () => {
    await put({ pk: 'kept', sk: 'META', text: 'still here' });
    const before = (await table.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count;

    await endpoint.restart();

    expect(await get('kept')).toMatchObject({ text: 'still here' });
    expect((await table.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count).toBe(before);
  });
});

describe('a request that is not understood', () => {
  const send = async (target: string, body: string) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
    const raw = await signRaw(endpoint.config, { method: 'POST', path: '/', headers, body }, { service: 'dynamodb' });
    return sendRaw(endpoint.config, raw);
  };

  it.each(['DynamoDB_20120810.MakeCoffee', 'DynamoDB_20120810.constructor', 'nothing'])(
    'is refused: %s',
    async (target) => {
      expect(await send(target, '{}')).toMatchObject({ status: 400, code: 'UnknownOperationException' });
    },
  );

  it('is refused when it is no JSON', async () => {
    expect(await send('DynamoDB_20120810.GetItem', '{"TableName":')).toMatchObject({
      status: 400,
      code: 'SerializationException',
    });
  });

  it('is refused when it does not validate', async () => {
    expect((await send('DynamoDB_20120810.GetItem', '{"TableName":7}')).status).toBe(400);
  });
});
