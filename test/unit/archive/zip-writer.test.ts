import { expect, it } from 'vitest';
import { writeZip, type ZipMember } from '../../../functions/archive/zip-writer.ts';
import { unzip } from '../../support/unzip.ts';

const member = (name: string, ...pieces: readonly string[]): ZipMember => ({
  name,
  async *bytes() {
    for (const piece of pieces) yield Buffer.from(piece);
  },
});
const zipped = async (members: readonly ZipMember[]) => Buffer.concat(await Array.fromAsync(writeZip(members)));

it('members come out as they went in, in their order, empty ones too', async () => {
  const members = [member('b.txt', 'one ', 'two'), member('data/ä.csv'), member('a.txt', '', 'three')];
  const found = await unzip(await zipped(members));
  expect(found.map(({ name, content }) => [name, `${content}`])).toEqual([
    ...[
      ['b.txt', 'one two'],
      ['data/ä.csv', ''],
      ['a.txt', 'three'],
    ],
  ]);
});

it('a member is asked for its bytes only once those before it are written', async () => {
  const seen: string[] = [];
  const watched = (name: string): ZipMember => ({
    name,
    async *bytes() {
      seen.push(`${name} begins`);
      yield Buffer.from(name);
      seen.push(`${name} ends`);
    },
  });
  await zipped([watched('a'), watched('b')]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('what breaks a member breaks the archive, and later members are not begun', async () => {
  const broken: ZipMember = {
    name: 'broken',
    // biome-ignore lint/correctness/useYield: it breaks before anything came
    async *bytes(): AsyncGenerator<Uint8Array> {
      throw new TypeError('broken');
    },
  };
  const never: ZipMember = {
    name: 'never',
    bytes: () => {
      throw new Error('begun');
    },
  };
  await expect(zipped([member('a', 'fine'), broken, never])).rejects.toThrow(TypeError);
});

it('a member is let go of when nobody reads on', async () => {
  const ended = Promise.withResolvers<void>();
  const endless: ZipMember = {
    name: 'endless',
    async *bytes() {
      try {
        for (let n = 0; ; n += 1) yield Buffer.alloc(65_536, `${n} ${Math.random()}`);
      } finally {
        ended.resolve();
      }
    },
  };
  let read = 0;
  for await (const { length } of writeZip([endless])) {
    read += length;
    if (read > 100) break;
  }
  await ended.promise;
});
