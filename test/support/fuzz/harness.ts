/** test/support/fuzz/harness.ts — a stack with a processed donation, the calls on it, and what is wrong with the answers. */
import { donate, openLink, participant } from '../../../local/walk.ts';
import { type TestStack, testStack } from '../stack.ts';
import { type DonationView, studyOf } from '../study.ts';
import type { Call, Known } from './calls.ts';
import { type Operation, readOperations } from './description.ts';
import { type Got, type Sent, send } from './send.ts';

const TYPE = 'youtube_history';
const STUDY = { title: 'Videos', purpose: 'To learn', institution: 'A university' };
/** Calls that are under way together. */
const TOGETHER = 8;

export type FuzzedService = {
  readonly stack: TestStack;
  readonly operations: readonly Operation[];
  /** Sends every call. @returns what is wrong with the answers, call by call */
  faults(calls: readonly Call[]): Promise<readonly string[]>;
  /** All that is known of the processed donation: to be the same afterwards. */
  kept(): Promise<{ readonly view: DonationView; readonly rows: readonly Record<string, unknown>[] }>;
  /** A request of an operation with this body. */
  post(operation: Operation, body: string): Promise<readonly string[]>;
};

/** Starts a stack and takes one donation all the way. */
export async function startFuzzedService(): Promise<FuzzedService> {
  const stack = await testStack();
  const study = studyOf(stack);
  const { path } = await study.youtubeArchive('fuzz', 50);
  await study.account('giver', { archives: { 'myactivity.youtube': [path] } });
  const create = () => study.create({ requested_data_types: [TYPE], study: STUDY });
  const browser = participant(stack.origin);
  const { id } = await donate(browser, (await create()).donation_url, { account: 'giver' });
  await study.ended(id);
  const operations = await readOperations(stack.origin);

  const port = Number(new URL(stack.origin).port);
  const tokenOf = ({ donation_url }: DonationView): string => new URL(donation_url).hash.slice(1);
  const cookiesOf = ({ cookies }: typeof browser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  /** A receipt that exists. */
  async function withdrawn(): Promise<string> {
    const other = participant(stack.origin);
    const own = await openLink(other, (await create()).donation_url);
    const { body } = await other.call<{ receipt: string }>('DELETE', `/api/participant/donations/${own}/`);
    return body.receipt;
  }
  const code = await withdrawn();

  /** What reads is tried on the processed donation; whatever changes something, on one of its own. */
  async function knownFor({ method, security }: Operation): Promise<Known> {
    const reads = method === 'GET';
    const spare = reads ? undefined : await create();
    const visitor = spare ? participant(stack.origin) : browser;
    if (spare) await openLink(visitor, spare.donation_url);
    const own = spare?.id ?? id;
    const { body } = await visitor.call<{ consent: { id: string } }>('GET', `/api/participant/donations/${own}/`);
    const values = { code, id: own, file: `${TYPE}.csv`, data_type: TYPE, consent_id: body.consent.id };
    return {
      values: { ...values, ...(spare && { token: tokenOf(spare) }), requested_data_types: [TYPE], study: STUDY },
      headers:
        security === 'session' ? { cookie: cookiesOf(visitor) } : { authorization: `Token ${stack.researcherToken}` },
    };
  }

  const known = new Map<string, Promise<Known>>();
  const knownOnce = (operation: Operation): Promise<Known> => {
    const found = known.get(operation.id) ?? knownFor(operation);
    known.set(operation.id, found);
    return found;
  };

  async function faultsOf(call: Call): Promise<readonly string[]> {
    const given = await knownOnce(call.operation);
    const request = call.build(given);
    const got = await send(port, request).catch((error: Error) => error);
    const wrong = got instanceof Error ? [got.message] : wrongIn(got, request, call, [...secretsOf(given)]);
    return wrong.map((fault) => `${call.name}: ${fault}`);
  }

  return {
    stack,
    operations,
    async faults(calls) {
      const left = [...calls];
      const found: string[] = [];
      const work = async () => {
        for (let call = left.shift(); call; call = left.shift()) found.push(...(await faultsOf(call)));
      };
      await Promise.all(Array.from({ length: TOGETHER }, work));
      return found;
    },
    kept: async () => ({ view: await study.view(id), rows: await study.allRows(id, TYPE) }),
    async post(operation, body) {
      const bodied = (values: Known): Sent => ({
        method: operation.method,
        target: operation.path.replace('{id}', String(values.values.id)),
        headers: [
          ...Object.entries(values.headers),
          ['content-type', 'application/json'],
          ['content-length', String(Buffer.byteLength(body))],
        ],
        body: Buffer.from(body),
      });
      return faultsOf({
        name: `${operation.id}: ${body.slice(0, 200)}`,
        operation,
        expects: 'documented',
        build: bodied,
      });
    },
  };
}

/** What nobody may read in an answer. */
const secretsOf = ({ headers, values }: Known): readonly string[] =>
  [...Object.values(headers).map((value) => value.split(/[ =]/).at(-1) ?? ''), String(values.token ?? '')].filter(
    (secret) => secret.length > 20,
  );

const IS_API = /^\/(api|oauth|health)(\/|$)/;
/** Answered in another project's form. */
const IS_PROJECT = /^\/api\/direct-sharing\//;
const INTERNALS = /\bat \S+ \(|node_modules|file:\/\/|\.ts:\d+/;

/** All that is wrong with an answer. */
function wrongIn(
  { status, headers, body }: Got,
  sent: Sent,
  call: Call,
  secrets: readonly string[],
): readonly string[] {
  const text = body.toString('utf8');
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`${status} ${text.slice(0, 300)}`);
  if (INTERNALS.test(text)) wrong.push(`tells of its inside: ${text.slice(0, 300)}`);
  if (headers.has('x-injected')) wrong.push('a header was injected');
  const shown = [text, ...headers.values()].join('\n');
  if (secrets.some((secret) => shown.includes(secret))) wrong.push('tells a secret');
  if (call.expects === 'http' && [400, 431, 501].includes(status) && !body.length) return wrong;
  const path = URL.parse(sent.target.split('?')[0] ?? '', 'http://localhost')?.pathname ?? '';
  if (!IS_API.test(path)) return wrong;
  const known = call.expects === 'documented' ? call.operation.codes : undefined;
  if (status >= 400 && sent.method !== 'HEAD') {
    const faults = IS_PROJECT.test(path)
      ? projectFaults(status, headers, text)
      : problemFaults(status, headers, text, known);
    wrong.push(...faults);
  }
  if (call.expects === 'documented') wrong.push(...bodyFaults(call.operation, status, text));
  // These calls come without a project's token.
  const unauthenticated = IS_PROJECT.test(path) ? [401] : [];
  const expected = {
    ...{
      documented: call.operation.statuses,
      invalid: [400, ...unauthenticated],
      no_such_method: [404, 405, ...unauthenticated],
    },
    any: [status],
    http: [status],
  };
  if (!expected[call.expects].includes(status))
    wrong.push(`answers ${status}, which is not documented: ${text.slice(0, 200)}`);
  return wrong;
}

function bodyFaults({ answers }: Operation, status: number, text: string): readonly string[] {
  const error = answers.get(status)?.safeParse(JSON.parse(text)).error;
  return error ? [`${status} is not as described: ${error.message.slice(0, 500)}`] : [];
}

/** Open Humans answers `{detail}`, or messages by field. */
function projectFaults(status: number, headers: Headers, text: string): readonly string[] {
  const type = headers.get('content-type') ?? '';
  // A download's address is opened by people.
  if (status === 403 && type.startsWith('text/html')) return [];
  if (!type.startsWith('application/json')) return [`${status} is not JSON but ${type || 'without a type'}`];
  const messages = Object.values(JSON.parse(text) as Record<string, unknown>);
  const isSaid =
    messages.length > 0 && messages.every((each) => [each].flat().every((line) => typeof line === 'string' && line));
  return isSaid ? [] : [`says nothing: ${text.slice(0, 300)}`];
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
function problemFaults(status: number, headers: Headers, text: string, codes?: readonly string[]): readonly string[] {
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return [`${status} is no problem but ${type || 'without a type'}`];
  const problem = JSON.parse(text) as Record<string, unknown>;
  const whole = problem.status === status && ['type', 'title', 'code', 'detail'].every((name) => problem[name]);
  if (!whole) return [`lacks something: ${text.slice(0, 300)}`];
  return !codes || codes.includes(String(problem.code)) ? [] : [`${problem.code} is not documented`];
}
