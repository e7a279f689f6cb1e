/** web/content/de/data-types/google-youtube.ts — data types of YouTube, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const youtube: DataTypeWords = {
  youtube_subscriptions: [
    'YouTube-Abos',
    'Kanäle, die Sie abonniert haben. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  youtube_comments: ['YouTube-Kommentare', 'Kommentare, die Sie auf YouTube geschrieben haben, jeweils mit Zeitpunkt.'],
  youtube_live_chat: [
    'Nachrichten in YouTube-Livechats',
    'Nachrichten, die Sie in Livechats auf YouTube geschrieben haben, jeweils mit Zeitpunkt.',
  ],
  youtube_channel: ['YouTube-Kanal', 'Name, Sichtbarkeit und Einstellungen Ihres eigenen Kanals.'],
  youtube_music: [
    'Mediathek von YouTube Music',
    'Titel in Ihrer Mediathek von YouTube Music. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  youtube_private_playlists: [
    'YouTube: private Playlists',
    'Ihre privaten Playlists auf YouTube und die Videos darin.',
  ],
  youtube_public_playlists: [
    'YouTube: öffentliche Playlists',
    'Ihre öffentlichen Playlists auf YouTube und die Videos darin.',
  ],
  youtube_unlisted_playlists: [
    'YouTube: nicht gelistete Playlists',
    'Ihre nicht gelisteten Playlists auf YouTube und die Videos darin.',
  ],
  youtube_private_videos: [
    'YouTube: Ihre privaten Videos',
    'Titel, Beschreibung und Datum der privaten Videos, die Sie hochgeladen haben, aber nie die Videos selbst.',
  ],
  youtube_public_videos: [
    'YouTube: Ihre öffentlichen Videos',
    'Titel, Beschreibung und Datum der öffentlichen Videos, die Sie hochgeladen haben, aber nie die Videos selbst.',
  ],
  youtube_unlisted_videos: [
    'YouTube: Ihre nicht gelisteten Videos',
    'Titel, Beschreibung und Datum der nicht gelisteten Videos, die Sie hochgeladen haben, aber nie die Videos selbst.',
  ],
};
