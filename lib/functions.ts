/** lib/functions.ts — every Lambda function of the service: its module, its size, and all that it may do. */
import { FILTER_NODE_FLAGS, type PREFIX } from '../functions/constants.ts';
import { API_FUNCTIONS, type ApiFunction } from '../functions/routes.ts';
import { STEP_FUNCTIONS } from '../functions/steps/index.ts';

export type FunctionName = ApiFunction | keyof typeof STEP_FUNCTIONS;

export const STEP_NAMES = Object.keys(STEP_FUNCTIONS) as readonly (keyof typeof STEP_FUNCTIONS)[];
export const FUNCTION_NAMES: readonly FunctionName[] = [...API_FUNCTIONS, ...STEP_NAMES];

/** Each function's module, from the project's folder. */
export const moduleOf = (name: FunctionName): string =>
  name in STEP_FUNCTIONS
    ? `functions/steps/${STEP_FUNCTIONS[name as keyof typeof STEP_FUNCTIONS]}`
    : `functions/api/${name}/index.ts`;

/** Items by the first part of their partition key; docs/storage-schema.md describes each. */
export type ItemKind =
  | 'DONATION'
  | 'GRANT'
  | 'IDEMPOTENCY'
  | 'PROVIDER_JOB'
  | 'PROVIDER_PERSON'
  | 'RECEIPT'
  | 'RESEARCHER'
  | 'REVOCATION'
  | 'SESSION'
  | 'STATE'
  | 'TOKEN'
  | 'WORK';
export type Area = keyof typeof PREFIX;
export type Machine = 'donation' | 'erase';

/** What a function may do. Whatever is not named here is denied. */
export type Access = {
  /** Items it reads, and items it also writes and deletes. */
  readonly reads?: readonly ItemKind[];
  readonly writes?: readonly ItemKind[];
  /** Whether it lists the donations of a researcher. */
  readonly lists?: true;
  /** Objects: `erase` lists and deletes them, and ends open uploads. */
  readonly objects?: {
    readonly read?: readonly Area[];
    readonly write?: readonly Area[];
    readonly erase?: readonly Area[];
  };
  /** Use of the key that seals what participants granted. */
  readonly grants?: readonly ('encrypt' | 'decrypt')[];
  /** Use of the data key on the answers that are kept for repeated calls. */
  readonly keepsAnswers?: true;
  readonly starts?: readonly Machine[];
  readonly stops?: readonly Machine[];
  readonly follows?: readonly Machine[];
  /** Whether it has files rendered. */
  readonly exports?: true;
  /** Whether it speaks to the providers: it reads their credentials. */
  readonly provider?: true;
};

export type Sizing = {
  readonly memoryMB: number;
  readonly timeoutSeconds: number;
  readonly nodeFlags?: readonly string[];
};

/** Time-outs of steps are those of their states in statemachines/. */
const SHORT = { memoryMB: 512, timeoutSeconds: 60 } as const;
const MEDIUM = { memoryMB: 512, timeoutSeconds: 300 } as const;
const LONG = { memoryMB: 512, timeoutSeconds: 900 } as const;
/** API Gateway waits no longer than 30 s. */
const ANSWER = { memoryMB: 1024, timeoutSeconds: 29 } as const;
/** The longest that Lambda allows, and one whole virtual CPU. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ARCHIVE = { memoryMB: 1769, timeoutSeconds: 900 } as const;

const AREAS: readonly Area[] = ['raw', 'runs', 'data', 'exports'];
const TEMPORARY: readonly Area[] = ['raw', 'runs'];

export const FUNCTIONS: Readonly<Record<FunctionName, Sizing & Access>> = {
  public: { ...ANSWER, memoryMB: 512, reads: ['RECEIPT'] },
  researcher: {
    ...ANSWER,
    reads: ['RESEARCHER'],
    writes: ['DONATION', 'IDEMPOTENCY', 'RECEIPT', 'TOKEN', 'WORK'],
    lists: true,
    objects: { read: ['data', 'exports'] },
    keepsAnswers: true,
    starts: ['erase'],
    exports: true,
  },
  participant: {
    ...ANSWER,
    reads: ['GRANT', 'TOKEN'],
    writes: ['DONATION', 'RECEIPT', 'SESSION', 'STATE', 'WORK'],
    objects: { read: ['data', 'exports'] },
    starts: ['donation', 'erase'],
    exports: true,
    provider: true,
  },
  oauth: {
    ...ANSWER,
    memoryMB: 512,
    writes: ['DONATION', 'GRANT', 'PROVIDER_PERSON', 'SESSION', 'STATE', 'WORK'],
    grants: ['encrypt'],
    starts: ['donation'],
    provider: true,
  },
  webhooks: {
    ...ANSWER,
    memoryMB: 512,
    reads: ['PROVIDER_JOB', 'PROVIDER_PERSON'],
    writes: ['DONATION', 'RECEIPT', 'WORK'],
    starts: ['erase'],
    provider: true,
  },

  authorize: { ...SHORT, writes: ['DONATION', 'GRANT'], grants: ['encrypt', 'decrypt'], provider: true },
  initiate: {
    ...MEDIUM,
    reads: ['SESSION'],
    writes: ['DONATION', 'GRANT', 'PROVIDER_JOB'],
    grants: ['encrypt', 'decrypt'],
    provider: true,
  },
  poll: {
    ...MEDIUM,
    writes: ['DONATION', 'GRANT', 'PROVIDER_JOB'],
    grants: ['encrypt', 'decrypt'],
    provider: true,
  },
  download: {
    ...ARCHIVE,
    writes: ['DONATION', 'GRANT'],
    objects: { read: ['raw'], write: ['raw'] },
    grants: ['encrypt', 'decrypt'],
    provider: true,
  },
  filter: {
    ...ARCHIVE,
    nodeFlags: FILTER_NODE_FLAGS,
    writes: ['DONATION'],
    objects: { read: TEMPORARY, write: ['runs'] },
  },
  store: {
    ...ARCHIVE,
    writes: ['DONATION'],
    objects: { read: ['raw', 'runs', 'data'], write: ['data', 'runs'] },
  },
  finish: { ...SHORT, writes: ['DONATION'] },
  close: {
    ...MEDIUM,
    reads: ['PROVIDER_JOB', 'PROVIDER_PERSON', 'SESSION'],
    writes: ['DONATION', 'GRANT'],
    objects: { erase: TEMPORARY },
    grants: ['encrypt', 'decrypt'],
    provider: true,
  },
  fail: { ...SHORT, writes: ['DONATION'], objects: { erase: TEMPORARY } },
  'execution-failed': { ...SHORT, writes: ['DONATION'], objects: { erase: TEMPORARY } },
  export: { ...ARCHIVE, writes: ['DONATION'], objects: { read: ['data'], write: ['exports'], erase: ['exports'] } },
  sweep: {
    ...MEDIUM,
    reads: ['PROVIDER_JOB', 'PROVIDER_PERSON', 'RECEIPT', 'SESSION'],
    writes: ['DONATION', 'GRANT', 'WORK'],
    objects: { erase: TEMPORARY },
    grants: ['encrypt', 'decrypt'],
    starts: ['donation', 'erase'],
    follows: ['donation', 'erase'],
    provider: true,
  },
  'erase-mark': { ...SHORT, writes: ['DONATION', 'RECEIPT'] },
  'erase-stop': { ...SHORT, reads: ['DONATION'], stops: ['donation'] },
  'erase-objects': { ...MEDIUM, reads: ['DONATION'], objects: { erase: AREAS } },
  'erase-items': {
    ...MEDIUM,
    reads: ['SESSION'],
    writes: ['DONATION', 'GRANT', 'PROVIDER_JOB', 'PROVIDER_PERSON', 'RECEIPT', 'REVOCATION'],
  },
  'erase-revoke': {
    ...SHORT,
    reads: ['DONATION', 'PROVIDER_JOB', 'PROVIDER_PERSON', 'SESSION'],
    writes: ['GRANT', 'RECEIPT', 'REVOCATION'],
    grants: ['encrypt', 'decrypt'],
    provider: true,
  },
  'erase-verify': {
    ...LONG,
    writes: ['DONATION', 'GRANT', 'RECEIPT'],
    objects: { erase: AREAS },
  },
};
