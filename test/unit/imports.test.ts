import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every static and dynamic import of a file, relative ones resolved from the project's root. */
function importsOf(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  );
  return [...found]
    .map(([, from, dynamic]) => (from ?? dynamic) as string)
    .map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name));
}

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));

type Rule = { readonly folder: string; readonly may: readonly RegExp[] };

const CORE = /^functions\/core\//;
const STORE = /^functions\/store\//;
const ROOT_FILES =
  /^functions\/(constants|routes|env|clients|log|metrics|application|platform|enabled-data-types|erase-donation|release-donation|removed-rows|wordings)\.ts$/;
const SDK = /^@aws-sdk\//;
const NODE = /^node:/;
const TRANSPORT = /^functions\/providers\/transport\//;
const own = (folder: string) => new RegExp(`^${folder}/`);

/** What each folder may import. Whatever is not named here is refused. */
const RULES: readonly Rule[] = [
  { folder: 'functions/core', may: [/^zod$/, /^ulid$/, /^node:crypto$/, /^functions\/constants\.ts$/, CORE] },
  {
    folder: 'functions/archive',
    may: [
      CORE,
      own('functions/archive'),
      NODE,
      /^(yauzl|yazl|csv-parse|csv-stringify|htmlparser2|hyparquet|hyparquet-writer)(\/|$)/,
    ],
  },
  {
    folder: 'functions/providers/google',
    may: [
      ...[
        CORE,
        NODE,
        /^zod$/,
        /^csv-parse(\/|$)/,
        /^functions\/archive\/types\.ts$/,
        /^functions\/providers\/provider\.ts$/,
      ],
      ...[TRANSPORT, own('functions/providers/google'), /^googleapis\//, /^google-auth-library$/, /^gaxios$/],
    ],
  },
  {
    folder: 'functions/providers/tiktok',
    may: [
      ...[CORE, NODE, /^zod$/, /^functions\/archive\/types\.ts$/, /^functions\/providers\/provider\.ts$/],
      ...[TRANSPORT, own('functions/providers/tiktok')],
    ],
  },
  {
    folder: 'functions/providers/transport',
    may: [CORE, /^zod$/, /^functions\/providers\/provider\.ts$/, TRANSPORT],
  },
  {
    folder: 'functions/store',
    may: [
      CORE,
      STORE,
      SDK,
      NODE,
      /^ulid$/,
      /^functions\/(constants|clients|env)\.ts$/,
      /^functions\/archive\/types\.ts$/,
    ],
  },
  {
    folder: 'functions/http',
    may: [CORE, STORE, own('functions/http'), NODE, /^(zod|negotiator)$/, /^@middy\//, ROOT_FILES],
  },
  {
    folder: 'functions/api',
    may: [
      ...[CORE, STORE, ROOT_FILES, NODE, SDK, /^(zod|lru-cache)$/, own('functions/api'), own('functions/http')],
      ...[own('functions/archive'), /^functions\/providers\/(provider|index|layouts)\.ts$/],
    ],
  },
  {
    folder: 'functions/steps',
    may: [
      ...[CORE, STORE, ROOT_FILES, NODE, /^zod$/, own('functions/steps'), own('functions/archive')],
      /^functions\/providers\/(provider|index|layouts)\.ts$/,
    ],
  },
  {
    folder: 'lib',
    may: [
      ...[/^aws-cdk-lib(\/|$)/, /^constructs$/, /^esbuild$/, /^zod$/, NODE, own('lib')],
      /^functions\/(constants|routes|steps\/index)\.ts$/,
    ],
  },
  {
    folder: 'web',
    may: [/^preact/, /^marked$/, /^uqr$/, /^@preact\//, /^vite/, NODE, own('web'), /^functions\/(core|constants)/],
  },
];

describe('the import table of the design', () => {
  it.each(RULES)('$folder imports only what it may', ({ folder, may }) => {
    const refused = filesIn(folder).flatMap((file) =>
      importsOf(file)
        .filter((name) => !may.some((allowed) => allowed.test(name)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(refused).toEqual([]);
  });

  it('lets constants and routes import nothing', () => {
    expect(importsOf('functions/constants.ts')).toEqual([]);
    expect(importsOf('functions/routes.ts')).toEqual([]);
  });

  it('lets nobody import what only runs on one machine, or tests', () => {
    const outside = [...filesIn('functions'), ...filesIn('web')];
    const found = outside.filter((file) => importsOf(file).some((name) => /^(local|test|bin)\//.test(name)));
    expect(found).toEqual([]);
  });

  it('makes SDK clients in one place only', () => {
    const makers = filesIn('functions').filter((file) =>
      /new (S3|KMS|SFN|DynamoDB|Lambda|SecretsManager)Client\(/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(makers).toEqual(['functions/clients.ts']);
  });

  it('sends SDK commands only from the store', () => {
    const senders = filesIn('functions').filter((file) =>
      importsOf(file).some((name) => SDK.test(name) && name !== '@aws-sdk/util-dynamodb'),
    );
    expect(senders.filter((file) => !STORE.test(file))).toEqual(['functions/clients.ts']);
  });

  it('reads the environment in one place only', () => {
    const readers = filesIn('functions').filter((file) =>
      readFileSync(path.join(ROOT, file), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['functions/env.ts']);
  });
});
