/** test/support/fuzz/description.ts — the service's own OpenAPI document, as far as calls are made from it. */

import * as z from 'zod';

export type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
};
export type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly schema: Schema };
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Described = {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
export type Operation = {
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** `researcherToken`, `session` or none. */
  readonly security: string | undefined;
  readonly statuses: readonly number[];
  /** By status: what JSON is answered. */
  readonly answers: ReadonlyMap<number, z.ZodType>;
  /** Codes of problems; the document explains each under its status. */
  readonly codes: readonly string[];
};

/** Asks the service what it takes. */
export async function readOperations(origin: string): Promise<readonly Operation[]> {
  const { paths } = (await (await fetch(`${origin}/api/docs/`)).json()) as {
    paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  };
  return Object.entries(paths).flatMap(([path, calls]) =>
    Object.entries(calls).map(([method, { operationId, security, parameters, requestBody, responses }]) => ({
      ...{ id: operationId, method: method.toUpperCase(), path, parameters },
      body: requestBody?.content['application/json']?.schema,
      security: Object.keys(security[0] ?? {})[0],
      statuses: Object.keys(responses).map(Number),
      answers: new Map(
        Object.entries(responses).flatMap(([status, { content }]) => {
          const schema = content?.['application/json']?.schema;
          return schema ? [[Number(status), z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema)] as const] : [];
        }),
      ),
      codes: Object.values(responses).flatMap(({ description }) =>
        [...description.matchAll(/`(\w+)`: /g)].map(([, code]) => code as string),
      ),
    })),
  );
}

/** A value that the schema allows, where nothing better is known. */
export function sample(schema: Schema): unknown {
  const [given] = [...(schema.examples ?? []), ...(schema.enum ?? [])];
  if (given !== undefined || schema.default !== undefined) return given ?? schema.default;
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sample(each)]));
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer') return schema.minimum ?? 1;
  if (schema.format === 'uri') return 'https://study.example.org/';
  if (schema.format === 'date-time') return '2099-01-01T00:00:00Z';
  return schema.format === 'date' ? '2024-01-05' : 'text';
}

/** Where the fields of a body are, nested ones too; the first element stands for all of an array. */
export function fieldsOf(schema: Schema): readonly (readonly string[])[] {
  const inner = schema.items ? { 0: schema.items } : (schema.properties ?? {});
  return Object.entries(inner).flatMap(([name, each]) => [[name], ...fieldsOf(each).map((path) => [name, ...path])]);
}
