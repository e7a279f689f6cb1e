/** local/aws/kms-keys.ts — the keys of the embedded KMS: one private file, replaced as a whole at each change. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { type Clock, toTimestamp } from '../../functions/core/clock.ts';
import { AwsError } from './service.ts';

const keySchema = z.strictObject({
  id: z.uuid(),
  /** 256 bits, base64. */
  material: z.base64().length(44),
  state: z.enum(['Enabled', 'Disabled', 'PendingDeletion']),
  description: z.string(),
  created_at: z.iso.datetime(),
  /** From then on the key is gone, and everything it encrypted with it. */
  delete_at: z.iso.datetime().optional(),
});

const fileSchema = z.strictObject({
  version: z.literal(1),
  keys: z.array(keySchema),
  /** Key ids by alias, e.g. `alias/grants`. */
  aliases: z.record(z.string(), z.uuid()),
});

export type Key = Readonly<z.infer<typeof keySchema>>;
type KeyFile = z.infer<typeof fileSchema>;

export type Keys = {
  /** @param name key id, key ARN, alias or alias ARN @throws AwsError `NotFoundException` */
  find(name: string): Key;
  list(): readonly Key[];
  create(description: string): Key;
  /** @throws AwsError `NotFoundException` */
  change(name: string, change: Partial<Pick<Key, 'state' | 'delete_at'>>): Key;
  /** @throws AwsError `AlreadyExistsException`, `NotFoundException` */
  alias(alias: string, name: string): void;
};

/**
 * Opens the key file, or starts an empty one.
 * @throws Error naming the file when it cannot be understood
 */
export function openKeys(path: string, clock: Clock): Keys {
  let file = read(path);
  const save = (next: KeyFile) => {
    write(path, next);
    file = next;
  };
  const list = () => {
    const left = file.keys.filter(({ delete_at }) => !delete_at || Date.parse(delete_at) > clock());
    if (left.length < file.keys.length) save({ ...file, keys: left });
    return left;
  };
  const find = (name: string) => {
    const short = name.replace(/^arn:[^/]*:(key\/|(?=alias\/))/, '');
    const id = short.startsWith('alias/') ? file.aliases[short] : short;
    const key = list().find((candidate) => candidate.id === id);
    if (!key) throw new AwsError('NotFoundException', 'There is no such key');
    return key;
  };
  return {
    find,
    list,
    create(description) {
      const material = randomBytes(32).toString('base64');
      const key: Key = { id: randomUUID(), material, state: 'Enabled', description, created_at: toTimestamp(clock()) };
      save({ ...file, keys: [...file.keys, key] });
      return key;
    },
    change(name, change) {
      const changed = { ...find(name), ...change };
      save({ ...file, keys: file.keys.map((key) => (key.id === changed.id ? changed : key)) });
      return changed;
    },
    alias(alias, name) {
      if (file.aliases[alias]) throw new AwsError('AlreadyExistsException', 'An alias of that name exists');
      save({ ...file, aliases: { ...file.aliases, [alias]: find(name).id } });
    },
  };
}

function read(path: string): KeyFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
    chmodSync(path, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, keys: [], aliases: {} };
    throw error;
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    // The cause is left out: it could quote a key.
    throw new Error(
      `The key file ${path} is damaged. Put back a copy of it; without its keys, what they encrypted cannot be read.`,
    );
  }
}

/** On disk before it returns: an acknowledged key must outlive a crash, or what it encrypts is lost. */
function write(path: string, file: KeyFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.new`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(descriptor, JSON.stringify(file));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
