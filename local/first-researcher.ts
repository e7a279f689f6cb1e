/** local/first-researcher.ts — a researcher to start with, so that the first call needs no preparation. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createResearcher, findResearcherByToken } from '../functions/store/researchers.ts';
import { writeSecret } from './environment.ts';

const STUDY = {
  title: 'Everyday media use (a demonstration)',
  purpose: 'To see how what people watch and search for changes over a year. This study is made up: try everything.',
  institution: 'Your university',
  contact: 'you@example.org',
};

/**
 * The token of the home's first researcher, made once and kept in `<home>/researcher-token`.
 * @returns the token
 */
export async function firstResearcher(home: string): Promise<string> {
  const file = path.join(home, 'researcher-token');
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept && (await findResearcherByToken(kept, Date.now()))) return kept;
  const { token } = await createResearcher({ name: 'First researcher', study: STUDY }, Date.now());
  writeSecret(file, `${token}\n`);
  return token;
}
