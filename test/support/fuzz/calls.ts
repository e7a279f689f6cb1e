/** test/support/fuzz/calls.ts — every operation with every hostile value in every place, all else as it should be. */
import { fieldsOf, type Operation, sample } from './description.ts';
import type { Sent } from './send.ts';
import { againstHttp, bodies, CONTENT_TYPES, inAddress, inHeader, inJson, METHODS, NAMES } from './values.ts';

/** Values of one operation that are good: by parameter or field, and what authenticates. */
export type Known = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
};

export type Call = {
  readonly name: string;
  readonly operation: Operation;
  /** What may come back. `invalid`: 400 alone. `any`: the address may be another one, or none. `http`: the request itself is none. */
  readonly expects: 'documented' | 'invalid' | 'no_such_method' | 'any' | 'http';
  /** Made when it is sent, for many calls have long bodies. */
  readonly build: (known: Known) => Sent;
};

type Header = readonly [string, string];
type Change = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: readonly string[];
  readonly headers?: readonly Header[];
  readonly without?: readonly string[];
  readonly body?: (valid: unknown) => Buffer | string;
  readonly method?: string;
};

/** A request as it should be, but for the change. */
function build({ method, path, parameters, body }: Operation, { values, headers }: Known, change: Change): Sent {
  const valid = (name: string) => values[name] ?? sample(parameters.find((each) => each.name === name)?.schema ?? {});
  const place = path.replace(/\{(\w+)\}/g, (_, name) => change.path?.[name] ?? encodeURIComponent(String(valid(name))));
  const given = { 'content-type': body && 'application/json', ...headers };
  const kept = Object.entries(given).filter(([name, value]) => value && !change.without?.includes(name)) as Header[];
  const wanted = body && { ...(sample(body) as object), ...pick(values, Object.keys(body.properties ?? {})) };
  const made = change.body ? change.body(wanted) : JSON.stringify(wanted);
  const bytes = made === undefined ? undefined : Buffer.from(made as string);
  return {
    method: change.method ?? method,
    target: place + (change.query?.length ? `?${change.query.join('&')}` : ''),
    headers: [
      ...kept,
      ...(change.headers ?? []),
      ...(bytes ? [['content-length', String(bytes.length)] as const] : []),
    ],
    ...(bytes && { body: bytes }),
  };
}

const pick = (values: Readonly<Record<string, unknown>>, names: readonly string[]): object =>
  Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));

/** The body with one field written as given, whether that is JSON or not. */
function withField(valid: unknown, [name = '', ...path]: readonly string[], json: string): string {
  const inner: unknown = (valid as Record<string, unknown> | undefined)?.[name];
  const value = path.length ? withField(inner, path, json) : json;
  if (name === '0') return `[${value}]`;
  const rest = Object.entries((valid ?? {}) as object).filter(([other]) => other !== name);
  return `{${[...rest.map(([other, each]) => `${JSON.stringify(other)}:${JSON.stringify(each)}`), `${JSON.stringify(name)}:${value}`].join(',')}}`;
}

/** Every call; their order is that of the document. */
export const callsOf = (operations: readonly Operation[]): readonly Call[] => operations.flatMap(callsOfOne);

function callsOfOne(operation: Operation): readonly Call[] {
  const { id, parameters, body, security } = operation;
  const calls: Call[] = [];
  const add = (place: string, value: string, change: Change, expects: Call['expects'] = 'documented') => {
    const name = `${id}: ${place} ${JSON.stringify(value.slice(0, 60))}`;
    calls.push({ name, operation, expects, build: (known) => build(operation, known, change) });
  };
  add('as it should be', '', {});
  for (const { name, in: place } of parameters) {
    if (place === 'path') for (const value of inAddress) add(name, value, { path: { [name]: value } }, 'any');
    if (place === 'query') {
      for (const value of inAddress)
        add(name, value, { query: [`${name}=${value}`] }, value.includes('#') ? 'any' : 'documented');
      add(name, 'twice', { query: [`${name}=1`, `${name}=2`] });
      add(name, 'without a value', { query: [name] });
    }
    if (place === 'header') addHeader(name);
  }
  // Where nothing is asked by query, a query is passed over.
  const refused = parameters.some(({ in: place }) => place === 'query') ? 'invalid' : 'documented';
  for (const name of [...NAMES, 'unknown', '', '%00', '%zz', 'limit%00']) {
    add('unknown query', name, { query: [`${name}=1`] }, refused);
  }
  add('unknown query', 'many', { query: Array.from({ length: 1000 }, (_, n) => `k${n}=1`) }, refused);
  addHeader(security === 'session' ? 'cookie' : 'authorization');
  for (const name of ['origin', 'sec-fetch-site', 'accept', 'x-forwarded-for', ...NAMES.slice(0, 3)]) addHeader(name);
  for (const value of inHeader)
    add('session', value, { headers: [['cookie', `datagift_session=${value}`]], without: ['cookie'] });
  for (const method of METHODS) add('method', method, { method }, 'no_such_method');
  if (body) addBodies();
  else for (const [at, make] of bodies.entries()) add('body where there is none', `#${at}`, { body: make }, 'any');
  return calls;

  function addHeader(name: string) {
    for (const value of inHeader) add(name, value, { headers: [[name, value]], without: [name] });
    for (const value of againstHttp) add(name, value, { headers: [[name, value]], without: [name] }, 'http');
    add(name, 'twice', {
      headers: [
        [name, 'a'],
        [name, 'b'],
      ],
    });
    add(name, 'absent', { without: [name] });
  }

  function addBodies() {
    for (const [at, make] of bodies.entries()) add('body', `#${at}`, { body: make });
    for (const path of fieldsOf(body ?? {})) {
      for (const [at, json] of inJson.entries()) {
        add(path.join('.'), `#${at}`, { body: (valid) => withField(valid, path, json()) });
      }
    }
    for (const name of [...NAMES, '', '\u0000', 'a'.repeat(1024 ** 2)]) {
      add('unknown field', name, { body: (valid) => withField(valid, [name], '1') }, 'invalid');
    }
    for (const [name = ''] of fieldsOf(body ?? {})) {
      add(name, 'twice', { body: (valid) => `{${JSON.stringify(name)}:1,${JSON.stringify(valid).slice(1)}` });
    }
    add('body', 'cut off', { body: (valid) => JSON.stringify(valid).slice(0, -1) });
    add('body', 'in UTF-16', { body: (valid) => Buffer.from(JSON.stringify(valid), 'utf16le') });
    for (const type of CONTENT_TYPES)
      add('content-type', type, { headers: [['content-type', type]], without: ['content-type'] });
    add('content-type', 'absent', { without: ['content-type'] });
    add('content-encoding', 'gzip', { headers: [['content-encoding', 'gzip']] });
    for (const encoding of ['chunked', 'gzip, chunked', 'x']) {
      add('transfer-encoding', encoding, { headers: [['transfer-encoding', encoding]] }, 'http');
    }
  }
}
