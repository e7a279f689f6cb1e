/** bin/admin/master-token.ts — a researcher as a project of the file API: the token that stands for it. */
import { parseArgs } from 'node:util';
import {
  createMasterToken,
  createResearcher,
  listResearchers,
  type Researcher,
} from '../../functions/store/researchers.ts';
import { EXPIRY_FLAG, expiryOf, JSON_FLAG, type Prepared, TEXT, tokenText } from './command.ts';
import { UsageError } from './usage.ts';

/**
 * The researcher who is meant: by name or id, else the first one. A name that nobody has is a new project's.
 * @throws Error when several have that name, or there is nobody yet
 */
async function meant(name: string | undefined, now: number): Promise<Researcher> {
  const active = (await listResearchers()).filter(({ disabled_at }) => !disabled_at);
  if (name === undefined) {
    const [first] = active;
    if (!first) throw new Error('There are no researchers yet. Make one: npm run admin -- researcher create');
    return first;
  }
  const named = active.filter((each) => each.id === name || each.name === name);
  if (named.length > 1) throw new Error(`${named.length} researchers are called ${name}: name one by the id.`);
  return named[0] ?? (await createResearcher({ name, study: {} }, now)).researcher;
}

export function createMaster(args: readonly string[]): Prepared {
  const options = { name: TEXT, replace: { type: 'boolean', default: false }, ...EXPIRY_FLAG, ...JSON_FLAG } as const;
  const { values } = parseArgs({ args: [...args], options });
  const name = values.name?.trim();
  if (name === '') throw new UsageError('--name lacks its value.');
  const run = async () => {
    const now = Date.now();
    const researcher = await meant(name, now);
    const expires_at = expiryOf(values, now);
    const wanted = { replaces: values.replace, ...(expires_at && { expires_at }) };
    const token = await createMasterToken(researcher, wanted, now);
    const json = { token, researcher_id: researcher.id, name: researcher.name, expires_at: expires_at ?? null };
    return { json, text: `Researcher  ${researcher.id}  ${researcher.name}\n${tokenText(token, expires_at)}` };
  };
  return { asJson: values.json, run };
}
