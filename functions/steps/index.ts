/** functions/steps/index.ts — the step functions by name, each with its module; imports nothing. */

export const STEP_FUNCTIONS = {
  authorize: 'authorize.ts',
  initiate: 'initiate.ts',
  poll: 'poll.ts',
  download: 'download.ts',
  filter: 'filter.ts',
  store: 'store.ts',
  finish: 'finish.ts',
  close: 'close.ts',
  fail: 'fail.ts',
  'execution-failed': 'execution-failed.ts',
  'release-plan': 'release/plan.ts',
  'release-rewrite': 'release/rewrite.ts',
  'release-flip': 'release/flip.ts',
  export: 'export.ts',
  'receive-file': 'receive-file.ts',
  sweep: 'sweep.ts',
  'erase-mark': 'erase/mark.ts',
  'erase-stop': 'erase/stop.ts',
  'erase-objects': 'erase/objects.ts',
  'erase-items': 'erase/items.ts',
  'erase-revoke': 'erase/revoke.ts',
  'erase-verify': 'erase/verify.ts',
} as const;

export type StepFunction = keyof typeof STEP_FUNCTIONS;

/** `erase-mark` → `EraseMark`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What stands for each function in the files of the state machines: `EraseMarkFunctionArn` for `erase-mark`. */
const BY_PLACEHOLDER = new Map(
  Object.keys(STEP_FUNCTIONS).map((name) => [`${pascalCase(name)}FunctionArn`, name as StepFunction]),
);

/** The text of a state machine's file, with something of each function in the place of `${…}`. */
export function substitute(text: string, replacement: (name: StepFunction) => string): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (_, placeholder: string) => replacement(stepNamed(placeholder)));
}

/** The placeholders of a state machine's file, with the function that each stands for. */
export function placeholdersOf(text: string): ReadonlyMap<string, StepFunction> {
  const found = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, placeholder = '']) => placeholder);
  return new Map(found.map((placeholder) => [placeholder, stepNamed(placeholder)]));
}

/** @throws Error naming a placeholder that stands for no function: nothing would be called in its place */
function stepNamed(placeholder: string): StepFunction {
  const name = BY_PLACEHOLDER.get(placeholder);
  if (!name) throw new Error(`No step function is meant by \${${placeholder}}`);
  return name;
}
