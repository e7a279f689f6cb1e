import { describe } from 'vitest';
import { sweep } from './sweep.ts';
import { BEFORE } from './sweep-states.ts';

describe('a donation before its copy is there', () => {
  sweep(BEFORE);
});
