import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildArchive } from '../../../support/archives.ts';
import { read, shown } from './support.ts';

const USEC = Date.UTC(2024, 2, 5) * 1000 + 123_456;

describe('Chrome history', () => {
  const page = { title: 'Tea', url: 'https://a.example/', page_transition: 'LINK', client_id: 'x', ptoken: {} };

  it.each(['History', 'Verlauf', 'Historial', 'BrowserHistory'])(
    'is read from %s.json, with microseconds and RFC 3339 alike',
    async (name) => {
      const text = JSON.stringify(
        {
          'Browser History': [
            { ...page, time_usec: USEC },
            { ...page, time: '2024-03-05T00:00:00Z', icon: 1 },
            { ...page, time_usec: 1_500_000_000_000_000 },
            page,
          ],
          Session: [{ session_tag: 'x' }],
        },
        null,
        2,
      );
      const { rows, counts } = await read('chrome.history', `Chrome/${name}.json`, text, { start: '2024-01-01' });
      expect(counts).toMatchObject({ seen: 5, kept: 2, outside_period: 1, undated: 2 });
      expect(shown(rows[0])).toEqual({
        ...{ time: '2024-03-05T00:00:00.123Z', title: 'Tea', url: 'https://a.example/', page_transition: 'LINK' },
        ...{ client_id: 'x', section: 'Browser History' },
      });
      expect(shown(rows[1]).extra).toBe('{"icon":1}');
    },
  );

  const sample = new URL('../../../../../shared/samples/niimpy/Portability/Chrome/History.json', import.meta.url);
  it.skipIf(!existsSync(sample))('of the sample exports is read whole (skipped where they are not)', async () => {
    const text = readFileSync(sample, 'utf8');
    const { counts } = await read('chrome.history', 'Chrome/History.json', text);
    const all = Object.values(JSON.parse(text) as Record<string, unknown[]>).flat();
    expect(counts).toMatchObject({ seen: all.length, malformed: 0 });
    expect(counts?.kept).toBeGreaterThan(0);
  });
});

describe('bookmarks', () => {
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Bar &amp; grill</H3>
  <DL><p>
    <DT><A HREF="https://a.example/?a=1&amp;b=2" ADD_DATE="1709640000" ICON="data:image/png;base64,xyz">Tea &lt;3</A>
    <DT><H3>Sub</H3>
    <DL><p><DT><A HREF="https://b.example/" ADD_DATE="1500000000">Old</A></DL><p>
  </DL><p>
  <DT><A HREF="https://c.example/">Undated</A>
</DL><p>`;

  it('are read with their folders; those with a date obey the period', async () => {
    const { rows, counts } = await read('chrome.bookmarks', 'Chrome/Lesezeichen.html', html, { start: '2024-01-01' });
    expect(counts).toMatchObject({ seen: 3, kept: 2, outside_period: 1 });
    expect(rows.map(shown)).toEqual([
      {
        time: '2024-03-05T12:00:00.000Z',
        title: 'Tea <3',
        url: 'https://a.example/?a=1&b=2',
        folder: 'Bar & grill',
      },
      { title: 'Undated', url: 'https://c.example/' },
    ]);
    const { rows: all } = await read('chrome.reading_list', 'Chrome/Reading List.html', html);
    expect(all.map(shown)).toContainEqual(expect.objectContaining({ title: 'Old', folder: 'Bar & grill / Sub' }));
  });

  it('in a page of another kind are unknown', async () => {
    expect((await read('chrome.bookmarks', 'Chrome/Bookmarks.html', '<html><body>Hello</body></html>')).kind).toBe(
      'unknown',
    );
  });
});

describe('a map', () => {
  const kml = `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Tea</name>
<Folder><name>Houses &amp; gardens</name><Placemark><name>First</name><description><![CDATA[<b>Good</b>]]></description>
<ExtendedData><Data name="stars"><value>5</value></Data></ExtendedData><Point><coordinates> 24.9,60.2,0 </coordinates></Point></Placemark></Folder>
<Placemark><name>Way</name><TimeStamp><when>2024-03-05T12:00:00Z</when></TimeStamp><LineString><coordinates>1,2,0 3,4,0</coordinates></LineString></Placemark>
<Placemark><name>Old</name><TimeStamp><when>2019-03-05T12:00:00Z</when></TimeStamp></Placemark></Document></kml>`;
  const rows = [
    {
      time: '2024-03-05T12:00:00.000Z',
      name: 'Way',
      shape: 'LineString',
      coordinates: '1,2,0 3,4,0',
      properties: '{}',
      map: 'Tea',
    },
    {
      ...{ name: 'First', description: '<b>Good</b>', shape: 'Point', longitude: 24.9, latitude: 60.2 },
      ...{ properties: '{"stars":"5"}', map: 'Tea', folder: 'Houses & gardens' },
    },
  ];

  it('is read, zipped or not; placemarks with a time obey the period', async () => {
    const zipped = await buildArchive([
      { name: 'images/icon.png', content: Buffer.from('89504e47', 'hex') },
      { name: 'doc.kml', content: kml },
    ]);
    for (const [name, content] of [
      ['Tea.kml', Buffer.from(kml)],
      ['Tea.kmz', zipped],
    ] as const) {
      const { rows: found, counts } = await read('mymaps.maps', `My Maps/${name}`, content, { start: '2024-01-01' });
      expect(counts).toMatchObject({ seen: 3, kept: 2, outside_period: 1 });
      expect(found.map(shown)).toEqual(rows);
    }
  });

  it('that is no map fails its type with a reason', async () => {
    const bomb = await buildArchive([{ name: 'doc.kml', content: Buffer.alloc(40_000_000, ' ') }]);
    await expect(read('mymaps.maps', 'My Maps/x.kmz', bomb)).rejects.toMatchObject({ reason: 'archive_too_large' });
    const cut = bomb.subarray(0, bomb.length - 30);
    await expect(read('mymaps.maps', 'My Maps/x.kmz', cut)).rejects.toMatchObject({ reason: 'archive_corrupt' });
    expect((await read('mymaps.maps', 'My Maps/x.kml', 'no map at all')).counts).toMatchObject({ seen: 0 });
  });
});
