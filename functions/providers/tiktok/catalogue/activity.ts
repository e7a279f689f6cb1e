/** functions/providers/tiktok/catalogue/activity.ts — what a person watches, searches, likes, saves and passes on. */
import { ACTIVITY, LIKES, type TypeDefinition, text, under, VIDEO } from './definition.ts';

const FAVORITES = {
  favoritevideolist: 'video',
  favoritesoundlist: 'sound',
  favoriteeffectslist: 'effect',
  favoritehashtaglist: 'hashtag',
  favoritecollectionlist: 'collection',
};

export const ACTIVITY_TYPES: readonly TypeDefinition[] = [
  {
    name: 'tiktok_watch_history',
    label: 'TikTok watch history',
    description: 'Videos you watched on TikTok, by their addresses, with times; never the videos themselves.',
    ...{ group: 'activity', sensitivity: 'restricted', never: [] },
    places: [
      {
        name: 'list',
        paths: [
          ...under(ACTIVITY, 'watch history', 'videolist'),
          ...under(ACTIVITY, 'video browsing history', 'videolist'),
        ],
      },
    ],
    time: { keys: ['date'], description: 'When it was watched.' },
    fields: [...VIDEO, text('title', 'The video’s title, where the export has it.', ['title'], { distinct: true })],
  },
  {
    name: 'tiktok_searches',
    label: 'TikTok searches',
    description: 'What you searched for on TikTok, with times.',
    ...{ group: 'activity', sensitivity: 'restricted', never: [] },
    places: [
      {
        name: 'list',
        paths: [...under(ACTIVITY, 'searches', 'searchlist'), ...under(ACTIVITY, 'search history', 'searchlist')],
      },
    ],
    time: { keys: ['date'], description: 'When it was searched for.' },
    fields: [text('search_term', 'The words.', ['searchterm'], { distinct: true })],
  },
  {
    name: 'tiktok_favorites',
    label: 'TikTok favourites',
    description:
      'Videos, sounds, effects, hashtags and collections you saved on TikTok, by their addresses, with times.',
    ...{ group: 'activity', sensitivity: 'sensitive', never: [] },
    places: [
      {
        name: 'list',
        paths: [
          ...under(LIKES, 'favorite videos', 'favoritevideolist'),
          ...under(LIKES, 'favorite sounds', 'favoritesoundlist'),
          ...under(LIKES, 'favorite effects', 'favoriteeffectslist'),
          ...under(LIKES, 'favorite hashtags', 'favoritehashtaglist'),
          ...under(LIKES, 'favorite collection', 'favoritecollectionlist'),
        ],
      },
    ],
    time: { keys: ['date'], description: 'When it was saved.' },
    kinds: FAVORITES,
    fields: [
      text('video_id', 'Videos: TikTok’s id, 19 digits.', ['link'], { reading: 'video_id', distinct: true }),
      text('url', 'Its address.', ['link', 'effectlink', 'hashtaglink'], { distinct: true }),
      text('name', 'Collections and hashtags: the name.', ['favoritecollection', 'hashtagname', 'name']),
    ],
  },
  {
    name: 'tiktok_shares',
    label: 'TikTok shares',
    description: 'What you passed on from TikTok, and by which way, with times; never to whom.',
    ...{ group: 'activity', sensitivity: 'sensitive', never: ['to', 'recipient', 'recipients', 'username'] },
    places: [{ name: 'list', paths: under(ACTIVITY, 'share history', 'sharehistorylist') }],
    time: { keys: ['date'], description: 'When it was shared.' },
    fields: [
      text('shared_content', 'What kind of thing it was: video, live, photo …', ['sharedcontent']),
      text('method', 'By which way, as TikTok words it.', ['method']),
      ...VIDEO,
    ],
  },
  {
    name: 'tiktok_reposts',
    label: 'TikTok reposts',
    description: 'Videos of others that you reposted on TikTok, by their addresses, with times.',
    ...{ group: 'activity', sensitivity: 'sensitive', never: [] },
    places: [
      {
        name: 'list',
        paths: [...under([...ACTIVITY, 'post'], 'reposts', 'repostlist'), ['reposts', 'repostlist']],
      },
    ],
    time: { keys: ['date'], description: 'When it was reposted.' },
    fields: VIDEO,
  },
  {
    name: 'tiktok_logins',
    label: 'TikTok logins',
    description:
      'When you opened TikTok, with which kind of device and network; never the IP address and no id of the device.',
    ...{ group: 'activity', sensitivity: 'restricted', never: 'rest' },
    places: [{ name: 'list', paths: under(ACTIVITY, 'login history', 'loginhistorylist') }],
    time: { keys: ['date'], description: 'When TikTok was opened.' },
    fields: [
      text('device_model', 'The model of the device.', ['devicemodel']),
      text('device_system', 'Its operating system.', ['devicesystem']),
      text('network_type', 'Wi-Fi or mobile, as TikTok words it.', ['networktype']),
      text('carrier', 'The network operator.', ['carrier']),
    ],
  },
  {
    name: 'tiktok_likes',
    label: 'TikTok likes',
    description: 'Videos you liked on TikTok, by their addresses, with times.',
    ...{ group: 'all', sensitivity: 'sensitive', never: [] },
    places: [{ name: 'list', paths: under(LIKES, 'like list', 'itemfavoritelist') }],
    time: { keys: ['date'], description: 'When it was liked.' },
    fields: VIDEO,
  },
  {
    name: 'tiktok_comments',
    label: 'TikTok comments',
    description: 'Comments you wrote on TikTok, with times, and on which video where TikTok says; never pictures.',
    ...{ group: 'all', sensitivity: 'restricted', never: ['photo', 'sticker'] },
    places: [
      {
        name: 'list',
        paths: [
          ['comment', 'comments', 'commentslist'],
          ['comment', 'commentslist'],
        ],
      },
    ],
    time: { keys: ['date'], description: 'When it was written.' },
    fields: [
      text('comment', 'The comment.', ['comment'], { distinct: true }),
      text(
        'video_id',
        'TikTok’s id of the video, 19 digits.',
        ['originalpostlink', 'originalposturl', 'url', 'video'],
        {
          reading: 'video_id',
        },
      ),
      text('url', 'The address of the video.', ['originalpostlink', 'originalposturl', 'url']),
      text('video', 'The video, as TikTok names it.', ['video']),
    ],
  },
];
