/** test/support/seed.ts — which cases property tests draw: the same each time, or those of the seed in `TEST_SEED`. */
import fc from 'fast-check';

const all = Boolean(process.env.TEST_ALL);
// `npm test` has to end in minutes on two cores; `npm run test:all` draws more, and new ones.
fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 1), numRuns: all ? 200 : 50 });
