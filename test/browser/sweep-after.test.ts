import { describe } from 'vitest';
import { sweep } from './sweep.ts';
import { AFTER } from './sweep-states.ts';

describe('a donation whose copy has come, or not', () => {
  sweep(AFTER);
});
