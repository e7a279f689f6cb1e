/** functions/providers/google/catalogue/youtube.ts — the resource groups of YouTube, beside its history. */
import {
  type FileKind,
  flag,
  type GroupDefinition,
  moment,
  placed,
  type TimeField,
  text,
  unique,
  whole,
} from './definition.ts';

const CHANNEL_ID = [
  'Channel ID',
  'Channel Id',
  'Kanal-ID',
  'Kanaal-ID',
  'ID del canal',
  'ID-ul canalului',
  'Kanalo ID',
  'Kanavan tunnus',
];
const VIDEO_ID = [
  'Video ID',
  'Video Id',
  'Video-ID',
  'ID del vídeo',
  'ID-ul videoclipului',
  'Vaizdo įrašo ID',
  'Videon tunnus',
];

const written = (names: readonly string[], description: string): TimeField => ({ names, reading: 'iso', description });

const PLAYLISTS: readonly FileKind[] = [
  {
    kind: 'playlist',
    format: 'table',
    names: ['playlists', 'Playlists', 'Soittolistat', 'listas de reproducción', 'afspeellijsten'],
    time: written(
      ['Playlist Create Timestamp', 'Playlist create timestamp'],
      'When the playlist was made, or the video added.',
    ),
    fields: [
      unique('playlist_id', 'The playlist’s id.', ['Playlist ID', 'Playlist Id']),
      flag('add_new_videos_to_top', 'Whether new videos are put first.', [
        'Add new videos to top',
        'Add New Videos To Top',
      ]),
      text('playlist_title', 'The playlist’s title.', ['Playlist Title (Original)', 'Playlist title (original)']),
      text('playlist_language', 'The language of its title.', [
        'Playlist Title (Original) Language',
        'Playlist title (original) language',
      ]),
      moment('created_at', 'When it was made.', ['Playlist Create Timestamp', 'Playlist create timestamp']),
      moment('updated_at', 'When it was last changed.', ['Playlist Update Timestamp', 'Playlist update timestamp']),
      text('video_order', 'How its videos are ordered.', ['Playlist Video Order', 'Playlist video order']),
      text('visibility', 'Who may see it, in the account’s language.', ['Playlist Visibility', 'Playlist visibility']),
    ],
  },
  {
    kind: 'video',
    format: 'table',
    names: ['*-videos', '*-Videos', '*-vídeos', '*-video’s', '*-videot', '* videos'],
    time: written(
      ['Playlist Video Creation Timestamp', 'Playlist video creation timestamp'],
      'When the playlist was made, or the video added.',
    ),
    fields: [
      unique('video_id', 'The id of the video in the playlist.', VIDEO_ID),
      moment('added_at', 'When the video was added.', [
        'Playlist Video Creation Timestamp',
        'Playlist video creation timestamp',
      ]),
      placed('file', 'file', 'The file it stood in: that of a playlist’s videos has the playlist’s title in its name.'),
    ],
  },
];

const VIDEOS: readonly FileKind[] = [
  {
    kind: 'video',
    format: 'table',
    names: ['videos', 'Videos', 'vídeos', 'videot'],
    time: written(['Video Create Timestamp', 'Video create timestamp'], 'When the video was made.'),
    fields: [
      unique('video_id', 'The video’s id.', VIDEO_ID),
      whole('duration_ms', 'About how long it is, in milliseconds.', ['Approx Duration (ms)', 'Approx duration (ms)']),
      text('audio_language', 'The language spoken in it.', ['Video Audio Language', 'Video audio language']),
      text('category', 'Its category.', ['Video Category', 'Video category']),
      unique('description', 'Its description.', ['Video Description (Original)', 'Video description (original)']),
      text('channel_id', 'The channel it is on.', CHANNEL_ID),
      unique('title', 'Its title.', ['Video Title (Original)', 'Video title (original)']),
      text('privacy', 'Who may see it, in the account’s language.', ['Privacy']),
      text('state', 'Its state, in the account’s language.', ['Video State', 'Video state']),
      moment('created_at', 'When it was made.', ['Video Create Timestamp', 'Video create timestamp']),
      moment('published_at', 'When it was published.', ['Video Publish Timestamp', 'Video publish timestamp']),
    ],
  },
  ...['video recordings', 'video texts'].map(
    (name): FileKind => ({
      kind: name.replace(' ', '_'),
      format: 'table',
      names: [name],
      fields: [unique('video_id', 'The video’s id.', VIDEO_ID)],
    }),
  ),
];

const playlists = (group: string, which: string): GroupDefinition => ({
  ...{ group, label: `YouTube: ${which} playlists`, files: PLAYLISTS, sensitivity: 'sensitive' },
  description: `Your ${which} playlists on YouTube and the videos in them.`,
});

const videos = (
  group: string,
  which: string,
  sensitivity: GroupDefinition['sensitivity'] = 'sensitive',
): GroupDefinition => ({
  ...{ group, label: `YouTube: your ${which} videos`, files: VIDEOS, sensitivity },
  description: `Titles, descriptions and dates of the ${which} videos you uploaded; never the videos themselves.`,
});

export const YOUTUBE: readonly GroupDefinition[] = [
  {
    group: 'youtube.subscriptions',
    label: 'YouTube subscriptions',
    description: 'The channels you are subscribed to. They have no dates, so that all of them are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'subscription',
        format: 'table',
        names: ['subscriptions', 'Abos', 'abonnementen', 'suscripciones', 'abonamente', 'prenumeratos', 'tilaukset'],
        fields: [
          unique('channel_id', 'The channel’s id.', CHANNEL_ID),
          unique('channel_url', 'Its address.', [
            'Channel Url',
            'Channel URL',
            'Kanal-URL',
            'Kanaal-URL',
            'URL del canal',
            'Adresa URL a canalului',
            'Kanalo URL',
            'Kanavan URL-osoite',
          ]),
          unique('channel_title', 'Its name.', [
            'Channel Title',
            'Kanaltitel',
            'Kanaaltitel',
            'Título del canal',
            'Titlul canalului',
            'Kanalo pavadinimas',
            'Kanavan nimi',
          ]),
        ],
      },
    ],
  },
  {
    group: 'youtube.comments',
    label: 'YouTube comments',
    description: 'The comments you wrote on YouTube, with times.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'comment',
        format: 'table',
        names: ['comments', 'Kommentare', 'reacties', 'comentarios', 'comentarii', 'komentarai', 'kommentit'],
        time: written(['Comment Create Timestamp'], 'When the comment was written.'),
        fields: [
          unique('comment_id', 'The comment’s id.', ['Comment ID']),
          text('channel_id', 'The writer’s channel.', CHANNEL_ID),
          moment('created_at', 'When it was written.', ['Comment Create Timestamp']),
          text('price', 'What was paid with it, if anything.', ['Price']),
          unique('parent_comment_id', 'The comment it answers.', ['Parent Comment ID']),
          text('post_id', 'The post it was written under.', ['Post ID'], { optional: true }),
          unique('video_id', 'The video it was written under.', VIDEO_ID),
          text('text', 'What was written.', ['Comment Text'], { distinct: true, reading: 'segments' }),
          text('top_level_comment_id', 'The first comment of the thread.', ['Top-Level Comment ID'], {
            ...{ distinct: true, optional: true },
          }),
        ],
      },
    ],
  },
  {
    group: 'youtube.live_chat',
    label: 'YouTube live chat messages',
    description: 'The messages you wrote in live chats on YouTube, with times.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'live_chat',
        format: 'table',
        names: ['live chats', 'Livechats', 'livechats', 'chats en directo'],
        time: written(['Live Chat Create Timestamp'], 'When the message was written.'),
        fields: [
          unique('live_chat_id', 'The message’s id.', ['Live Chat ID']),
          text('channel_id', 'The writer’s channel.', CHANNEL_ID),
          moment('created_at', 'When it was written.', ['Live Chat Create Timestamp']),
          text('price', 'What was paid with it, if anything.', ['Price']),
          text('video_id', 'The video it was written under.', VIDEO_ID),
          text('text', 'What was written.', ['Live Chat Text'], { distinct: true, reading: 'segments' }),
        ],
      },
    ],
  },
  {
    group: 'youtube.channel',
    label: 'YouTube channel',
    description: 'Your own channel’s name, visibility and settings.',
    sensitivity: 'restricted',
    files: [
      {
        kind: 'channel',
        format: 'table',
        names: ['channel', 'Kanal', 'kanaal', 'canal', 'kanava'],
        fields: [
          text('channel_id', 'The channel’s id.', CHANNEL_ID),
          text('country', 'Its country.', ['Channel Country', 'Channel country'], { optional: true }),
          text('channel_title', 'Its name.', ['Channel Title (Original)', 'Channel title (original)']),
          text('visibility', 'Who may see it, in the account’s language.', [
            'Channel Visibility',
            'Channel visibility',
          ]),
        ],
      },
      ...[
        'channel URL configs',
        'channel feature data',
        'channel page settings',
        'channel community moderation settings',
      ].map(
        (name): FileKind => ({
          kind: name.replaceAll(' ', '_').toLowerCase(),
          format: 'table',
          names: [name],
          fields: [text('channel_id', 'The channel’s id.', CHANNEL_ID)],
        }),
      ),
    ],
  },
  {
    group: 'youtube.music',
    label: 'YouTube Music library',
    description: 'The songs in your library of YouTube Music. They have no dates, so that all of them are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'song',
        format: 'table',
        names: ['music library songs', 'music uploads', 'Musikbibliothek'],
        fields: [
          unique('video_id', 'The song’s video id.', VIDEO_ID),
          unique('song_title', 'Its title.', ['Song Title', 'Song title']),
          text('album_title', 'Its album.', ['Album Title', 'Album title']),
          text('artist_name', 'The first of its artists.', ['Artist Name 1', 'Artist name 1']),
        ],
      },
    ],
  },
  playlists('youtube.private_playlists', 'private'),
  playlists('youtube.public_playlists', 'public'),
  videos('youtube.private_videos', 'private', 'restricted'),
  videos('youtube.public_videos', 'public'),
  videos('youtube.unlisted_videos', 'unlisted'),
  playlists('youtube.unlisted_playlists', 'unlisted'),
];
