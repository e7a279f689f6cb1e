import { describe } from 'vitest';
import { sweep } from './sweep.ts';
import { NOT_THERE, TEXTS } from './sweep-states.ts';

describe('the pages for everyone', () => {
  sweep(TEXTS);
});

// It speaks all languages at once.
describe('the page that is not there', () => {
  sweep([NOT_THERE], ['en']);
});
