/** functions/providers/google/catalogue/index.ts — all resource groups that have data types of their own. */
import { CHROME } from './chrome.ts';
import { CONTRIBUTIONS } from './contributions.ts';
import type { GroupDefinition } from './definition.ts';
import { MAPS } from './maps.ts';
import { PLAY } from './play.ts';
import { UNDOCUMENTED } from './undocumented.ts';
import { YOUTUBE } from './youtube.ts';

/** Beside these there are the groups of My Activity, whose data types go by product. */
export const CATALOGUE: readonly GroupDefinition[] = [
  ...CHROME,
  ...CONTRIBUTIONS,
  ...MAPS,
  ...PLAY,
  ...YOUTUBE,
  ...UNDOCUMENTED,
];

/** A group's data type: its name with `_` for `.`. */
export const dataTypeNameOf = (group: string): string => group.replaceAll('.', '_');

const BY_GROUP: ReadonlyMap<string, GroupDefinition> = new Map(CATALOGUE.map((each) => [each.group, each]));
const BY_DATA_TYPE: ReadonlyMap<string, GroupDefinition> = new Map(
  CATALOGUE.map((each) => [dataTypeNameOf(each.group), each]),
);

export const groupNamed = (group: string): GroupDefinition | undefined => BY_GROUP.get(group);

/** The group that a data type of the catalogue comes from. */
export const groupOf = (dataType: string): GroupDefinition | undefined => BY_DATA_TYPE.get(dataType);
