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
  | 'COUNTER'
  | 'DONATION'
  | 'FILE_LINK'
  | 'GRANT'
  | 'IDEMPOTENCY'
  | 'MEMBER'
  | 'PARTICIPANT'
  | 'PROVIDER_JOB'
  | 'PROVIDER_PERSON'
  | 'RECEIPT'
  | 'RESEARCHER'
  | 'RETENTION'
  | 'REVIEW'
  | 'REVOCATION'
  | 'SESSION'
  | 'STATE'
  | 'TOKEN'
  | 'UPLOAD'
  | 'WORK';
export type Area = keyof typeof PREFIX;
export type Machine = 'donation' | 'erase' | 'release';

/** What a function may do. Whatever is not named here is denied. */
export type Access = {
  /** Items it reads; items it writes and deletes. */
  readonly reads?: readonly ItemKind[];
  readonly writes?: readonly ItemKind[];
  /** Whether it lists the donations of a researcher. */
  readonly lists?: true;
  /** Objects: `list` their keys only; `erase` lists and deletes them, and ends open uploads. */
  readonly objects?: {
    readonly list?: readonly Area[];
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
  /** Whether it has files received that were put to a signed address, and signs such addresses. */
  readonly receives?: true;
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

const AREAS: readonly Area[] = ['raw', 'runs', 'data', 'exports', 'files', 'incoming'];

/** Whoever asks the provider opens the grants, and seals a token that was renewed. */
const ASKING = {
  reads: ['DONATION', 'GRANT'],
  writes: ['DONATION', 'GRANT'],
  grants: ['encrypt', 'decrypt'],
  provider: true,
} as const satisfies Access;

export const FUNCTIONS: Readonly<Record<FunctionName, Sizing & Access>> = {
  public: { ...ANSWER, memoryMB: 512, reads: ['RECEIPT'] },
  researcher: {
    ...ANSWER,
    reads: ['DONATION', 'IDEMPOTENCY', 'RESEARCHER', 'TOKEN'],
    writes: ['DONATION', 'IDEMPOTENCY', 'MEMBER', 'RECEIPT', 'TOKEN', 'WORK'],
    lists: true,
    objects: { read: ['data', 'exports'] },
    keepsAnswers: true,
    starts: ['erase'],
    exports: true,
  },
  participant: {
    ...ANSWER,
    reads: ['DONATION', 'GRANT', 'PARTICIPANT', 'RECEIPT', 'SESSION', 'TOKEN'],
    writes: ['DONATION', 'PARTICIPANT', 'RECEIPT', 'SESSION', 'STATE', 'TOKEN', 'WORK'],
    objects: { read: ['data', 'exports', 'files'], erase: ['files'] },
    starts: ['donation', 'erase', 'release'],
    exports: true,
    provider: true,
  },
  oauth: {
    ...{ ...ANSWER, memoryMB: 512 },
    reads: ['DONATION', 'PARTICIPANT', 'SESSION', 'STATE'],
    writes: ['DONATION', 'GRANT', 'PROVIDER_PERSON', 'SESSION', 'STATE', 'WORK'],
    grants: ['encrypt'],
    starts: ['donation'],
    provider: true,
  },
  webhooks: {
    ...{ ...ANSWER, memoryMB: 512 },
    reads: ['DONATION', 'PROVIDER_JOB', 'PROVIDER_PERSON'],
    writes: ['DONATION', 'RECEIPT', 'WORK'],
    starts: ['erase'],
    provider: true,
  },
  'open-humans': {
    ...ANSWER,
    reads: ['DONATION', 'FILE_LINK', 'IDEMPOTENCY', 'MEMBER', 'RESEARCHER', 'TOKEN'],
    writes: ['COUNTER', 'DONATION', 'FILE_LINK', 'IDEMPOTENCY', 'UPLOAD'],
    lists: true,
    objects: { read: ['files', 'incoming'], write: ['files'], erase: ['files'] },
    keepsAnswers: true,
    receives: true,
  },

  authorize: { ...SHORT, ...ASKING },
  initiate: { ...MEDIUM, ...ASKING, writes: ['DONATION', 'GRANT', 'PROVIDER_JOB'] },
  poll: { ...MEDIUM, ...ASKING, writes: ['DONATION', 'GRANT', 'PROVIDER_JOB'] },
  download: { ...ARCHIVE, ...ASKING, objects: { list: ['runs'], read: ['raw'], write: ['raw'] } },
  filter: {
    ...ARCHIVE,
    nodeFlags: FILTER_NODE_FLAGS,
    reads: ['DONATION'],
    writes: ['DONATION'],
    objects: { read: ['raw', 'runs'], write: ['runs'] },
  },
  store: {
    ...ARCHIVE,
    reads: ['DONATION'],
    writes: ['DONATION'],
    objects: { read: ['raw', 'runs'], write: ['data'] },
  },
  finish: { ...SHORT, reads: ['DONATION'], writes: ['DONATION', 'RETENTION', 'REVIEW'] },
  close: {
    ...{ ...MEDIUM, ...ASKING },
    reads: ['DONATION', 'GRANT', 'PARTICIPANT', 'PROVIDER_JOB', 'PROVIDER_PERSON', 'SESSION'],
    writes: ['DONATION', 'GRANT'],
    objects: { erase: ['raw', 'runs'] },
  },
  fail: { ...SHORT, reads: ['DONATION'], writes: ['DONATION'] },
  'execution-failed': {
    ...SHORT,
    reads: ['DONATION'],
    writes: ['DONATION', 'RETENTION', 'REVIEW'],
    objects: { erase: ['raw', 'runs'] },
  },
  export: {
    ...ARCHIVE,
    reads: ['DONATION'],
    writes: ['DONATION'],
    objects: { read: ['data'], write: ['exports'], erase: ['exports'] },
  },
  'receive-file': {
    ...ARCHIVE,
    reads: ['DONATION'],
    writes: ['DONATION'],
    objects: { read: ['incoming'], write: ['files'], erase: ['files', 'incoming'] },
  },
  sweep: {
    ...{ ...MEDIUM, ...ASKING },
    reads: [
      'DONATION',
      'GRANT',
      'PARTICIPANT',
      'PROVIDER_JOB',
      'PROVIDER_PERSON',
      'RECEIPT',
      'RETENTION',
      'REVIEW',
      'SESSION',
      'UPLOAD',
      'WORK',
    ],
    writes: ['DONATION', 'GRANT', 'RECEIPT', 'RETENTION', 'REVIEW', 'UPLOAD', 'WORK'],
    objects: { erase: ['raw', 'runs', 'incoming'] },
    starts: ['donation', 'erase', 'release'],
    follows: ['donation', 'erase', 'release'],
  },

  'release-plan': { ...SHORT, reads: ['DONATION'] },
  'release-rewrite': {
    ...ARCHIVE,
    reads: ['DONATION'],
    writes: ['DONATION'],
    objects: { read: ['data', 'exports'], write: ['data', 'exports'], erase: ['data'] },
  },
  'release-flip': {
    ...MEDIUM,
    reads: ['DONATION'],
    writes: ['DONATION', 'RETENTION', 'REVIEW'],
    objects: { erase: ['exports'] },
  },

  'erase-mark': { ...SHORT, reads: ['DONATION'], writes: ['DONATION', 'RECEIPT'] },
  'erase-stop': { ...SHORT, reads: ['DONATION'], stops: ['donation', 'release'] },
  'erase-objects': { ...LONG, reads: ['DONATION'], objects: { erase: AREAS } },
  'erase-items': {
    ...MEDIUM,
    reads: ['DONATION', 'GRANT', 'REVOCATION'],
    writes: ['DONATION', 'GRANT', 'MEMBER', 'PARTICIPANT', 'PROVIDER_JOB', 'PROVIDER_PERSON', 'RECEIPT', 'REVOCATION'],
  },
  'erase-revoke': {
    ...{ ...SHORT, ...ASKING },
    reads: ['DONATION', 'PARTICIPANT', 'PROVIDER_JOB', 'PROVIDER_PERSON', 'REVOCATION', 'SESSION'],
    writes: ['RECEIPT', 'REVOCATION'],
  },
  'erase-verify': {
    ...LONG,
    reads: ['DONATION'],
    writes: ['DONATION', 'GRANT', 'RECEIPT'],
    objects: { erase: AREAS },
  },
};
