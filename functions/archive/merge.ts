/** functions/archive/merge.ts — the sorted runs of a data type to its one file, in bounded memory. */
import { DuplicateFinder } from './duplicates.ts';
import { createTableWriter } from './parquet-writer.ts';
import { mergedRows, type Run } from './run-queue.ts';
import type { ByteSink, TableFile, TableSchema } from './types.ts';

export type MergeOptions = { readonly runs: readonly Run[]; readonly schema: TableSchema; readonly sink: ByteSink };

/**
 * Merges runs into one descending file; ties by entry name, then by run, then by the source's order. What several
 * entries have in common is kept once, see `DuplicateFinder`.
 * @returns the file; `counts.seen` rows were read, `counts.kept` written, the rest were duplicates
 * @throws ArchiveError `bad_structure`, `truncated` when a run is damaged
 */
export async function mergeRuns({ runs, schema, sink }: MergeOptions): Promise<TableFile> {
  const writer = createTableWriter(schema, sink);
  const entries = new Set(runs.map(({ entry }) => entry));
  const finder = entries.size > 1 ? new DuplicateFinder(schema) : undefined;
  let duplicate = 0;
  for await (const batch of mergedRows(runs)) {
    for (const { row, entry } of batch) {
      if (finder?.isDuplicate(row, entry)) duplicate += 1;
      else {
        const writing = writer.write(row);
        if (writing) await writing;
      }
    }
  }
  const file = await writer.finish();
  return { ...file, counts: { ...file.counts, seen: file.rows + duplicate, duplicate } };
}
