import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteItem, getItem } from '../../functions/store/items.ts';
import { keys, TABLE_DEFINITION } from '../../functions/store/table.ts';
import { REGION } from '../../local/environment.ts';
import { donate, participant } from '../../local/walk.ts';
import { admin } from '../support/admin.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf } from '../support/study.ts';

let stack: TestStack;
let study: ReturnType<typeof studyOf>;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
});
afterAll(() => stack.close());

async function processed(): Promise<string> {
  const { id, donation_url } = await study.create({ requested_data_types: ['search'] });
  await donate(participant(stack.origin), donation_url, { account: 'maija' });
  await study.ended(id);
  return id;
}

describe('one donation', () => {
  it('is shown without its content', async () => {
    const id = await processed();
    const { code, out } = await admin(stack.home, 'donation', 'show', id, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ id, status: 'processed', holds_grant: false, running: false },
      data_types: [{ data_type: 'search', state: 'ready' }],
      jobs: [{ group: 'myactivity.search', state: 'filtered' }],
    });
    expect((await admin(stack.home, 'donation', 'show', id)).out).toMatch(/search +ready, \d+ of \d+ rows kept/);
    expect((await admin(stack.home, 'donation', 'show', 'don_none')).err).toContain('There is no donation don_none.');
  });

  it('is erased when that is meant, and only then', async () => {
    const id = await processed();
    const asked = await admin(stack.home, 'donation', 'erase', id);
    expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('add --yes')]);
    expect((await study.view(id)).status).toBe('processed');
    const { code, out } = await admin(stack.home, 'donation', 'erase', id, '--yes', '--json');
    expect(code).toBe(0);
    const { receipt } = JSON.parse(out) as { receipt: string };
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect((await study.api.get(`/api/receipts/${receipt}/`)).status).toBe(200);
    expect((await admin(stack.home, 'donation', 'show', id)).out).toContain('erased by operator');
  });

  it('is tried again where that helps, and says what does where not', async () => {
    const id = await processed();
    expect((await admin(stack.home, 'donation', 'retry', id)).err).toContain('Its participant can authorize again');
    const waiting = await study.create({ requested_data_types: ['search'] });
    expect((await admin(stack.home, 'donation', 'retry', waiting.id)).err).toContain('waits for its participant');
    await study.account('long', { polls: 1000 });
    await donate(participant(stack.origin), waiting.donation_url, { account: 'long' });
    const { code, out } = await admin(stack.home, 'donation', 'retry', waiting.id);
    expect([code, out]).toEqual([0, expect.stringContaining('is being worked on')]);
    const status = await admin(stack.home, 'status', '--json');
    expect(status.code).toBe(0);
    expect(JSON.parse(status.out)).toMatchObject({ running: 1, stuck: [] });
  });
});

describe('the service of this machine', () => {
  it('is examined', async () => {
    const { code, out } = await admin(stack.home, 'doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/✓ Table/);
    expect(out).toContain(`${stack.origin}/oauth/google/callback/`);
  });
});

describe('what was lost', () => {
  it('is brought back from a copy, but for what was erased since', async () => {
    const { accessKeyId, secretAccessKey } = stack.aws.credentials;
    const dynamo = new DynamoDBClient({
      endpoint: stack.aws.url,
      region: REGION,
      credentials: { accessKeyId, secretAccessKey },
    });
    const client = DynamoDBDocumentClient.from(dynamo);
    const [lost, erased, fileless] = [await processed(), await processed(), await processed()];
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = structuredClone(TABLE_DEFINITION);
    await dynamo.send(
      new CreateTableCommand({
        TableName: 'copy',
        AttributeDefinitions: [...AttributeDefinitions],
        KeySchema: [...KeySchema],
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({ ...index, KeySchema: [...index.KeySchema] })),
        BillingMode,
      }),
    );
    for await (const { Items: items = [] } of paginateScan({ client }, { TableName: stack.env.TABLE_NAME })) {
      for (const Item of items) await client.send(new PutCommand({ TableName: 'copy', Item }));
    }
    await admin(stack.home, 'donation', 'erase', erased, '--yes');
    await admin(stack.home, 'donation', 'erase', fileless, '--yes');
    await study.api.get(`/api/donations/${fileless}/`);
    const before = await getItem(keys.donation(lost));
    await deleteItem(keys.donation(lost));
    await deleteItem(keys.donation(fileless));
    // Erased meanwhile: nothing but its missing files tells of it.
    await expect.poll(() => stack.objectKeys(fileless), { timeout: 20_000 }).toEqual([]);

    const refused = await admin(stack.home, 'restore', '--from', 'copy');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('add --yes')]);
    const { code, out } = await admin(stack.home, 'restore', '--from', 'copy', '--yes', '--json');
    expect(code).toBe(0);
    const counts = JSON.parse(out) as { copied: number; erased: number; without_files: number };
    expect(counts.copied).toBe(1);
    expect(counts.erased).toBeGreaterThan(1);
    expect(counts.without_files).toBeGreaterThan(0);
    expect(await getItem(keys.donation(lost))).toEqual(before);
    expect(await getItem(keys.donation(erased))).toHaveProperty('erased_at');
    expect(await getItem(keys.donation(fileless))).toBeUndefined();
    client.destroy();
  });
});
