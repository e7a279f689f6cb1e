import { describe, expect, it } from 'vitest';
import { toInterval } from '../../../functions/core/period.ts';
import { expectedRows, partsOf } from '../../../local/simulators/google/personas.ts';

/** A file of the ordinary person's export, as text. */
async function fileOf(group: string, name: string): Promise<string> {
  const entries = partsOf({ persona: 'ordinary' }, [group], toInterval({})).flat();
  const entry = entries.find((each) => each.name === `Portability/${name}`);
  if (!entry) throw new Error(`There is no ${name} among ${entries.map((each) => each.name).join(', ')}`);
  const { content } = entry;
  if (typeof content === 'string') return content;
  if (content instanceof Uint8Array) return Buffer.from(content).toString('latin1');
  return (await Array.fromAsync<string | Buffer>(content)).map((chunk) => chunk.toString('latin1')).join('');
}

const YOUTUBE = 'YouTube and YouTube Music';

describe('files of the documented form', () => {
  it.each([
    ['youtube.subscriptions', `${YOUTUBE}/subscriptions/subscriptions.csv`, 'Channel Id,Channel Url,Channel Title'],
    [
      'youtube.comments',
      `${YOUTUBE}/comments/comments.csv`,
      'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text,Top-Level Comment ID',
    ],
    [
      'youtube.live_chat',
      `${YOUTUBE}/live chats/live chats.csv`,
      'Live Chat ID,Channel ID,Live Chat Create Timestamp,Price,Video ID,Live Chat Text',
    ],
    [
      'youtube.public_playlists',
      `${YOUTUBE}/playlists/playlists.csv`,
      'Playlist ID,Add new videos to top,Playlist Title (Original),Playlist Title (Original) Language,Playlist Create Timestamp,Playlist Update Timestamp,Playlist Video Order,Playlist Visibility',
    ],
    ['youtube.public_playlists', `${YOUTUBE}/playlists/Trams-videos.csv`, 'Video ID,Playlist Video Creation Timestamp'],
    [
      'youtube.private_videos',
      `${YOUTUBE}/video metadata/videos.csv`,
      'Video ID,Approx Duration (ms),Video Audio Language,Video Category,Video Description (Original),Channel ID,Video Title (Original),Privacy,Video State,Video Create Timestamp,Video Publish Timestamp',
    ],
    ['discover.follows', 'Discover/Your Follows.csv', 'Followed Entity'],
    ['discover.likes', 'Discover/Your Liked Content.csv', 'Content Url\tLiked Date'],
    ['discover.not_interested', 'Discover/Not Interested Setting.csv', 'Entity Name\tSetting Value'],
    ['saved.collections', 'Saved/Default list.csv', 'Title,Note,URL,Comment'],
  ])('%s: %s begins with its header, and ends with blank lines', async (group, name, header) => {
    const text = await fileOf(group, name);
    expect(text.slice(0, text.indexOf('\n'))).toBe(header);
    expect(text).toMatch(/[^\n]\n\n\n$/);
  });

  it.each([
    ['chrome.history', 'Chrome/History.json', ['Browser History', 'Typed Url', 'Session'], /"time_usec": \d{16}\b/],
    [
      'chrome.autofill',
      'Chrome/Addresses and more.json',
      ['Autofill Profile', 'Contact Info', 'Autofill'],
      /encrypted/,
    ],
    ['maps.reviews', 'Maps (your places)/Reviews.json', ['type', 'features'], /"five_star_rating_published": [1-5]/],
    [
      'maps.starred_places',
      'Maps (your places)/Saved Places.json',
      ['type', 'features'],
      /"coordinates": \[\s+0,\s+0\s/,
    ],
    ['maps.aliased_places', 'Maps/My labeled places/Labeled places.json', ['type', 'features'], /"name": "Home"/],
    [
      ...(['order_reserve.purchases_reservations', 'Purchases & Reservations/Purchases/order_0.json'] as const),
      ['customer', 'merchantOrderId', 'creationTime', 'orderStatus', 'transactionMerchant', 'lineItem', 'priceline'],
      /"usecSinceEpochUtc": "\d{16}"/,
    ],
  ])('%s: %s has its keys', async (group, name, keys, pattern) => {
    const text = await fileOf(group, name);
    expect(Object.keys(JSON.parse(text))).toEqual(keys);
    expect(text).toMatch(pattern);
  });

  it.each([
    ['play.installs', 'Installs.json', 'install', /"firstInstallationTime": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"/],
    ['play.library', 'Library.json', 'libraryDoc', /"acquisitionTime"/],
    ['play.purchases', 'Purchase History.json', 'purchaseHistory', /"purchaseTime"/],
    ['play.redemptions', 'Redemption History.json', 'redemptionHistory', /"redemptionChangeTime"/],
    ['play.devices', 'Devices.json', 'device', /"model"/],
    ['play.subscriptions', 'Subscriptions.json', 'subscription', /"title"/],
  ])('%s: each item of %s has a wrapper', async (group, name, wrapper, pattern) => {
    const text = await fileOf(group, `Google Play Store/${name}`);
    for (const item of JSON.parse(text) as object[]) expect(Object.keys(item)).toEqual([wrapper]);
    expect(text).toMatch(pattern);
  });

  it('search contributions have keys with spaces', async () => {
    const [first] = JSON.parse(await fileOf('search_ugc.media.thumbs', 'Search Contributions/Thumbs.json'));
    expect(Object.keys(first)).toEqual(['Published', 'Search Query', 'Thumbs Rating', 'Updated']);
  });

  it('comments are sequences of objects, older ones segments, some with a raw line break', async () => {
    const text = await fileOf('youtube.comments', `${YOUTUBE}/comments/comments.csv`);
    expect(text).toContain('"{""text"":""');
    expect(text).toContain('""},{""text"":""second part""}"');
    expect(text).toContain('{""takeoutSegments"":[{""text"":');
    expect(text).toContain('""second\npart""');
    expect(text).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00,/);
  });

  it('a list that has a description begins with it', async () => {
    expect(await fileOf('saved.collections', 'Saved/Want to go.csv')).toMatch(
      /^"Places, far and near"\n\nTitle,Note,URL,Tags,Comment\n/,
    );
  });

  it('bookmarks lie in folders, with the second they were added in', async () => {
    const text = await fileOf('chrome.bookmarks', 'Chrome/Bookmarks.html');
    expect(text).toMatch(/^<!DOCTYPE NETSCAPE-Bookmark-file-1>\n/);
    expect(text).toMatch(/<DT><A HREF="https:[^"]+" ADD_DATE="\d{10}">[^<]+<\/A>/);
    expect(text).toContain('<H3 ADD_DATE="1400000000" LAST_MODIFIED="1700000000">Recipes &#38; &#34;more&#34;</H3>');
    expect(text.match(/<DL>/g)).toHaveLength(4);
    expect(text.match(/<\/DL>/g)).toHaveLength(4);
  });

  it('media lie beside their metadata, and a map is an archive with its places', async () => {
    expect(await fileOf('maps.photos_videos', 'Maps/Photos and videos/IMG_1000.jpg')).toMatch(/^\xff\xd8\xff/);
    const metadata = JSON.parse(await fileOf('maps.photos_videos', 'Maps/Photos and videos/IMG_1000.jpg.json'));
    expect(Object.keys(metadata)).toEqual(['creationTime', 'photoTakenTime', 'geoDataExif']);
    const map = await fileOf('mymaps.maps', 'My Maps/Saunas_ north & south.kmz');
    expect(map).toMatch(/^PK.*doc\.kml.*images\/icon-1\.png/s);
  });
});

describe('a person with a part of the data', () => {
  it('lacks some groups, and has few records of others', () => {
    expect(expectedRows({ persona: 'partial' }, 'youtube.comments')).toEqual([]);
    expect(partsOf({ persona: 'partial' }, ['maps.reviews'], toInterval({}))).toMatchObject([
      [{ name: 'Portability/archive_browser.json' }],
    ]);
    const [history] = expectedRows({ persona: 'partial' }, 'chrome.history');
    expect(history?.records.length).toBeLessThan(80);
    const oldest = Math.min(...(history?.records ?? []).map(({ time }) => time ?? 0));
    expect(oldest).toBeGreaterThan(Date.parse('2026-06-01'));
  });
});
