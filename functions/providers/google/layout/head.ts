/** functions/providers/google/layout/head.ts — what can be told from the beginning of a JSON entry. */

/** No more records are looked at: they tell no more than these. */
const MAX_RECORDS = 100;

export type JsonHead =
  /** Not an array at its top. */
  | { readonly kind: 'not_array' }
  | { readonly kind: 'empty' }
  /** `records`: those that the head holds whole; none when it is cut off within the first. */
  | { readonly kind: 'array'; readonly records: readonly unknown[]; readonly text: string };

/** Reads the beginning of a JSON array, which may be cut off anywhere. */
export function readJsonHead(head: Uint8Array): JsonHead {
  const text = new TextDecoder().decode(head);
  const start = text.search(/\S/);
  if (start < 0 || text[start] !== '[') return { kind: 'not_array' };
  const next = text.slice(start + 1).search(/\S/);
  if (next >= 0 && text[start + 1 + next] === ']') return { kind: 'empty' };
  return { kind: 'array', records: completeRecords(text, start + 1), text };
}

/** Parses the objects that stand whole in the text, up to the first that cannot be parsed. */
function completeRecords(text: string, from: number): readonly unknown[] {
  const records: unknown[] = [];
  let depth = 0;
  let start = from;
  let inString = false;
  for (let at = from; at < text.length && records.length < MAX_RECORDS; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth < 0) break;
      if (depth === 0) records.push(parsed(text.slice(start, at + 1)));
    }
  }
  return records.filter((record) => record !== undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
