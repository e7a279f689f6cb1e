/** web/content/de/data-types/google.ts — Google’s data types, in German. */
import type { DataTypeWords } from '../../wording.ts';
import { activity } from './google-activity.ts';
import { chrome } from './google-chrome.ts';
import { contributions } from './google-contributions.ts';
import { maps } from './google-maps.ts';
import { play } from './google-play.ts';
import { undocumented } from './google-undocumented.ts';
import { youtube } from './google-youtube.ts';

export const google: DataTypeWords = {
  ...activity,
  ...chrome,
  ...contributions,
  ...maps,
  ...play,
  ...youtube,
  ...undocumented,
};
