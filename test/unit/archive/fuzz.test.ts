import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildArchive } from '../../support/archives.ts';
import { ACTIVITY, ACTIVITY_NAME, archive, ENTRIES, type Entry, isRead, ROWS } from '../../support/fuzz/exports.ts';
import { mutated } from '../../support/fuzz/mutations.ts';
import { readArchive } from '../../support/fuzz/read-archive.ts';
import { overwritten, renamed, repeated } from '../../support/fuzz/zip-fields.ts';

const GROUP = 'myactivity.youtube';
/** `npm run test:all` takes its time. */
const MORE = process.env.TEST_ALL ? 10 : 0.4;
const zip = await archive();
const refused = { refused: expect.any(String) };

/** An entry of another content. */
const entry = (content: string | Buffer, like: Entry = ENTRIES[0] as Entry): Entry => ({
  ...like,
  content: Buffer.from(content as string),
});

describe('a damaged archive', () => {
  it('is whole before it is damaged', async () => {
    expect(await readArchive(zip, GROUP)).toEqual({ rows: ROWS });
  });

  it('is read or refused, whatever is written into a field of it', async () => {
    for (const { name, bytes } of overwritten(zip, [0, zip.length])) {
      const outcome = await readArchive(bytes, GROUP).catch((error: unknown) => error);
      expect(outcome, name).not.toBeInstanceOf(Error);
    }
  });

  it('is read or refused, whatever becomes of its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(zip), async (bytes) => void (await readArchive(bytes, GROUP))),
      { numRuns: 150 * MORE },
    );
  });

  it.each([
    ['climbs', '../../../..'],
    ['is absolute', '/etc/passwd'],
    ['is of Windows', 'C:\\x\\y'],
    ['holds NUL', 'My\u0000Act'],
    ['is no UTF-8', Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80])],
  ])('is read or refused with a name that %s', async (_, name) => {
    const whole = Buffer.from(ACTIVITY_NAME.padEnd(ACTIVITY_NAME.length));
    Buffer.from(name as string).copy(whole);
    const outcome = await readArchive(renamed(zip, ACTIVITY_NAME, whole), GROUP);
    expect([{ rows: 0 }, { rows: ROWS }, refused]).toContainEqual(outcome);
  });

  it('counts what two entries of one name have in common once', async () => {
    const [name, content] = [ACTIVITY_NAME, ACTIVITY];
    const other = name.replace('Portability', 'portability');
    const twins = await buildArchive([
      { name, content },
      { name: other, content },
    ]);
    expect(await readArchive(twins, GROUP)).toEqual({ rows: ROWS });
    // Of the very same name they cannot be told apart from repetitions within one entry: nothing is lost.
    expect(await readArchive(renamed(twins, other, Buffer.from(name)), GROUP)).toEqual({ rows: 2 * ROWS });
  });

  it('is refused where its entries overlap, so that few bytes stand for many', async () => {
    expect(await readArchive(repeated(zip, 20_000), GROUP)).toEqual({ refused: 'bad_structure' });
  });

  it('is not looked for within another', async () => {
    const entries = ['a.zip', 'My Activity/YouTube/a.json'].map((name) => ({ name, content: zip }));
    expect(await readArchive(await buildArchive(entries), GROUP)).toEqual({ rows: 0 });
  });
});

describe('a damaged entry', () => {
  it.each(ENTRIES)('of $dataType, read as $reader, is accounted for or refused', async (whole) => {
    expect(await isRead(whole)).toBe(true);
    await fc.assert(
      fc.asyncProperty(mutated(whole.content), fc.integer({ min: 1, max: 5000 }), async (content, piece) => {
        await isRead({ ...whole, content }, piece);
      }),
      { numRuns: 50 * MORE },
    );
  });

  const nested = (levels: number, inner = '') => `[${'{"a":['.repeat(levels)}${inner}${']}'.repeat(levels)}]`;
  it.each([
    ['nested 200,000 deep', nested(100_000), true],
    ['nested 400,000 deep', nested(200_000), false],
    ['of a million values', `[[${'1,'.repeat(1_000_000)}1]]`, false],
    ['of nothing but opening brackets', '['.repeat(1_000_000), false],
    ['with details nested deep', `[{"time":"2024-01-05T00:00:00Z","details":${nested(20_000)}}]`, true],
    ['with a number of a megabyte', `[{"time":${'9'.repeat(1_000_000)},"title":1e${'9'.repeat(99)}}]`, true],
    ['in UTF-16', Buffer.from(ACTIVITY.toString(), 'utf16le'), false],
    ['with a byte order mark', `\ufeff${ACTIVITY}`, true],
    ['with two byte order marks', `\ufeff\ufeff${ACTIVITY}`, false],
    ['of lone continuation bytes', Buffer.alloc(10_000, 0x80), false],
    ['with a name of every object', '[{"__proto__":{"time":1},"constructor":1,"time":"2024-01-05T00:00:00Z"}]', true],
    ['twice over', `${ACTIVITY}${ACTIVITY}`, false],
  ])('%s is read or refused', async (_, content, expected) => {
    expect(await isRead(entry(content))).toBe(expected);
  });

  it('of a text that takes long to compose is read as fast as any other', async () => {
    const marks = '\u0315'.repeat(100_000) + '\u0327'.repeat(100_000);
    const record = { time: '2024-01-05T00:00:00Z', title: `a${marks}`, details: [{ name: marks }], subtitles: [1] };
    expect(await isRead(entry(JSON.stringify(Array(20).fill(record))))).toBe(true);
  });
});

describe('a damaged table', () => {
  const [, , , follows, liked] = ENTRIES;
  it.each([
    ['a line of commas', `a${','.repeat(5_000_000)}\n`, follows, false],
    ['a header of commas', `${','.repeat(100_000)}\n1\n`, follows, false],
    ['a quote that never ends', `a,b\n"${'x'.repeat(20_000_000)}`, liked, false],
    ['names of every object', '__proto__,constructor\na,"Jan 15, 2024"\n', liked, true],
    ['a day of many words', `a,b\nhttps://a.example/,"1 2024 ${'Januar Februar '.repeat(100_000)}"\n`, liked, true],
  ])('of %s is read or refused', async (_, content, like, expected) => {
    expect(await isRead(entry(content, like), 65_536)).toBe(expected);
  });
});
