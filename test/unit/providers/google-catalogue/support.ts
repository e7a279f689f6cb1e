/** test/unit/providers/google-catalogue/support.ts — a file of an export, from its name and text to its rows. */
import { filterEntry } from '../../../../functions/archive/filter-entry.ts';
import { DEFAULT_LIMITS } from '../../../../functions/archive/limits.ts';
import { openTable } from '../../../../functions/archive/table.ts';
import type { Row } from '../../../../functions/archive/types.ts';
import { type Period, toInterval } from '../../../../functions/core/period.ts';
import { DATA_TYPES } from '../../../../functions/providers/google/data-types.ts';
import { attribute } from '../../../../functions/providers/google/layout/attribute.ts';
import { readerOf } from '../../../../functions/providers/google/readers/index.ts';
import { bufferSink, bufferSource, inPieces } from '../../../support/bytes.ts';

/** Attributes a file and reads it as the service does. @throws Error when nobody knows whose it is */
export async function read(group: string, name: string, content: string | Buffer | object, period: Period = {}) {
  const isBytes = typeof content === 'string' || Buffer.isBuffer(content);
  const bytes = isBytes ? Buffer.from(content as string) : Buffer.from(JSON.stringify(content));
  const attribution = attribute({ name: `Portability/${name}`, group, head: bytes.subarray(0, 65_536) });
  if (attribution.kind !== 'data_type') return { kind: attribution.kind, rows: [], counts: undefined };
  const own = [attribution, ...(attribution.also ?? [])].find(
    ({ dataType }) => dataType === group.replaceAll('.', '_'),
  );
  const { dataType, reader } = own ?? attribution;
  const schema = DATA_TYPES[dataType]?.schema;
  if (!schema) throw new Error(`No schema for ${dataType}`);
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const { counts } = await filterEntry({
    ...{
      bytes: inPieces(bytes, 17),
      entry: name,
      reader: readerOf(dataType, reader),
      schema,
      interval: toInterval(period),
    },
    limits: DEFAULT_LIMITS,
    openRun: (run) => {
      const sink = bufferSink();
      sinks[run] = sink;
      return sink;
    },
  });
  const rows: Row[] = [];
  for (const sink of sinks) {
    for await (const some of (await openTable(bufferSource(sink.bytes()))).rows()) rows.push(...some);
  }
  return { kind: reader, rows, counts };
}

/** A row's values that are there, with its time as RFC 3339. */
export const shown = (row: Row | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row ?? {})
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, name === 'time' ? new Date(value as number).toISOString() : value]),
  );
