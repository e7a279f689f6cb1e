/** bin/admin/researchers.ts — the commands on researchers. Each returns what is printed: as text, or as JSON. */
import { parseArgs } from 'node:util';
import { studyFacts } from '../../functions/core/schemas-donation.ts';
import {
  createResearcher,
  disableResearcher,
  listResearchers,
  type Researcher,
  rotateToken,
} from '../../functions/store/researchers.ts';
import { type Command, JSON_FLAG, type Prepared, readNothing, readOne, TEXT, tokenText } from './command.ts';
import { createMaster } from './master-token.ts';
import { UsageError } from './usage.ts';

/** @throws UsageError with a field's own message */
function readStudy(given: Readonly<Record<string, string | undefined>>) {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  const parsed = studyFacts.safeParse(Object.fromEntries(named));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `--${path.join('.').replace('_', '-')}: ${message}`);
  throw new UsageError(problems.join('\n'));
}

const view = ({ id, name, study, created_at, disabled_at }: Researcher) => ({
  ...{ id, name, study, created_at, disabled_at: disabled_at ?? null },
});

function create(args: readonly string[]): Prepared {
  const options = { name: TEXT, institution: TEXT, title: TEXT, purpose: TEXT, contact: TEXT, 'privacy-url': TEXT };
  const { values } = parseArgs({ args: [...args], options: { ...options, ...JSON_FLAG } });
  const { name, institution, title, purpose, contact } = values;
  const missing = Object.entries({ name, institution, title, purpose }).filter(([, value]) => !value?.trim());
  if (missing.length) throw new UsageError(`Missing: ${missing.map(([option]) => `--${option}`).join(' ')}`);
  const study = readStudy({ title, purpose, institution, contact, privacy_url: values['privacy-url'] });
  return {
    asJson: values.json,
    run: async () => {
      const { researcher, token } = await createResearcher({ name: (name as string).trim(), study }, Date.now());
      return {
        json: { ...view(researcher), token },
        text: `Researcher  ${researcher.id}  ${researcher.name}\n${tokenText(token)}`,
      };
    },
  };
}

function list(args: readonly string[]): Prepared {
  const asJson = readNothing(args);
  const line = ({ id, name, study, created_at, disabled_at }: Researcher): string =>
    [id, created_at.slice(0, 10), disabled_at ? 'disabled' : 'active  ', `${name}, ${study.title ?? 'no study'}`].join(
      '  ',
    );
  return {
    asJson,
    run: async () => {
      const researchers = await listResearchers();
      return { json: researchers.map(view), text: researchers.map(line).join('\n') || 'There are no researchers yet.' };
    },
  };
}

const unknown = (id: string): Error => new Error(`There is no researcher ${id}.`);

function rotate(args: readonly string[]): Prepared {
  const { word: id, asJson } = readOne(args, 'researcher by their id; `researcher list` shows them');
  const run = async () => {
    const token = await rotateToken(id, Date.now());
    if (!token) throw unknown(id);
    return { json: { id, token }, text: `${tokenText(token)} The old one is void.` };
  };
  return { asJson, run };
}

function disable(args: readonly string[]): Prepared {
  const { word: id, asJson } = readOne(args, 'researcher by their id; `researcher list` shows them');
  const run = async () => {
    if (!(await disableResearcher(id, Date.now()))) throw unknown(id);
    return { json: { id, disabled: true }, text: `${id} is disabled. Donations and data stay.` };
  };
  return { asJson, run };
}

export const RESEARCHER_COMMANDS: Readonly<Record<string, Command>> = {
  ...{ create, list, rotate, disable },
  'create-master-token': createMaster,
};
