/** functions/api/public/openapi/document.ts — the OpenAPI 3.1 document, made from the schemas that check the calls. */
import * as z from 'zod';
import { HTTP_ERRORS } from '../../../core/errors.ts';
import { problem } from '../../../core/schemas-answers.ts';
import { PROVIDERS } from '../../../providers/index.ts';
import { ROUTES } from '../../../routes.ts';
import { OPERATIONS, type Operation } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** In requests a schema describes what is sent, in answers what comes out. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    ...{ io, target: 'draft-2020-12', unrepresentable: 'any' },
    override: ({ zodSchema, jsonSchema: made }) => {
      // zod leaves these out where a schema transforms; ours are written as they are sent.
      const { examples, default: preset } = z.globalRegistry.get(zodSchema) ?? {};
      Object.assign(made, examples && { examples }, preset !== undefined && { default: preset });
    },
  });
  return described;
}

const content = (schema: z.ZodType, io: 'input' | 'output', type = 'application/json') => ({
  content: { [type]: { schema: jsonSchema(schema, io) } },
});

/** A form in whatever way it may be sent. */
const formContent = (schema: z.ZodType) => {
  const types = ['multipart/form-data', 'application/x-www-form-urlencoded', 'application/json'];
  return { content: Object.fromEntries(types.map((type) => [type, { schema: jsonSchema(schema, 'input') }])) };
};

const parameter = (place: 'path' | 'query', name: string, schema: Json, isRequired: boolean): Json => {
  const { description, ...rest } = schema;
  return { name, in: place, required: isRequired, ...(description !== undefined && { description }), schema: rest };
};

/** Calls that take an Idempotency-Key. */
const REPEATABLE = new Set(['createDonation', 'uploadFile', 'uploadFileByOldAddress', 'uploadDirect']);

function parameters(path: string, { query = {}, id }: Operation): readonly Json[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
  };
  return [
    ...names.map((name) => parameter('path', name, { type: 'string' }, true)),
    ...Object.entries(query).map(([name, schema]) => parameter('query', name, jsonSchema(schema, 'input'), false)),
    ...(REPEATABLE.has(id) ? [idempotency] : []),
  ];
}

/** What every body can be refused for, whatever its schema. */
const BODY_ERRORS = ['invalid', 'broken_json', 'too_large', 'unsupported_media_type'] as const;

/** Errors of an operation by their status, with the codes that come with it. */
function errorResponses(path: string, { errors, tag, query, body }: Operation): Json {
  const codes = new Set([
    ...errors,
    ...(query ? (['invalid'] as const) : []),
    ...(body ? BODY_ERRORS : []),
    ...(tag === 'Researcher' ? (['unauthorized'] as const) : []),
    ...(path.startsWith('/api/participant/') ? (['forbidden'] as const) : []),
  ]);
  const byStatus = Map.groupBy(codes, (code) => HTTP_ERRORS[code].status);
  const entries = [...byStatus].map(([status, group]) => {
    const description = group.map((code) => `\`${code}\`: ${HTTP_ERRORS[code].detail}`).join(' ');
    const ref = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
    return [status, { description, ...ref }];
  });
  return Object.fromEntries(entries);
}

const PROJECT_SECURITY = [{ projectToken: [] }, { projectTokenInQuery: [] }];
const SECURITY = {
  Researcher: [{ researcherToken: [] }],
  Participant: [{ session: [] }],
  Project: PROJECT_SECURITY,
  Anyone: [],
} as const;

function operation(path: string, described: Operation): Json {
  const { id, summary, tag, body, form, answers } = described;
  const responses = Object.entries(answers).map(([status, [description, schema]]) => [
    status,
    { description, ...(schema && content(schema, 'output')) },
  ]);
  return {
    operationId: id,
    ...{ summary, tags: [tag], security: SECURITY[tag], parameters: parameters(path, described) },
    ...(body && { requestBody: { required: true, ...content(body, 'input') } }),
    ...(form && { requestBody: { required: true, ...formContent(form) } }),
    responses: { ...Object.fromEntries(responses), ...errorResponses(path, described) },
  };
}

/** Each data type with its columns: the data dictionary. */
const dataTypes = (): Json =>
  Object.fromEntries(
    Object.values(PROVIDERS).map(({ sourceType, dataTypes: types }) => [
      sourceType,
      Object.values(types).map(({ name, label, description, groups, schema }) => ({
        ...{ name, label, description, groups, schema_version: schema.version },
        columns: schema.columns.map(({ name: column, type, description: meaning, source }) => ({
          ...{ name: column, type, description: meaning },
          ...(source && { source }),
        })),
      })),
    ]),
  );

/** @param origin the public origin */
export function openApiDocument(origin: string) {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { method, path } of ROUTES) {
    const described = OPERATIONS[`${method} ${path}` as keyof typeof OPERATIONS];
    paths[`${path}/`] = { ...paths[`${path}/`], [method.toLowerCase()]: operation(path, described) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Datagift',
      version: '1',
      summary: 'Donations of platform data to research.',
      description:
        'JSON, UTF-8. A trailing slash is optional. Errors are application/problem+json (RFC 9457); callers switch on their code.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    tags: [{ name: 'Researcher' }, { name: 'Participant' }, { name: 'Project' }, { name: 'Anyone' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        researcherToken: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'Authorization: Token <researcher_token>; Bearer works too.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'datagift_session' },
        projectToken: { type: 'http', scheme: 'bearer', description: 'A master token, or one of a member.' },
        projectTokenInQuery: { type: 'apiKey', in: 'query', name: 'access_token' },
      },
    },
    'x-errors': HTTP_ERRORS,
    'x-data-types': dataTypes(),
  };
}

export type OpenApiDocument = ReturnType<typeof openApiDocument>;
