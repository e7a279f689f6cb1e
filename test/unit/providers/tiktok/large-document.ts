/** test/unit/providers/tiktok/large-document.ts — filters a document larger than its memory; prints what it found. */
import { filterEntry } from '../../../../functions/archive/filter-entry.ts';
import { DEFAULT_LIMITS } from '../../../../functions/archive/limits.ts';
import { toInterval } from '../../../../functions/core/period.ts';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { tiktokLayout } from '../../../../functions/providers/tiktok/layout.ts';
import { jsonOf } from '../../../../local/simulators/tiktok/document/json.ts';
import { documentOf } from '../../../../local/simulators/tiktok/document/people.ts';
import { bufferSink } from '../../../support/bytes.ts';

const ROWS = 2_000_000;
let bytes = 0;

async function* pieces() {
  for (const piece of jsonOf(documentOf({ persona: 'huge', rows: ROWS }, ['activity']))) {
    const encoded = Buffer.from(piece);
    bytes += encoded.length;
    yield encoded;
  }
}

const { counts } = await filterEntry({
  bytes: pieces(),
  entry: 'user_data_tiktok.json',
  reader: tiktokLayout.reader('tiktok_watch_history', 'list', 'salt'),
  schema: tiktok.dataTypes.tiktok_watch_history?.schema ?? { version: 0, columns: [] },
  interval: toInterval({ start: '2026-06-01' }),
  limits: DEFAULT_LIMITS,
  openRun: () => bufferSink(),
});
console.log(JSON.stringify({ bytes, counts, peakBytes: process.resourceUsage().maxRSS * 1024 }));
