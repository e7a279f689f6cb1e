import { describe } from 'vitest';
import { sweep } from './sweep.ts';
import { MINE } from './sweep-states.ts';

describe('the page of all donations', () => {
  sweep(MINE);
});
