/** test/support/seed.ts — which cases property tests draw: the same each time, or those of the seed in `TEST_SEED`. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 1) });
