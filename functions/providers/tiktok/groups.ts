/** functions/providers/tiktok/groups.ts — what TikTok gives out together: a scope and the categories of a request each. */

/** By the middle of the scope's name. */
export const CATEGORIES = {
  activity: ['activity'],
  postsandprofile: ['video', 'profile'],
  directmessages: ['direct_message'],
  all: ['all_data'],
} as const;

export type Group = keyof typeof CATEGORIES;
export const GROUPS = Object.keys(CATEGORIES) as readonly Group[];
export const isGroup = (name: string): name is Group => Object.hasOwn(CATEGORIES, name);
