/** functions/core/member.ts — how a project names the participant of a donation: eight digits, of that donation only. */
import { createHash, randomInt } from 'node:crypto';

export const MEMBER_ID = /^\d{8}$/;

/** @returns eight digits, zeros in front kept */
export const newMemberId = (): string => String(randomInt(100_000_000)).padStart(8, '0');

/** A researcher as a project: a whole number that stays, made of their id. It names, and opens nothing. */
export const projectNumber = (researcherId: string): number =>
  createHash('sha256').update(researcherId).digest().readUInt32BE() >>> 1;

/** Where a project's files come from, in listings. */
export const projectLabel = (researcherId: string): string => `direct-sharing-${projectNumber(researcherId)}`;
