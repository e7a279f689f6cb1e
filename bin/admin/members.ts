/** bin/admin/members.ts — the commands on members: the participants of donations, as the file API names them. */
import { parseArgs } from 'node:util';
import { toTimestamp } from '../../functions/core/clock.ts';
import type { Donation } from '../../functions/core/donation.ts';
import { newToken } from '../../functions/core/token.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../functions/store/donations.ts';
import { allotMemberId } from '../../functions/store/members.ts';
import { saveToken } from '../../functions/store/tokens.ts';
import { type Command, EXPIRY_FLAG, expiryOf, JSON_FLAG, type Prepared, tokenText } from './command.ts';
import { UsageError } from './usage.ts';

/** Donations that are older than the file API have no id as a member yet. */
async function memberIdOf({ id, project_member_id }: Donation): Promise<string> {
  if (project_member_id) return project_member_id;
  const allotted = await allotMemberId(id);
  await updateDonation(id, {}, { project_member_id: allotted });
  return allotted;
}

function createToken(args: readonly string[]): Prepared {
  const { values, positionals } = parseArgs({
    ...{ args: [...args], options: { ...EXPIRY_FLAG, ...JSON_FLAG }, allowPositionals: true },
  });
  const [id, ...more] = positionals;
  if (!id || more.length) throw new UsageError('Name one donation by its id.');
  const run = async () => {
    const stored = await lookUpDonation(id);
    if (!stored || isTombstone(stored)) throw new Error(`There is no donation ${id}, or it is erased.`);
    const now = Date.now();
    const project_member_id = await memberIdOf(stored);
    const expires_at = expiryOf(values, now);
    const token = newToken('member');
    const record = { kind: 'member', subject: id, created_at: toTimestamp(now) } as const;
    await saveToken(token, { ...record, ...(expires_at && { expires_at }) });
    const json = { token, donation_id: id, project_member_id, expires_at: expires_at ?? null };
    return { json, text: `Member  ${project_member_id}  ${id}\n${tokenText(token, expires_at)}` };
  };
  return { asJson: values.json, run };
}

export const MEMBER_COMMANDS: Readonly<Record<string, Command>> = { 'create-token': createToken };
