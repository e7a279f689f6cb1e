import { describe, expect, it } from 'vitest';
import { read, shown } from './support.ts';

const SUBSCRIPTION = {
  channel_id: 'UC1',
  channel_url: 'http://www.youtube.com/channel/UC1',
  channel_title: 'Tea, daily',
};

describe('subscriptions', () => {
  it.each([
    ['subscriptions', 'Channel Id,Channel Url,Channel Title'],
    ['subscriptions', 'Channel ID,Channel URL,Channel title'],
    ['abonnementen', 'Kanaal-ID,Kanaal-URL,Kanaaltitel'],
    ['suscripciones', 'ID del canal,URL del canal,Título del canal'],
    ['suscripciones'.normalize('NFD'), 'ID del canal,URL del canal,Título del canal'.normalize('NFD')],
    ['abonamente', 'ID-ul canalului,Adresa URL a canalului,Titlul canalului'],
    ['prenumeratos', 'Kanalo ID,Kanalo URL,Kanalo pavadinimas'],
    ['tellimused', 'Kanali tunnus,Kanali aadress,Kanali nimi'],
  ])('are read from %s.csv with %s', async (name, header) => {
    const text = `${header}\r\nUC1,http://www.youtube.com/channel/UC1,"Tea, daily"\r\n\r\n\r\n\r\n`;
    const { rows, counts } = await read('youtube.subscriptions', `YouTube y YouTube\u00a0Music/x/${name}.csv`, text, {
      start: '2024-01-01',
    });
    expect(counts).toMatchObject({ seen: 1, kept: 1 });
    expect(shown(rows[0])).toEqual(SUBSCRIPTION);
  });

  it('keep a new column, wherever it stands', async () => {
    const text =
      'Channel Id,Notifications,Channel Url,Channel Title\nUC1,ALL,http://www.youtube.com/channel/UC1,"Tea, daily"\n';
    const { rows } = await read('youtube.subscriptions', 'x/subscriptions.csv', text);
    expect(shown(rows[0])).toEqual({ ...SUBSCRIPTION, extra: '{"Notifications":"ALL"}' });
  });

  it('are unknown under an unknown header of another length, and nothing where there are none', async () => {
    expect((await read('youtube.subscriptions', 'x/y.csv', 'a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n')).kind).toBe('unknown');
    expect(
      (await read('youtube.subscriptions', 'x/subscriptions.csv', 'Channel Id,Channel Url,Channel Title\n\n')).kind,
    ).toBe('other');
    expect((await read('youtube.subscriptions', 'x/subscriptions.csv', '')).kind).toBe('other');
  });
});

describe('comments', () => {
  const header =
    'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text,Top-Level Comment ID';
  const line = (time: string, text: string) => `c1,UC1,${time},0,,,v1,"${text.replaceAll('"', '""')}",\n`;

  it.each([
    ['{"text":"Good tea"},{"text":" indeed"}', 'Good tea indeed'],
    ['{"text":"two\nlines"}', 'two\nlines'],
    ['{"takeoutSegments":[{"text":"old "},{"text":"form","link":{"linkUrl":"https://a.example"}}]}', 'old form'],
    ['plain words', 'plain words'],
    ['{not json', '{not json'],
    ['{"text":"a\tb"},{"text":"\nc"}', 'a\tb\nc'],
  ])('of the form %j are text', async (written, expected) => {
    const { rows } = await read(
      'youtube.comments',
      'x/comments.csv',
      `${header}\n${line('2024-03-05T17:42:53.434647+00:00', written)}`,
    );
    expect(shown(rows[0])).toMatchObject({
      time: '2024-03-05T17:42:53.434Z',
      text: expected,
      video_id: 'v1',
      price: '0',
    });
  });

  it('keep their links and mentions beside the text', async () => {
    const written = '{"text":"see "},{"text":"this","link":{"linkUrl":"https://a.example"}}';
    const { rows } = await read('youtube.comments', 'x/c.csv', `${header}\n${line('2024-03-05T00:00:00Z', written)}`);
    expect(shown(rows[0])).toMatchObject({ text: 'see this', extra: JSON.stringify({ 'Comment Text': written }) });
  });

  it.each([
    ['no optional column', 'Reactie-ID,Kanaal-ID,Tijd,Prijs,Bovenliggend,Video-ID,Tekst', 'c1,UC1,TIME,0,,v1,hallo'],
    ['all columns', 'Tunnus,Kanavan tunnus,Aika,Hinta,Ylempi,Julkaisu,Video,Teksti,Ylin', 'c1,UC1,TIME,0,,,v1,hallo,'],
  ])('go by position where most headers are in a language that is not known: %s', async (_, names, values) => {
    const text = `${names}\n${values.replace('TIME', '2024-03-05T00:00:00+00:00')}\n`;
    const { rows } = await read('youtube.comments', 'x/reacties.csv', text);
    const ids = { comment_id: 'c1', channel_id: 'UC1', video_id: 'v1' };
    expect(shown(rows[0])).toEqual({
      ...{ time: '2024-03-05T00:00:00.000Z', created_at: Date.UTC(2024, 2, 5), price: '0', text: 'hallo', ...ids },
    });
  });

  it('do not go by position where a known header stands elsewhere, or most are known', async () => {
    const moved =
      'Video-ID,Kanaal-ID,Tijd,Prijs,Bovenliggend,Reactie-ID,Tekst\nv1,UC1,2024-03-05T00:00:00Z,0,,c1,hallo\n';
    const { rows } = await read('youtube.comments', 'x/reacties.csv', moved);
    expect(shown(rows[0])).toMatchObject({ video_id: 'v1', extra: expect.stringContaining('"Reactie-ID":"c1"') });
    expect(shown(rows[0])).not.toHaveProperty('text');
    const replaced = 'Title,Note,URL,Stars\nTea,,https://a.example,5\n';
    const { rows: places } = await read('saved.collections', 'Saved/Tea.csv', replaced);
    expect(shown(places[0])).toMatchObject({ title: 'Tea', extra: '{"Stars":"5"}' });
    expect(shown(places[0])).not.toHaveProperty('comment');
  });

  it('obey the period, whatever the case of the header; one without a time is undated', async () => {
    const text = [
      header.replace('Comment Create Timestamp', 'Comment create timestamp'),
      line('2023-09-19T17:42:53.434647+00:00', 'a').trim(),
      line('2024-02-01T00:00:00+00:00', 'b').trim(),
      line('', 'c').trim(),
      line('some day', 'd').trim(),
    ].join('\n');
    const { counts } = await read('youtube.comments', 'x/Kommentare.csv', text, {
      start: '2024-01-01',
      end: '2024-12-31',
    });
    expect(counts).toMatchObject({ seen: 4, kept: 1, outside_period: 1, undated: 2, malformed: 0 });
  });
});

describe('playlists', () => {
  const group = 'youtube.private_playlists';
  it('and their videos are told apart by name and header', async () => {
    const lists =
      'Playlist ID,Add new videos to top,Playlist Title (Original),Playlist Title (Original) Language,Playlist Create Timestamp,Playlist Update Timestamp,Playlist Video Order,Playlist Visibility\n' +
      'PL1,False,Tea,,2024-01-02T03:04:05+00:00,2024-02-02T03:04:05+00:00,Manual,Private\n';
    const videos = 'Video ID,Playlist Video Creation Timestamp\nv1,2024-05-06T07:08:09+00:00\n';
    const list = await read(group, 'YouTube and YouTube Music/playlists/playlists.csv', lists);
    expect(shown(list.rows[0])).toEqual({
      ...{ time: '2024-01-02T03:04:05.000Z', kind: 'playlist', playlist_id: 'PL1', add_new_videos_to_top: false },
      ...{
        playlist_title: 'Tea',
        created_at: Date.UTC(2024, 0, 2, 3, 4, 5),
        updated_at: Date.UTC(2024, 1, 2, 3, 4, 5),
      },
      ...{ video_order: 'Manual', visibility: 'Private' },
    });
    for (const name of ['Tea-videos', 'Video_s in Favorites-videos', 'Tee-Videos', 'anything']) {
      const { kind, rows } = await read(group, `YouTube and YouTube Music/playlists/${name}.csv`, videos);
      expect([kind, shown(rows[0])]).toEqual([
        'video',
        {
          ...{ time: '2024-05-06T07:08:09.000Z', kind: 'video', video_id: 'v1' },
          ...{ added_at: Date.UTC(2024, 4, 6, 7, 8, 9), file: name },
        },
      ]);
    }
  });
});

describe('further tables', () => {
  const place = { title: 'A, tea house', note: 'nice', url: 'https://a.example/1', tags: 'x', collection: 'Tea' };
  it.each([
    ['', {}],
    ['"Tea houses, to visit"\n\n', { collection_description: 'Tea houses, to visit' }],
    ['Tea houses,,,,\n,,,,\n', { collection_description: 'Tea houses' }],
    [
      '"Tea houses,\nto see, to visit, to love"\n\n',
      { collection_description: 'Tea houses,\nto see, to visit, to love' },
    ],
  ])('keep a saved list with its name and its description, as in %j', async (beginning, description) => {
    const text = `${beginning}Title,Note,URL,Tags,Comment\n,,,,\n"A, tea house",nice,https://a.example/1,x,\n,,,,\n`;
    const { rows, counts } = await read('saved.collections', 'Saved/Tea.csv', text);
    expect(counts).toMatchObject({ seen: 1, kept: 1 });
    expect(shown(rows[0])).toEqual({ ...place, ...description });
  });

  it('keep a saved list in another language', async () => {
    const german = await read(
      'saved.collections',
      'Gespeichert/Tee.csv',
      'Titel,Notiz,URL,Kommentar\nTee,,https://a.example/1,gut\n',
    );
    const row = { title: 'Tee', url: 'https://a.example/1', comment: 'gut', collection: 'Tee' };
    expect(shown(german.rows[0])).toEqual(row);
    const italian = 'Titolo,Nota,Indirizzo,Commento\nTee,,https://a.example/1,gut\n';
    const { rows } = await read('saved.collections', `Salvati/${'Té\u00a0'.normalize('NFD')}verde.csv`, italian);
    expect(shown(rows[0])).toEqual({ ...row, collection: 'Té verde' });
  });

  it.each([
    ['discover.follows', 'Discover/Your Follows.csv', 'Followed Entity\nTea\n', { followed_entity: 'Tea' }],
    [
      'discover.likes',
      'Discover/x.csv',
      'Osoite\tPäivä\nhttps://a.example\t15.1.2024\n',
      { time: '2024-01-15T00:00:00.000Z', content_url: 'https://a.example', liked_date: '15.1.2024' },
    ],
    ['chrome.dictionary', 'Chrome/Dictionary.csv', 'Word\nrooibos\n', { word: 'rooibos' }],
    [
      'youtube.live_chat',
      'x/live chats.csv',
      'Live Chat ID,Channel ID,Live Chat Create Timestamp,Price,Video ID,Live Chat Text\nl1,UC1,2024-01-02T03:04:05+00:00,0,v1,"{""text"":""hi""}"\n',
      { time: '2024-01-02T03:04:05.000Z', live_chat_id: 'l1', text: 'hi' },
    ],
    [
      'youtube.music',
      'x/music library songs.csv',
      'Video ID,Song Title,Album Title,Artist Name 1,Artist Name 2\nv1,Song,Album,Ann,Bo\n',
      { video_id: 'v1', song_title: 'Song', artist_name: 'Ann', extra: '{"Artist Name 2":"Bo"}' },
    ],
    [
      'youtube.channel',
      'x/channel URL configs.csv',
      'Channel ID,Channel Vanity URL Name\nUC1,@tea\n',
      { kind: 'channel_url_configs', channel_id: 'UC1', extra: '{"Channel Vanity URL Name":"@tea"}' },
    ],
    [
      'youtube.public_videos',
      'x/videos.csv',
      'Video ID,Approx Duration (ms),Video Create Timestamp,Privacy\nv1,61000,2024-01-02T03:04:05+00:00,Público\n',
      { kind: 'video', video_id: 'v1', duration_ms: 61000, privacy: 'Público' },
    ],
    [
      'shopping.reviews',
      'Google Shopping/Product Reviews/r.csv',
      'creation_time,title,comment,rating\n2024-01-02T03:04:05Z,Good,Tea,5\n',
      { time: '2024-01-02T03:04:05.000Z', title: 'Good', rating: '5' },
    ],
    [
      'searchnotifications.settings',
      'x/y.csv',
      'Scope Identifier,Opt In State,Badge\ns,OPTED_IN,ON\n',
      { scope: 's', opt_in_state: 'OPTED_IN', badge: 'ON' },
    ],
    [
      'youtube.posts',
      'x/posts.csv',
      'Post ID,Post Create Timestamp,Post Text\np1,2024-01-02T03:04:05+00:00,hi\n',
      {
        time: '2024-01-02T03:04:05.000Z',
        file: 'x/posts.csv',
        record: '{"Post ID":"p1","Post Create Timestamp":"2024-01-02T03:04:05+00:00","Post Text":"hi"}',
      },
    ],
  ])('of %s are read: %s', async (group, name, text, expected) => {
    const { rows, counts } = await read(group, name, text);
    expect(counts).toMatchObject({ seen: 1, kept: 1 });
    expect(shown(rows[0])).toMatchObject(expected);
  });
});
