/** test/bench/report.ts — the figures of the archive benchmark beside what they should be. */

type Query = { readonly ms: number; readonly reads: number; readonly kb: number };

export type Results = {
  readonly flags: readonly string[];
  /** Rows of the export that stages and queries were measured with. */
  readonly rows: number;
  /** How fast each stage is, inflating alone being 1. */
  readonly of_inflate: Readonly<Record<string, number>>;
  /** Highest resident memory of a process that does nothing else, by rows. */
  readonly peak_mib: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly queries: {
    readonly pages: Readonly<Record<'start' | 'middle' | 'end', Query>>;
    readonly single_read_share: number;
    readonly most_reads: number;
    readonly count: Query;
  };
  /** How long a function takes to be there, an empty handler being 1, process start included. */
  readonly of_empty_handler: Readonly<Record<string, number>>;
};

export type Goal = { readonly name: string; readonly found: number; readonly goal: string; readonly met: boolean };

const atLeast = (name: string, found: number, least: number): Goal => ({
  ...{ name, found, goal: `≥ ${least}`, met: found >= least },
});
const atMost = (name: string, found: number, most: number): Goal => ({
  ...{ name, found, goal: `≤ ${most}`, met: found <= most },
});

/** What the engine promises, and whether this run kept it. */
export function goalsOf({ of_inflate: speed, peak_mib, queries, of_empty_handler: starts }: Results): readonly Goal[] {
  const { start, middle, end } = queries.pages;
  const pages = [start, middle, end];
  const peaks = Object.values(peak_mib).flatMap((each) => Object.values(each));
  const growth = Object.values(peak_mib).map((each) => (each[4_000_000] ?? 0) / (each[1_000_000] ?? 1));
  const times = pages.map(({ ms }) => ms);
  return [
    atLeast('scan, filter and parse, 5 % kept / inflate', speed.parse_5 ?? 0, 0.55),
    atLeast('whole ingest, 5 % kept / inflate', speed.ingest_5 ?? 0, 0.25),
    atLeast('whole ingest, 100 % kept / inflate', speed.ingest_100 ?? 0, 0.03),
    atMost('peak memory, MiB', Math.max(...peaks), 224),
    ...(Math.max(...growth) > 0 ? [atMost('peak memory, 4M rows / 1M rows', Math.max(...growth), 1.15)] : []),
    atMost('page of 100, ms', Math.max(...times), 15),
    atMost('page of 100, KB read', Math.max(...pages.map(({ kb }) => kb)), 400),
    atMost('page of 100, middle or end / start', Math.max(middle.ms, end.ms) / start.ms, 2),
    atLeast('pages of one ranged read, share', queries.single_read_share, 0.95),
    atMost('ranged reads of a page', queries.most_reads, 2),
    atMost('count of a date range, ms', queries.count.ms, 10),
    atMost('start of a function / an empty handler', Math.max(...Object.values(starts)), 7),
  ];
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(3).replace(/0+$/, '').replace(/\.$/, '');

/** The figures for people to read. */
export function tableOf(
  { flags, rows, of_inflate, peak_mib, queries, of_empty_handler }: Results,
  goals: readonly Goal[],
): string {
  const line = (name: string, ...cells: readonly string[]) =>
    `  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const sizes = Object.keys(Object.values(peak_mib)[0] ?? {});
  const query = ({ ms, reads, kb }: Query) => [number(ms), String(reads), number(kb)];
  return [
    '',
    `One core, node ${flags.join(' ')}`,
    '',
    `Speed, inflating alone being 1 (${rows.toLocaleString('en')} records)`,
    ...Object.entries(of_inflate).map(([stage, ratio]) => line(stage, number(ratio))),
    '',
    line('Peak memory, MiB', ...sizes.map((size) => `${Number(size).toLocaleString('en')}`)),
    ...Object.entries(peak_mib).map(([stage, each]) => line(stage, ...Object.values(each).map(number))),
    '',
    line('Queries, warm footer, no network', 'ms', 'reads', 'KB'),
    ...Object.entries(queries.pages).map(([place, each]) => line(`page of 100 at the ${place}`, ...query(each))),
    line('count of a date range', ...query(queries.count)),
    '',
    'Start of a function, an empty handler being 1',
    ...Object.entries(of_empty_handler).map(([name, ratio]) => line(name, number(ratio))),
    '',
    line('Goals', 'found', 'goal', ''),
    ...goals.map(({ name, found, goal, met }) => line(name, number(found), goal, met ? 'met' : 'MISSED')),
  ].join('\n');
}
