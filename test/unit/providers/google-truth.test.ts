import { describe, expect, it } from 'vitest';
import type { Row } from '../../../functions/archive/types.ts';
import { toInterval } from '../../../functions/core/period.ts';
import { ALL_GROUPS } from '../../../local/simulators/google/groups.ts';
import { expectedRows, partsOf } from '../../../local/simulators/google/personas.ts';
import { buildArchive } from '../../support/archives.ts';
import { google, type ReadFile, readPart } from '../../support/read-export.ts';

const PERIOD = toInterval({ start: '2023-03-01', end: '2024-10-31' });

type Timed = { readonly time: number | null };
const timesOf = (rows: readonly Timed[]) => rows.map(({ time }) => time).sort((a, b) => (a ?? 0) - (b ?? 0));
const partOf = (persona: 'ordinary' | 'finnish' | 'german', group: string) =>
  partsOf({ persona }, [group], toInterval({})).flat();
const recordsOf = (persona: 'ordinary' | 'finnish' | 'german', group: string, interval = toInterval({})) =>
  new Map(expectedRows({ persona }, group, interval).map(({ name, records }) => [name, records]));

/** Every file that holds records, compared with the truth. */
async function compared(persona: 'ordinary' | 'finnish' | 'german', group: string): Promise<readonly ReadFile[]> {
  const parts = await Promise.all(partsOf({ persona }, [group], toInterval({})).map(buildArchive));
  const read = (await Promise.all(parts.map((part) => readPart(group, part, PERIOD)))).flat();
  const [all, inside] = [recordsOf(persona, group), recordsOf(persona, group, PERIOD)];
  const files = [...all.keys()];
  expect(read.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  for (const { name, kind, rows, seen, lost } of read) {
    expect([name, kind]).not.toEqual([name, 'other']);
    if (kind === 'unknown') continue;
    expect([name, seen, lost]).toEqual([name, all.get(name)?.length, 0]);
    expect([name, timesOf(rows)]).toEqual([name, timesOf(inside.get(name) ?? [])]);
  }
  return read;
}

describe('every record of the period, and no other, is kept of', () => {
  it.each(ALL_GROUPS)('%s', async (group) => {
    expect((await compared('ordinary', group)).filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });

  // Names that nobody has seen yet make a file `unknown`, which is told; they never lose or let through a record.
  it.each(ALL_GROUPS)('%s in Finnish and German, as far as files are recognised', async (group) => {
    await compared('finnish', group);
    await compared('german', group);
  });
});

describe('names that real exports have', () => {
  const YOUTUBE = ['YouTube y YouTube\u00a0Music', 'YouTube en YouTube Music', 'YouTube și YouTube Music'] as const;
  const SUBSCRIPTIONS = [
    ['Spanish', `${YOUTUBE[0]}/suscripciones/suscripciones.csv`, 'ID del canal,URL del canal,Título del canal'],
    ['Dutch', `${YOUTUBE[1]}/abonnementen/abonnementen.csv`, 'Kanaal-ID,Kanaal-URL,Kanaaltitel'],
    ['Romanian', `${YOUTUBE[2]}/abonamente/abonamente.csv`, 'ID-ul canalului,Adresa URL a canalului,Titlul canalului'],
    ['Lithuanian', 'YouTube/prenumeratos/prenumeratos.csv', 'Kanalo ID,Kanalo URL,Kanalo pavadinimas'],
    ['an unknown language', 'ユーチューブ/登録/登録.csv', 'チャンネル,住所,名前'],
  ] as const;
  it.each(SUBSCRIPTIONS)('subscriptions in %s', async (_, name, header) => {
    const file = await renamed('youtube.subscriptions', name, header);
    expect(file.rows[0]).toMatchObject({
      ...{ channel_id: expect.stringMatching(/^UC/), channel_url: expect.stringMatching(/^http:/) },
      channel_title: expect.stringMatching(/^(Slow|Channel)/),
    });
  });

  it.each([
    ['youtube.comments', 'Spanish', `${YOUTUBE[0]}/comentarios/comentarios.csv`],
    ['youtube.comments', 'Dutch', `${YOUTUBE[1]}/reacties/reacties.csv`],
    ['youtube.comments', 'Romanian', `${YOUTUBE[2]}/comentarii/comentarii.csv`],
    ['chrome.history', 'Dutch', 'Chrome/Geschiedenis.json'],
    ['chrome.history', 'Spanish', 'Chrome/Historial.json'],
    ['maps.reviews', 'Spanish', `Maps (tus sitios)/${'Reseñas.json'.normalize('NFD')}`],
  ] as const)('%s in %s', async (group, _, name) => {
    await renamed(group, name);
  });

  /** The ordinary person's file under another name, and another header if one is given: its rows stay the same. */
  async function renamed(group: string, name: string, header?: string): Promise<ReadFile> {
    const [entry] = partOf('ordinary', group).filter((each) => !google.isIndex(each.name));
    const text = String(entry?.content);
    const content = header ? header + text.slice(text.indexOf('\n')) : text;
    const part = await buildArchive([{ name: `Portability/${name}`, content }]);
    const [file] = (await readPart(group, part, PERIOD)) as readonly [ReadFile];
    const [truth] = recordsOf('ordinary', group, PERIOD).values();
    expect([file.kind, file.lost, timesOf(file.rows)]).toEqual(['data_type', 0, timesOf(truth ?? [])]);
    return file;
  }
});

describe('a table in a language whose headers are not known', () => {
  it('has its values in the columns where they belong', async () => {
    const rows = (await compared('finnish', 'youtube.comments')).flatMap((file) => file.rows);
    expect(rows.length).toBeGreaterThan(3);
    for (const { video_id, channel_id, text } of rows) {
      expect([video_id, channel_id]).toEqual([expect.stringMatching(/^[\w-]{11}$/), expect.stringMatching(/^UC/)]);
      expect(text).toMatch(/\w/);
      expect(text).not.toMatch(/takeoutSegments|"text"/);
    }
  });

  it('and with other columns than are known has none of them in a wrong place, and all beside', () => {
    const reader = google.reader('youtube_comments', 'comment', 'don_1');
    const record = { A: 'Ugy1', B: 'UC1', C: '2024-01-02T03:04:05.678901+00:00', D: 'dQw4w9WgXcQ', E: 'words' };
    const place = { entry: 'x.csv', section: null };
    const time = reader.time(record, place);
    expect(time).toBe(Date.parse('2024-01-02T03:04:05.678Z'));
    const row = reader.toRow(record, time as number, place) as Row;
    const { time: _, extra, ...columns } = row;
    expect(Object.values(columns).filter((value) => value !== null)).toEqual([]);
    expect(JSON.parse(String(extra))).toEqual(record);
  });
});
