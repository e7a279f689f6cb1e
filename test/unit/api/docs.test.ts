import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/api/public/index.ts';
import { HTTP_ERRORS } from '../../../functions/core/errors.ts';
import { logger } from '../../../functions/log.ts';
import { PROVIDERS } from '../../../functions/providers/index.ts';
import { ROUTES } from '../../../functions/routes.ts';
import { apiEvent } from '../http/events.ts';

type Schema = Record<string, unknown>;
type Parameter = { name: string; in: string; required: boolean; schema: Schema };
type Operation = {
  operationId: string;
  summary: string;
  security: Record<string, unknown>[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
};
type Document = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
  'x-data-types': Record<string, { name: string; schema_version: number; columns: { name: string }[] }[]>;
};

const before = { ...process.env };
beforeAll(() => {
  logger.setLogLevel('SILENT');
  Object.assign(process.env, { TABLE_NAME: 't', DATA_BUCKET: 'b', PUBLIC_ORIGIN: 'https://gift.example.org' });
});
afterAll(() => {
  process.env = before;
});

const ask = (headers: Record<string, string> = {}) => handler(apiEvent('GET /api/docs', { headers }), {});
const read = async (): Promise<Document> => JSON.parse((await ask()).body) as Document;

/** Every `$ref` in the document. */
function refs(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refs);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : refs(inner),
  );
}

describe('the API’s description', () => {
  it('is OpenAPI 3.1 for programs', async () => {
    for (const accept of ['', '*/*', 'application/json']) {
      const { statusCode, headers: sent, body } = await ask({ accept });
      expect([statusCode, sent['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      expect((JSON.parse(body) as Document).openapi).toMatch(/^3\.1\./);
    }
    expect((await read()).servers).toEqual([{ url: 'https://gift.example.org' }]);
  });

  it('describes each route, and no other', async () => {
    const { paths } = await read();
    const described = Object.entries(paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}/`).toSorted());
  });

  it('says of each call what it is, who may make it, what it takes and what it answers', async () => {
    const { paths, components } = await read();
    const ids = new Set<string>();
    for (const [path, calls] of Object.entries(paths)) {
      for (const [method, call] of Object.entries(calls)) {
        const name = `${method} ${path}`;
        ids.add(call.operationId);
        expect(call.summary, name).toBeTruthy();
        expect(Object.keys(call.responses).length, name).toBeGreaterThan(0);
        for (const each of call.security.flatMap(Object.keys)) expect(components.securitySchemes).toHaveProperty(each);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
        expect(call.parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(inPath);
      }
    }
    expect(ids.size).toBe(ROUTES.length);
  });

  it('points nowhere that is not in it', async () => {
    const document = await read();
    const resolve = (ref: string): unknown =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    for (const ref of refs(document)) expect(resolve(ref), ref).toBeDefined();
  });

  it('is made from the schemas that check the calls', async () => {
    const { paths } = await read();
    const create = paths['/api/donations/']?.post;
    const body = create?.requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({ type: 'object', required: ['source_type'], additionalProperties: false });
    expect(body?.examples).toBeInstanceOf(Array);
    const rows = paths['/api/donations/{id}/data/']?.get;
    const limit = rows?.parameters.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 1000 },
    });
    expect(Object.keys(rows?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '404', '409', '410']),
    );
    expect(rows?.responses['409']?.content).toHaveProperty(['application/problem+json']);
  });

  it('holds the data dictionary of every data type', async () => {
    const types = (await read())['x-data-types'];
    for (const { sourceType, dataTypes } of Object.values(PROVIDERS)) {
      const described = types[sourceType] ?? [];
      expect(described.map(({ name }) => name)).toEqual(Object.keys(dataTypes));
      for (const { name, columns, schema_version } of described) {
        expect(columns.map((column) => column.name)).toEqual(
          dataTypes[name]?.schema.columns.map((column) => column.name),
        );
        expect(schema_version).toBe(dataTypes[name]?.schema.version);
      }
    }
  });
});

describe('the description’s page', () => {
  const page = () => ask({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

  it('is for browsers, runs nothing and loads nothing', async () => {
    const { headers, body } = await page();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).not.toMatch(/<script|\ssrc=|<link|url\(|\sstyle=|\son\w+=/i);
  });

  it('explains every error where its type points to, every call and every data type', async () => {
    const { body } = await page();
    for (const code of Object.keys(HTTP_ERRORS)) expect(body).toContain(`id="${code}"`);
    for (const { method, path } of ROUTES) expect(body).toContain(`${method} ${path}/`);
    for (const { dataTypes } of Object.values(PROVIDERS)) {
      for (const name of Object.keys(dataTypes)) expect(body).toContain(`<code>${name}</code>`);
    }
  });
});

describe('health', () => {
  it('is ok', async () => {
    const { statusCode, body } = await handler(apiEvent('GET /health'), {});
    expect([statusCode, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
  });
});
