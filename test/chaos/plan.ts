/** test/chaos/plan.ts — what happens to each donation, drawn from a seed. */
import fc from 'fast-check';

const fault = fc.record(
  {
    on: fc.constantFrom('token', 'initiate', 'state', 'download', 'reset', 'revoke'),
    times: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom(
      { status: 500 },
      { status: 503, body: '<h1>Unavailable</h1>' },
      { status: 429, headers: { 'Retry-After': '1' } },
      { status: 0 },
      { status: 200, body: '<html>Sorry</html>' },
      { delay_ms: 2500 },
      { truncate_at: 900 },
    ),
  },
  { requiredKeys: ['on', 'times', 'kind'] },
);

/** How many rows the archive has: some fit into one read, some take seconds. */
const rows = fc.oneof(
  { weight: 6, arbitrary: fc.constant(40) },
  { weight: 3, arbitrary: fc.constant(4000) },
  { weight: 1, arbitrary: fc.constant(60_000) },
);

/** One in four. */
const seldom = <Value>(what: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what });

const plan = fc.record({
  rows,
  /** In one part or two. */
  parts: fc.constantFrom(1, 1, 2),
  types: fc.constantFrom(['youtube_history'], ['youtube_history', 'search'], ['youtube_history', 'search', 'discover']),
  polls: fc.integer({ min: 0, max: 3 }),
  ranges: fc.constantFrom(true, true, true, false),
  url_ttl_seconds: fc.constantFrom(21_600, 21_600, 1),
  /** How the provider's exports end at the first attempt. */
  final_state: fc.constantFrom('COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'FAILED', 'CANCELLED'),
  faults: fc.array(fault, { maxLength: 5 }),
  /** Who withdraws, so many milliseconds after the creation. */
  withdrawal: seldom(fc.record({ by: fc.constantFrom('researcher', 'participant'), after: fc.nat(9000) })),
  /** The participant ends our access on the provider's page, so many milliseconds after the creation. */
  takeBack: seldom(fc.nat(6000)),
  /** Somebody downloads and reads while all this goes on. */
  reads: fc.boolean(),
});

export type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

/** Milliseconds from one power cut to the next. */
const pause = fc.integer({ min: 1500, max: 9000 });

/** Plans without end, always the same for a seed. */
export function* plans(seed: number): Generator<Plan, never> {
  for (let round = 0; ; round += 1) yield* fc.sample(plan, { seed: seed + round, numRuns: 100 });
}

export function* pauses(seed: number): Generator<number, never> {
  for (let round = 0; ; round += 1) yield* fc.sample(pause, { seed: seed + round, numRuns: 100 });
}
