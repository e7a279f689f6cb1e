/** local/simulators/google/activity/activity-json.ts — My Activity records in the very form that Google writes them. */

export type Named = { readonly name: string; readonly url?: string; readonly source?: string };

/** A record's keys in Google's order. */
export type ActivityRecord = {
  readonly header?: string;
  readonly title?: string;
  readonly titleUrl?: string;
  readonly subtitles?: readonly Partial<Named>[];
  readonly description?: string;
  readonly time?: string;
  readonly products?: readonly string[];
  readonly details?: readonly Named[];
  readonly activityControls?: readonly string[];
  readonly locationInfos?: readonly Named[];
  readonly imageFile?: string;
};

const ESCAPED = /[&=<>']/g;

/** Google escapes these in strings; everything else that is no control character stays as it is. */
const text = (value: string): string =>
  JSON.stringify(value).replace(ESCAPED, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);

function render(value: unknown, indent: string): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return `[${value.map(text).join(', ')}]`;
    return `[${value.map((item) => object(item, indent)).join(',')}]`;
  }
  return JSON.stringify(value);
}

function object(fields: object, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(fields).map(([name, value]) => `${inner}${text(name)}: ${render(value, inner)}`);
  return lines.length ? `{\n${lines.join(',\n')}\n${indent}}` : '{\n'.concat(indent, '}');
}

/** The file, piece by piece: `[{\n  "header": …\n},{\n  …\n}]`. */
export function* activityChunks(records: Iterable<ActivityRecord>): Generator<string> {
  let before = '[';
  for (const record of records) {
    yield before + object(record, '');
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

export const activityJson = (records: Iterable<ActivityRecord>): string => [...activityChunks(records)].join('');

/** Google leaves the fraction out when it is nought; a few products write microseconds. */
export function activityTime(time: number, micros = 0): string {
  const whole = new Date(time).toISOString();
  if (micros) return whole.replace('Z', `${String(micros).padStart(3, '0')}Z`);
  return whole.replace('.000Z', 'Z');
}
