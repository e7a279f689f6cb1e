/** functions/steps/bundle/render-bundle.ts — a zip of several data types as a stream: one row group in memory at a time. */
import { createHash } from 'node:crypto';
import { writeZip, type ZipMember } from '../../archive/zip-writer.ts';
import { PROVIDERS } from '../../providers/index.ts';
import type { DataTypeDefinition } from '../../providers/provider.ts';
import type { ExportOrder } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { noContents, renderType } from '../render-type.ts';
import { codebook, codebookText, fileName } from './codebook.ts';
import { manifest, type WrittenFile } from './manifest.ts';

/** The whole archive; the manifest comes last, for it says what stands before it. */
export function renderBundle(order: ExportOrder, whole: WholeDonation): AsyncGenerator<Uint8Array> {
  const known = PROVIDERS[whole.donation.source_type].dataTypes;
  const definitions = order.dataTypes.flatMap((name) => known[name] ?? []);
  const files = new Map<string, WrittenFile>();
  const book = codebook(definitions, order.rendering);
  return writeZip([
    textMember('codebook.json', () => toJson(book)),
    textMember('codebook.md', () => codebookText(book)),
    ...definitions.map((definition) => rowsMember(definition, order, whole, files)),
    textMember('manifest.json', () => toJson(manifest(whole, order, files))),
  ]);
}

const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const textMember = (name: string, text: () => string): ZipMember => ({
  name,
  async *bytes() {
    yield Buffer.from(text());
  },
});

/** @param files where it is noted what the file came to */
function rowsMember(
  definition: DataTypeDefinition,
  order: ExportOrder,
  whole: WholeDonation,
  files: Map<string, WrittenFile>,
): ZipMember {
  const { name, schema } = definition;
  const file = fileName(name, order.rendering);
  const object = whole.objects.find(({ data_type }) => data_type === name);
  return {
    name: file,
    async *bytes() {
      const [contents, hash] = [noContents(), createHash('sha256')];
      let bytes = 0;
      for await (const piece of renderType({ whole, definition, order }, contents)) {
        bytes += piece.length;
        hash.update(piece);
        yield piece;
      }
      const schema_version = object?.schema_version ?? schema.version;
      files.set(name, { file, ...contents, bytes, sha256: hash.digest('hex'), schema_version });
    },
  };
}
