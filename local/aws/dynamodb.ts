/** local/aws/dynamodb.ts — DynamoDB on disk: dynalite's actions behind the gateway, without a port of their own. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import { Damaged } from '../damage.ts';
import { AwsError, type BufferedResponse, type BufferedService } from './service.ts';

type Json = Readonly<Record<string, unknown>>;
type Callback = (error: unknown, answer?: Json) => void;

/** dynalite's open files. */
type Store = {
  readonly db: { open(): Promise<void> };
  readonly lifecycleManager: { gracefulClose(): Promise<void> };
};

/** What dynalite knows of one operation. */
type Operation = { readonly types: Json; readonly custom?: unknown };

type Validations = {
  checkTypes(input: Json, types: Json): Json;
  checkValidations(input: Json, types: Json, custom: unknown, store: Store): void;
};

/** The operations that dynalite has; it lacks transactions, streams and the setting of a time to live. */
const OPERATIONS: ReadonlySet<string> = new Set([
  ...['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'],
  ...['CreateTable', 'DeleteTable', 'DescribeTable', 'DescribeTimeToLive', 'ListTables', 'UpdateTable'],
  ...['ListTagsOfResource', 'TagResource', 'UntagResource'],
]);

// dynalite is CommonJS and brings no types. Its own server is not used: it would listen on a port without
// verifying signatures, and throws out of the process what its actions did not expect.
const load = createRequire(import.meta.url);
const database = load('dynalite/db') as { create(options: Json): Store };
const validations = load('dynalite/validations') as Validations;

export type Dynamo = {
  readonly service: BufferedService;
  /** Opens the files. @throws Damaged */
  readonly open: () => Promise<void>;
  /** Waits for what was begun and closes the files. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the tables kept in a folder.
 * @param folder made when it is absent; one process at a time may have it open
 * @see https://github.com/architect/dynalite#readme
 */
export function createDynamo({ folder }: { readonly folder: string }): Dynamo {
  mkdirSync(folder, { recursive: true });
  const store = database.create({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  return {
    service: async ({ headers, body }) => {
      const name = headers['x-amz-target']?.replace(/^DynamoDB_20120810\./, '') ?? '';
      try {
        if (!OPERATIONS.has(name)) throw new AwsError('UnknownOperationException', `Unknown operation ${name}`);
        return answer(200, await perform(store, name, parse(body)));
      } catch (error) {
        return answerError(error);
      }
    },
    async open() {
      try {
        await store.db.open();
      } catch (error) {
        throw new Damaged(
          folder,
          ((error as Error).cause as Error | undefined)?.message ?? 'it cannot be opened',
          error,
        );
      }
    },
    close: () => store.lifecycleManager.gracefulClose(),
  };
}

/** @throws the action's error, which has a `statusCode` and a `body` when DynamoDB would answer it */
async function perform(store: Store, name: string, input: Json): Promise<Json> {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  const { types, custom } = load(`dynalite/validations/${file}`) as Operation;
  const action = load(`dynalite/actions/${file}`) as (store: Store, input: Json, done: Callback) => void;
  const checked = validations.checkTypes(input, types);
  validations.checkValidations(checked, types, custom, store);
  return new Promise((resolve, reject) => {
    action(store, checked, (error, output = {}) => (error ? reject(error) : resolve(output)));
  });
}

/** @throws AwsError `SerializationException` */
function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}

/** @throws what is no answer of DynamoDB's */
function answerError(error: unknown): BufferedResponse {
  if (error instanceof AwsError) return answer(error.status, { __type: error.code, message: error.message });
  const { statusCode, body } = error as { readonly statusCode?: number; readonly body?: Json };
  if (statusCode && body) return answer(statusCode, body);
  throw error;
}

function answer(status: number, body: Json): BufferedResponse {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': String(crc32(text)) };
  return { status, headers, body: text };
}
