/** web/content/de/data-types/google-activity.ts — activity in Google’s products, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const activity: DataTypeWords = {
  youtube_history: [
    'YouTube-Verlauf',
    'Videos, die Sie auf YouTube angesehen, gesucht, positiv bewertet oder gespeichert haben, und Kanäle, die Sie abonniert haben, jeweils mit Zeitpunkt.',
  ],
  search: [
    'Google-Suchverlauf',
    'Wonach Sie bei Google gesucht und welche Ergebnisse Sie geöffnet haben, jeweils mit Zeitpunkt.',
  ],
  image_search: [
    'Verlauf der Bildersuche',
    'Wonach Sie in der Bildersuche von Google gesucht und welche Bilder Sie angesehen haben, jeweils mit Zeitpunkt.',
  ],
  video_search: [
    'Verlauf der Videosuche',
    'Wonach Sie in der Videosuche von Google gesucht und welche Videos Sie geöffnet haben, jeweils mit Zeitpunkt.',
  ],
  google_lens: [
    'Google-Lens-Verlauf',
    'Wann und wonach Sie mit Google Lens gesucht haben, aber nie die Bilder selbst.',
  ],
  discover: [
    'Google Discover',
    'Karten, die Sie in Ihrem Discover-Feed gesehen oder geöffnet haben, sowie Angaben dazu, welchen Inhalten Sie dort folgen, welche Ihnen gefallen und welche Sie nicht sehen möchten.',
  ],
  google_play_store: [
    'Aktivitäten im Google Play Store',
    'Apps, die Sie über Google Play gesucht, angesehen, installiert oder genutzt haben, jeweils mit Zeitpunkt.',
  ],
  google_play_games: [
    'Aktivitäten in Google Play Spiele',
    'Spiele, die Sie über Google Play Spiele gespielt haben, und Ihre Erfolge darin, jeweils mit Zeitpunkt.',
  ],
  myactivity_maps: [
    'Aktivitäten in Google Maps',
    'Orte, die Sie in Google Maps angesehen oder gesucht haben oder zu denen Sie eine Route abgefragt haben, jeweils mit Zeitpunkt.',
  ],
  myactivity_shopping: [
    'Aktivitäten in Google Shopping',
    'Produkte, die Sie in Google Shopping gesucht oder angesehen haben, jeweils mit Zeitpunkt.',
  ],
  myactivity_myadcenter: [
    'Aktivitäten in „Mein Anzeigen-Center“',
    'Was Sie in „Mein Anzeigen-Center“ von Google ausgewählt haben: Werbung, die Ihnen gefällt, die Sie blockiert haben oder von der Sie mehr oder weniger sehen wollten.',
  ],
};
