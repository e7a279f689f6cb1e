import { describe } from 'vitest';
import { sweep } from './sweep.ts';
import { ASIDE } from './sweep-states.ts';

describe('ways in that lead to no donation', () => {
  sweep(ASIDE);
});
