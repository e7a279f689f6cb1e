/** test/support/asl-data.ts — which fields of its input a state reads, and which are there whichever way led to it. */
import { type AslScope, type AslState, scopesIn } from './asl.ts';

/** The field of a path into the input; none of a path into what a Map is at. */
const fieldOf = (path: string): string[] => (path.startsWith('$.') ? [path.split('.')[1] ?? ''] : []);

/** The fields of the input that a state reads itself; what is inside it reads for itself. */
export function readsOf(state: AslState): string[] {
  if (state.Type === 'Task') return Object.values(state.Parameters.Payload).flatMap(fieldOf);
  if (state.Type === 'Choice') return state.Choices.flatMap(({ Variable: variable }) => fieldOf(variable));
  if (state.Type === 'Wait') return fieldOf(state.SecondsPath);
  if (state.Type === 'Map') return [state.ItemsPath, ...Object.values(state.ItemSelector)].flatMap(fieldOf);
  return [];
}

type Way = { readonly to: string; readonly writes: readonly string[] };

/** Where it goes on from a state, and what has been written then. */
function waysFrom(state: AslState): readonly Way[] {
  if (state.Type === 'Choice') {
    return [...state.Choices.map(({ Next }) => Next), state.Default].map((to) => ({ to, writes: [] }));
  }
  const caught = 'Catch' in state ? (state.Catch ?? []) : [];
  const written = 'ResultPath' in state && state.ResultPath ? fieldOf(state.ResultPath) : [];
  return [
    ...('Next' in state ? [{ to: state.Next, writes: written }] : []),
    ...caught.map(({ Next: to, ResultPath: path }) => ({ to, writes: fieldOf(path) })),
  ];
}

/** @param input the fields at the start @returns every state, those of maps and branches included */
export function* definedAt(
  scope: AslScope,
  input: Iterable<string>,
): Generator<readonly [name: string, defined: ReadonlySet<string>, state: AslState]> {
  const defined = new Map([[scope.StartAt, new Set(input)]]);
  // A state is looked at again whenever another way to it brings less.
  const due = [scope.StartAt];
  for (const name of due) {
    const here = defined.get(name) ?? new Set();
    for (const { to, writes } of waysFrom(scope.States[name] as AslState)) {
      const brought = new Set([...here, ...writes]);
      const known = defined.get(to);
      const kept = known ? known.intersection(brought) : brought;
      if (known?.size === kept.size) continue;
      defined.set(to, kept);
      due.push(to);
    }
  }
  for (const [name, here] of defined) {
    const state = scope.States[name] as AslState;
    yield [name, here, state];
    const given = state.Type === 'Map' ? Object.keys(state.ItemSelector).map((key) => key.replace(/\.\$$/, '')) : here;
    for (const inner of scopesIn(state)) yield* definedAt(inner, given);
  }
}
