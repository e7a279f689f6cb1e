/** functions/core/study.ts — who asks, and why. */

/** The study as the participant sees it. */
export type Study = {
  readonly title?: string;
  readonly purpose?: string;
  readonly institution?: string;
  readonly contact?: string;
  readonly privacy_url?: string;
};

/** What a consent must be able to name; without these authorization is refused. */
export const STUDY_NEEDS = ['title', 'purpose', 'institution'] as const;

export const isDescribed = (study: Study): boolean => STUDY_NEEDS.every((name) => study[name]);
