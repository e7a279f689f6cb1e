/** functions/store/members.ts — which donation a project_member_id stands for. */
import { newMemberId } from '../core/member.ts';
import { deleteItem, getItem, IS_NEW, putItem } from './items.ts';
import { keys } from './table.ts';

/** A hundred million ids: a second draw is rare, a tenth means that something else is wrong. */
const DRAWS = 10;

/** Draws an id that no other donation has. @throws Error when there seem to be none left */
export async function allotMemberId(donationId: string): Promise<string> {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const memberId = newMemberId();
    if (await putItem(keys.member(memberId), { donation_id: donationId }, IS_NEW)) return memberId;
  }
  throw new Error('No free project_member_id was drawn');
}

/** @returns the donation's id */
export async function findMember(memberId: string): Promise<string | undefined> {
  return (await getItem<{ readonly donation_id: string }>(keys.member(memberId)))?.donation_id;
}

export async function forgetMember(memberId: string): Promise<void> {
  await deleteItem(keys.member(memberId));
}
