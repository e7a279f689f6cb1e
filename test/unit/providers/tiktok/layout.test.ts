import { describe, expect, it } from 'vitest';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { tiktokLayout } from '../../../../functions/providers/tiktok/layout.ts';
import { pseudonym } from '../../../../functions/providers/tiktok/pseudonyms.ts';
import { readDocument } from './support.ts';

const head = (text: string) => new TextEncoder().encode(text);
const DOCUMENT = head('\ufeff {"Your Activity": {');

describe('an entry of an archive', () => {
  it.each(['user_data_tiktok.json', 'user_data.json', 'TikTok/User_Data.JSON'])('%s holds data types', (name) => {
    expect(tiktokLayout.attribute({ name, group: 'all', head: DOCUMENT })).toMatchObject({ kind: 'data_type' });
  });

  it.each([
    [
      'activity',
      [
        'tiktok_favorites',
        'tiktok_logins',
        'tiktok_reposts',
        'tiktok_searches',
        'tiktok_shares',
        'tiktok_watch_history',
      ],
    ],
    ['postsandprofile', ['tiktok_followers', 'tiktok_following', 'tiktok_posts', 'tiktok_profile']],
    ['directmessages', ['tiktok_direct_messages']],
    ['all', Object.keys(tiktok.dataTypes).sort()],
  ])('of the group %s holds that group’s data types', (group, expected) => {
    const found = tiktokLayout.attribute({ name: 'user_data_tiktok.json', group, head: DOCUMENT });
    const types = found.kind === 'data_type' ? [found, ...(found.also ?? [])] : [];
    expect([...new Set(types.map(({ dataType }) => dataType))].sort()).toEqual(expected);
  });

  it.each([
    ['user_data_tiktok.json', '[{"Date":"x"}]', 'unknown'],
    ['user_data_tiktok.json', '<html>', 'unknown'],
    ['Activity/Searches.txt', 'Date: 2024-01-02 10:00:00', 'unknown'],
    ['user_data_tiktok.json', ' \n', 'other'],
    ['photo.jpg', '{', 'other'],
    ['folder/', '', 'other'],
  ])('%s that begins %j is %s', (name, text, kind) => {
    expect(tiktokLayout.attribute({ name, group: 'all', head: head(text) })).toEqual({ kind });
  });

  it('is read by no reader that attribution never named', () => {
    expect(() => tiktokLayout.reader('tiktok_searches', 'other', 's')).toThrow();
    expect(() => tiktokLayout.reader('constructor', 'list', 's')).toThrow();
  });
});

describe('where data types are taken from', () => {
  it('is the narrowest group, alone or with others that have one of their own', () => {
    const requested = ['tiktok_searches', 'tiktok_posts', 'tiktok_direct_messages'];
    expect(requested.map((name) => tiktok.groupsOf(name, requested))).toEqual([
      ...[['activity'], ['postsandprofile'], ['directmessages']],
    ]);
  });

  it('is the copy of everything for all, as soon as one stands only there', () => {
    const requested = ['tiktok_searches', 'tiktok_comments', 'tiktok_posts'];
    for (const name of requested) expect(tiktok.groupsOf(name, requested)).toEqual(['all']);
  });
});

describe('names that stand for several data types', () => {
  it('never stand for what has to be named', () => {
    const bundled = Object.values(tiktok.bundles).flat();
    const onlyByName = Object.values(tiktok.dataTypes).filter((type) => type.onlyByName);
    expect(onlyByName.map(({ name }) => name)).toEqual(['tiktok_direct_messages']);
    expect(bundled.filter((name) => name === 'tiktok_direct_messages')).toEqual([]);
    expect(new Set(bundled).size).toBe(Object.keys(tiktok.dataTypes).length - 1);
  });
});

describe('pseudonyms', () => {
  const message = (From: string) => ({ Date: '2024-01-02 10:00:00', From, Content: 'x' });
  const DOCUMENT_OF_TWO = {
    'Direct Message': {
      'Direct Messages': {
        ChatHistory: {
          'Chat History with bo_1:': [message('bo_1'), message('ana')],
          'Chat History with cy:': [message('ana')],
        },
      },
      'Group Chat': { GroupChat: { '7000': [message('Bo_1')] } },
    },
  };
  const read = (salt: string) => readDocument(DOCUMENT_OF_TWO, 'tiktok_direct_messages', { salt });

  it('are the same for the same person throughout a donation, and tell others apart', async () => {
    const { rows } = await read('salt');
    const [first, second, third, fourth] = rows;
    expect(first?.sender).toBe(first?.conversation);
    expect(second?.sender).toBe(third?.sender);
    expect(second?.conversation).not.toBe(third?.conversation);
    expect(fourth?.sender).toBe(first?.sender);
    expect(JSON.stringify(rows)).not.toMatch(/bo_1|ana|cy/i);
  });

  it('say nothing of the same person in another donation', async () => {
    const [one, other] = [await read('salt'), await read('other')];
    const names = ({ rows }: typeof one) => rows.flatMap(({ sender, conversation }) => [sender, conversation]);
    expect(names(one).filter((name) => names(other).includes(name))).toEqual([]);
  });

  it('do not depend on how a name is written', () => {
    for (const written of ['Ana', ' ana ', '@ANA']) expect(pseudonym('s', written)).toBe(pseudonym('s', 'ana'));
    expect(pseudonym('s', 'ana')).toMatch(/^[0-9a-f]{16}$/);
  });
});
