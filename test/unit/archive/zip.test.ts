import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import type { ZipEntry } from '../../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../../functions/archive/zip.ts';
import { bufferSource } from '../../support/bytes.ts';

type File = { name: string; content: Buffer; options?: Partial<yazl.Options> };

async function zip(files: readonly File[], forceZip64Format = false): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const { name, content, options } of files) archive.addBuffer(content, name, options);
  archive.end({ forceZip64Format });
  return buffer(archive.outputStream as NodeJS.ReadableStream);
}

const text = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, n) => `${n} `).join(''));
const read = async (bytes: Buffer, entry: ZipEntry): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of inflateEntry(rawEntry(bufferSource(bytes), entry), entry, DEFAULT_LIMITS))
    chunks.push(chunk);
  return Buffer.concat(chunks);
};
const directory = (bytes: Buffer, limits = DEFAULT_LIMITS) => readDirectory(bufferSource(bytes), limits);

/** Changes a 16 or 32 bit field of the first central directory record. @see APPNOTE.TXT 4.3.12 */
function patchDirectory(bytes: Buffer, at: number, value: number, size: 2 | 4): Buffer {
  const patched = Buffer.from(bytes);
  const record = patched.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  if (size === 2) patched.writeUInt16LE(value, record + at);
  else patched.writeUInt32LE(value, record + at);
  return patched;
}

describe('a zip archive', () => {
  it.each([
    ['deflated', {}, false],
    ['stored', { compress: false }, false],
    ['in zip64 form', {}, true],
  ])('%s gives back its entries, whatever their names', async (_, options, zip64) => {
    const files = [
      { name: 'Portability/Hakutoiminto/OmatToiminnot.json', content: text(200_000), options },
      { name: 'Portability/Äänet\u00a0ja é.csv', content: Buffer.alloc(0), options },
    ];
    const bytes = await zip(files, zip64);
    const entries = await directory(bytes);
    expect(entries.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    for (const [at, entry] of entries.entries()) expect(await read(bytes, entry)).toEqual(files[at]?.content);
  });

  it('of small size is read in one piece before its entries', async () => {
    const source = bufferSource(await zip([{ name: 'a.json', content: text(10) }]));
    await readDirectory(source, DEFAULT_LIMITS);
    expect(source.reads).toHaveLength(1);
  });

  it('shows the beginning of an entry without reading all of it', async () => {
    const content = text(3_000_000);
    const source = bufferSource(await zip([{ name: 'a.json', content }]));
    const [entry] = await readDirectory(source, DEFAULT_LIMITS);
    source.reads.length = 0;
    expect(Buffer.from(await entryHead(source, entry as ZipEntry, 1000))).toEqual(content.subarray(0, 1000));
    expect(source.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(10_000);
  });

  it.each([
    ['nothing of a zip', async () => Buffer.from('<html>Sign in</html>'.repeat(20)), 'not_a_zip'],
    ['an empty file', async () => Buffer.alloc(0), 'not_a_zip'],
    ['cut in the middle', async () => (await zip([{ name: 'a', content: text(900) }])).subarray(0, 500), 'not_a_zip'],
    [
      'a path that climbs',
      async () =>
        Buffer.from(
          (await zip([{ name: 'aa/evil', content: text(9) }])).toString('latin1').replaceAll('aa/evil', '../evil'),
          'latin1',
        ),
      'unsafe_name',
    ],
    [
      'an encrypted entry',
      async () => patchDirectory(await zip([{ name: 'a', content: text(9) }]), 8, 0x0809, 2),
      'encrypted',
    ],
    [
      'an unknown method',
      async () => patchDirectory(await zip([{ name: 'a', content: text(9) }]), 10, 99, 2),
      'bad_structure',
    ],
    ['a bomb that says so', async () => zip([{ name: 'a', content: Buffer.alloc(40_000_000) }]), 'ratio_exceeded'],
  ])('refuses %s', async (_, make, code) => {
    await expect(make().then(directory)).rejects.toMatchObject({ name: 'ArchiveError', code });
  });

  it('refuses more entries, or more bytes, than the limits', async () => {
    const bytes = await zip([
      { name: 'a', content: text(100) },
      { name: 'b', content: text(100) },
    ]);
    await expect(directory(bytes, { ...DEFAULT_LIMITS, maxEntries: 1 })).rejects.toMatchObject({
      code: 'too_many_entries',
    });
    await expect(directory(bytes, { ...DEFAULT_LIMITS, maxInflatedBytes: 300 })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it.each([
    ['a checksum that is not the content’s', 16, 1, 'bad_checksum'],
    ['a bomb that lies about its size', 24, 1000, 'too_large'],
    ['fewer bytes than announced', 24, 9_999_999, 'truncated'],
  ])('finds %s while inflating', async (_, at, value, code) => {
    const bytes = patchDirectory(await zip([{ name: 'a', content: text(100_000) }]), at, value, 4);
    const [entry] = await directory(bytes);
    await expect(read(bytes, entry as ZipEntry)).rejects.toMatchObject({ name: 'ArchiveError', code });
  });

  it('finds damaged bytes while inflating', async () => {
    const bytes = await zip([{ name: 'a', content: text(100_000) }]);
    const [entry] = await directory(bytes);
    bytes.fill(0xff, 2000, 3000);
    await expect(read(bytes, entry as ZipEntry)).rejects.toMatchObject({ name: 'ArchiveError' });
  });
});
