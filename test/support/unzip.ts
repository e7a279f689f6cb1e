/** test/support/unzip.ts — the members of a zip archive, read by a library that has not written it. */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

export type Unzipped = { readonly name: string; readonly content: Buffer; readonly modified: Date };

/** All members in their order. @throws where the archive or a checksum is damaged */
export async function unzip(archive: Buffer): Promise<readonly Unzipped[]> {
  const zip = await fromBufferPromise(archive);
  const members: Unzipped[] = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    members.push({ name: entry.fileName, content, modified: entry.getLastModDate() });
  }
  return members;
}
