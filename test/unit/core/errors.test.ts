import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HTTP_ERRORS, REASONS } from '../../../functions/core/errors.ts';

const FUNCTIONS = path.join(import.meta.dirname, '..', '..', '..', 'functions');
const sources = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('core/errors.ts'))
  .map((name) => readFileSync(path.join(FUNCTIONS, name), 'utf8'))
  .join('\n');

const isSentence = (text: string): boolean => /^[A-Z][^{}]{15,}\.$/.test(text);

describe('the closed list of reasons', () => {
  it.each(Object.entries(REASONS))(
    '%s has a sentence for the participant and one for the researcher',
    (code, reason) => {
      expect(isSentence(reason.participant), reason.participant).toBe(true);
      expect(isSentence(reason.researcher), reason.researcher).toBe(true);
      expect(reason.participant).not.toBe(reason.researcher);
      // Who can do something about it is told so.
      if (reason.retryable) expect(reason.participant).toMatch(/again/);
      else expect(reason.participant).toMatch(/nothing/);
      expect(reason.participant).not.toContain(code);
    },
  );

  it.each(Object.keys(REASONS))('%s is given somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });
});

describe('the errors of the API', () => {
  it.each(Object.entries(HTTP_ERRORS))('%s has a title and says what to do', (_, { title, detail, status }) => {
    expect(title).toMatch(/^[A-Z][\w -]+$/);
    expect(isSentence(detail), detail).toBe(true);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it.each(Object.keys(HTTP_ERRORS))('%s is given somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });
});
