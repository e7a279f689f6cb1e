/** functions/steps/work.ts — what an execution has to fetch: its data types and their groups. */
import type { DataTypeRecord } from '../core/donation.ts';
import type { Provider } from '../providers/provider.ts';

/** The data types that this execution works on. */
export const underWay = (types: readonly DataTypeRecord[]): readonly DataTypeRecord[] =>
  types.filter(({ state }) => state === 'requested' || state === 'running');

/** The groups of a data type that the participant granted. */
export const groupsOf = (provider: Provider, type: DataTypeRecord): readonly string[] =>
  (provider.dataTypes[type.data_type]?.groups ?? []).filter((group) => !type.not_granted?.includes(group));

/** The groups to ask for: each once, whatever number of data types it holds. */
export const groupsOfAll = (provider: Provider, types: readonly DataTypeRecord[]): readonly string[] => [
  ...new Set(types.flatMap((type) => groupsOf(provider, type))),
];
