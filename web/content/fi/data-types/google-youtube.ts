/** web/content/fi/data-types/google-youtube.ts — data types of YouTube, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const youtube: DataTypeWords = {
  youtube_subscriptions: [
    'YouTube-tilaukset',
    'Kanavat, jotka olet tilannut. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  youtube_comments: ['YouTube-kommentit', 'YouTubeen kirjoittamasi kommentit ajankohtineen.'],
  youtube_live_chat: ['YouTuben livechat-viestit', 'YouTuben livechateihin kirjoittamasi viestit ajankohtineen.'],
  youtube_channel: ['YouTube-kanava', 'Oman kanavasi nimi, näkyvyys ja asetukset.'],
  youtube_music: [
    'YouTube Music -kirjasto',
    'YouTube Music -kirjastossasi olevat kappaleet. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  youtube_private_playlists: [
    'YouTube: yksityiset soittolistat',
    'Yksityiset soittolistasi YouTubessa ja niissä olevat videot.',
  ],
  youtube_public_playlists: [
    'YouTube: julkiset soittolistat',
    'Julkiset soittolistasi YouTubessa ja niissä olevat videot.',
  ],
  youtube_unlisted_playlists: [
    'YouTube: piilotetut soittolistat',
    'Piilotetut soittolistasi YouTubessa ja niissä olevat videot.',
  ],
  youtube_private_videos: [
    'YouTube: yksityiset videosi',
    'YouTubeen lataamiesi yksityisten videoiden nimet, kuvaukset ja päivämäärät, mutta ei koskaan itse videoita.',
  ],
  youtube_public_videos: [
    'YouTube: julkiset videosi',
    'YouTubeen lataamiesi julkisten videoiden nimet, kuvaukset ja päivämäärät, mutta ei koskaan itse videoita.',
  ],
  youtube_unlisted_videos: [
    'YouTube: piilotetut videosi',
    'YouTubeen lataamiesi piilotettujen videoiden nimet, kuvaukset ja päivämäärät, mutta ei koskaan itse videoita.',
  ],
};
