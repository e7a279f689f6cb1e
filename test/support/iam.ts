/**
 * test/support/iam.ts — what a policy allows, as far as the stack's policies go: `Allow` statements, wildcards, and the
 * conditions that are used. Anything else is an error, so that nothing is taken for allowed by mistake.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: { readonly AWS?: string | readonly string[]; readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

/** What is asked for. `context` holds the condition keys; a list is a key of several values. */
export type Ask = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
};

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function like(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

type Values = readonly string[];

const OPERATORS: Readonly<Record<string, (wanted: Values, given: Values | undefined) => boolean>> = {
  StringEquals: (wanted, given) => given?.every((value) => wanted.includes(value)) ?? false,
  StringLikeIfExists: (wanted, given) =>
    given === undefined || given.every((value) => wanted.some((each) => like(each, value))),
  'ForAllValues:StringEquals': (wanted, given) => (given ?? []).every((value) => wanted.includes(value)),
  'ForAllValues:StringLike': (wanted, given) =>
    (given ?? []).every((value) => wanted.some((each) => like(each, value))),
  Null: (wanted, given) => (wanted[0] === 'true') === (given === undefined),
};

function holds(condition: Statement['Condition'], context: Ask['context']): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) => {
    const compare = OPERATORS[operator];
    if (!compare) throw new Error(`The test does not know the condition ${operator}`);
    return Object.entries(keys).every(([key, wanted]) =>
      compare(list(wanted), context[key] === undefined ? undefined : list(context[key])),
    );
  });
}

/** @returns the statement that allows it, if any does */
export function allowing(statements: readonly Statement[], { action, resource, context }: Ask): Statement | undefined {
  return statements.find(({ Effect: effect, Action: actions, Resource: resources, Condition: condition }) => {
    if (effect !== 'Allow') throw new Error('The test knows Allow statements only');
    return (
      list(actions).some((each) => like(each, action)) &&
      list(resources).some((each) => like(each, resource)) &&
      holds(condition, context)
    );
  });
}

export const isFor = ({ Principal: principal }: Statement, role: string): boolean =>
  list(principal?.AWS).includes(role);
