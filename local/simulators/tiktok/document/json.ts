/** local/simulators/tiktok/document/json.ts — a document as JSON text, piece by piece, however long its lists are. */

/** A list whose records are made when they are written. */
export class Records {
  readonly #make: () => Iterable<object>;
  /** @param make gives the same records each time */
  constructor(make: () => Iterable<object>) {
    this.#make = make;
  }
  [Symbol.iterator](): Iterator<object> {
    return this.#make()[Symbol.iterator]();
  }
}

/** JSON with lists that are not in memory. */
export type Tree = null | string | number | boolean | readonly Tree[] | Records | { readonly [key: string]: Tree };

const RECORDS_A_PIECE = 256;

/** @returns pieces of the text that `JSON.stringify` would give */
export function* jsonOf(tree: Tree): Generator<string> {
  if (tree instanceof Records) yield* listOf(tree);
  else if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) yield JSON.stringify(tree);
  else {
    yield '{';
    for (const [at, [key, value]] of Object.entries(tree).entries()) {
      yield `${at ? ',' : ''}${JSON.stringify(key)}:`;
      yield* jsonOf(value);
    }
    yield '}';
  }
}

function* listOf(records: Records): Generator<string> {
  let piece = '[';
  let count = 0;
  for (const record of records) {
    piece += `${count ? ',' : ''}${JSON.stringify(record)}`;
    count += 1;
    if (count % RECORDS_A_PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}
