import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import type { RangeSource, ZipEntry } from '../../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../../functions/archive/zip.ts';
import { bufferSource, inPieces } from '../../support/bytes.ts';

type File = { name: string; content: Buffer; options?: Partial<yazl.Options> };

/** As programs write archives that do not know the sizes beforehand: sizes and CRC follow the data. */
async function streamedZip(name: string, content: Buffer): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  archive.addReadStream(Readable.from([content]), name);
  archive.end();
  return buffer(archive.outputStream as NodeJS.ReadableStream);
}

async function zip(files: readonly File[], forceZip64Format = false): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const { name, content, options } of files) archive.addBuffer(content, name, options);
  archive.end({ forceZip64Format, comment: '' });
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

  it('with data descriptors gives back its entries', async () => {
    const content = text(50_000);
    const bytes = await streamedZip('a.json', content);
    const [entry] = await directory(bytes);
    expect(await read(bytes, entry as ZipEntry)).toEqual(content);
  });

  it('lists its files without its folders', async () => {
    const archive = new yazl.ZipFile();
    archive.addEmptyDirectory('Portability/');
    archive.addBuffer(Buffer.from('[]'), 'Portability/a.json');
    archive.end();
    const bytes = await buffer(archive.outputStream as NodeJS.ReadableStream);
    expect((await directory(bytes)).map(({ name }) => name)).toEqual(['Portability/a.json']);
  });

  it('of many entries is listed by few reads', async () => {
    const names = Array.from({ length: 4000 }, (_, n) => `Photos/${'long name '.repeat(5)}${n}.jpg`);
    const source = bufferSource(await zip(names.map((name) => ({ name, content: Buffer.from('x') }))));
    expect((await readDirectory(source, DEFAULT_LIMITS)).map(({ name }) => name)).toEqual(names);
    expect(source.reads.length).toBeLessThanOrEqual(3);
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

  it('finds a local header that disagrees with the directory, and one that is none', async () => {
    const bytes = await zip([{ name: 'a', content: text(1000) }]);
    const [entry] = await directory(bytes);
    const other = Buffer.from(bytes);
    other.writeUInt16LE(0, 8);
    await expect(read(other, entry as ZipEntry)).rejects.toMatchObject({ code: 'bad_structure' });
    other.writeUInt32LE(0, 0);
    await expect(read(other, entry as ZipEntry)).rejects.toMatchObject({ code: 'bad_structure' });
  });

  it('is read or refused, whatever bytes are changed; never anything else', async () => {
    const whole = await zip([
      { name: 'a.json', content: text(300) },
      { name: 'b/c.json', content: text(5), options: { compress: false } },
    ]);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(whole.length), async (changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const readAll = async (archive: Buffer) => {
          for (const entry of await directory(archive)) {
            await entryHead(bufferSource(archive), entry);
            await read(archive, entry);
          }
        };
        for (const archive of [bytes, whole.subarray(0, cut)]) {
          const error: unknown = await readAll(archive).catch((thrown: unknown) => thrown);
          if (error !== undefined) expect(error).toMatchObject({ name: 'ArchiveError' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('passes on what its source throws, wherever it is', async () => {
    const bytes = await zip([{ name: 'a', content: text(100_000) }]);
    const [entry] = await directory(bytes);
    const failure = new Error('connection reset');
    const failing: RangeSource = {
      ...{ size: bytes.length, ranged: true },
      async *stream(start, end) {
        if (end - start > 100) yield bytes.subarray(start, start + 100);
        throw failure;
      },
    };
    await expect(readDirectory(failing, DEFAULT_LIMITS)).rejects.toBe(failure);
    await expect(entryHead(failing, entry as ZipEntry)).rejects.toBe(failure);
    const compressed = failing.stream(60, 60_000);
    const inflating = Array.fromAsync(inflateEntry(compressed, entry as ZipEntry, DEFAULT_LIMITS));
    await expect(inflating).rejects.toBe(failure);
  });

  it('is not read on when its reader has had enough', async () => {
    const content = text(1_000_000);
    const bytes = await zip([{ name: 'a', content }]);
    const [entry] = (await directory(bytes)) as [ZipEntry];
    let [given, ended] = [0, false];
    async function* slowly() {
      try {
        for await (const piece of inPieces(bytes.subarray(30 + entry.name.length), 1000)) {
          given += piece.length;
          yield piece;
        }
      } finally {
        ended = true;
      }
    }
    for await (const chunk of inflateEntry(slowly(), entry, DEFAULT_LIMITS)) {
      expect(content.subarray(0, chunk.length).equals(chunk)).toBe(true);
      break;
    }
    await expect.poll(() => ended).toBe(true);
    expect(given).toBeLessThan(bytes.length / 2);
  });

  it('finds damaged bytes while inflating', async () => {
    const bytes = await zip([{ name: 'a', content: text(100_000) }]);
    const [entry] = await directory(bytes);
    bytes.fill(0xff, 2000, 3000);
    await expect(read(bytes, entry as ZipEntry)).rejects.toMatchObject({ name: 'ArchiveError' });
  });
});
