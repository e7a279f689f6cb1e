/** functions/steps/bundle/render-bundle.ts — a zip of several data types as a stream: one row group in memory at a time. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ByteSink } from '../../archive/types.ts';
import { PROVIDERS } from '../../providers/index.ts';
import type { ExportOrder } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { renderType } from '../render-type.ts';
import { codebook, codebookText, fileName } from './codebook.ts';
import { manifest, type WrittenFile } from './manifest.ts';

/** The same contents make the same zip: when it was made is in its manifest. */
const MTIME = new Date('1980-01-01T00:00:00Z');

/** @param now milliseconds since the epoch @throws what broke it */
export async function renderBundle(
  order: ExportOrder,
  whole: WholeDonation,
  sink: ByteSink,
  now: number,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  await Promise.race([failed, Promise.all([fill(zip, order, whole, now), drain(zip.outputStream, sink)])]);
}

/** The files one after the other, then what is said about them. */
async function fill(zip: ZipFile, order: ExportOrder, whole: WholeDonation, now: number): Promise<void> {
  const { rendering, dataTypes } = order;
  const known = PROVIDERS[whole.donation.source_type]?.dataTypes ?? {};
  const definitions = dataTypes.flatMap((name) => known[name] ?? []);
  const files = new Map<string, WrittenFile>();
  for (const { name, schema } of definitions) {
    const object = whole.objects.find(({ data_type }) => data_type === name);
    const pieces = renderType(object, schema, rendering);
    files.set(name, await add(zip, fileName(name, rendering), pieces, rendering.format !== 'parquet'));
  }
  const book = codebook(definitions, rendering);
  const texts = {
    'manifest.json': `${JSON.stringify(manifest(whole, order, files, now), null, 2)}\n`,
    'codebook.json': `${JSON.stringify(book, null, 2)}\n`,
    'codebook.md': codebookText(book),
  };
  for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), name, { mtime: MTIME });
  zip.end();
}

type Piece = { readonly bytes: Uint8Array; readonly rows: number };

/** Adds a file, and tells what it came to when it has gone through. */
function add(zip: ZipFile, file: string, pieces: AsyncIterable<Piece>, compress: boolean): Promise<WrittenFile> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    let [bytes, rows] = [0, 0];
    async function* through() {
      for await (const piece of pieces) {
        hash.update(piece.bytes);
        bytes += piece.bytes.length;
        rows += piece.rows;
        yield piece.bytes;
      }
    }
    const stream = Readable.from(through(), { objectMode: false });
    stream.once('error', reject);
    stream.once('end', () => resolve({ file, rows, bytes, sha256: hash.digest('hex') }));
    zip.addReadStream(stream, file, { mtime: MTIME, compress });
  });
}

async function drain(stream: NodeJS.ReadableStream, sink: ByteSink): Promise<void> {
  for await (const chunk of stream) await sink.write(chunk as unknown as Uint8Array);
  await sink.close();
}
