/** web/content/de/data-types/google-play.ts — data types of Google Play, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const play: DataTypeWords = {
  play_installs: [
    'Installationen über Google Play',
    'Welche Apps Sie über Google Play installiert haben, wann und auf welchem Gerät.',
  ],
  play_library: [
    'Google-Play-Bibliothek',
    'Apps, Spiele, Bücher und Filme in Ihrer Google-Play-Bibliothek und seit wann sie darin sind.',
  ],
  play_purchases: [
    'Käufe bei Google Play',
    'Was Sie bei Google Play gekauft haben, wann und zu welchem Preis. Bestellungen können Ihre Adresse enthalten.',
  ],
  play_redemptions: [
    'Einlösungen bei Google Play',
    'Geschenkkarten und Codes, die Sie bei Google Play eingelöst haben.',
  ],
  play_subscriptions: [
    'Google Play: Abos',
    'Ihre Abos bei Google Play. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
  play_devices: [
    'Google Play: Geräte',
    'Geräte, auf denen Sie Google Play nutzen, mit Mobilfunkanbieter und Land. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
  play_promotions: [
    'Google Play: Aktionen',
    'Aktionen von Google Play, die Sie genutzt haben. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
  play_usersettings: [
    'Google Play: Einstellungen',
    'Ihre Einstellungen in Google Play. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
  play_grouping: [
    'Google Play: Gruppierung',
    'Wie Google Play Ihre Apps gruppiert. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
  play_playpoints: [
    'Google Play: Punkte',
    'Ihre Punkte bei Google Play Points. Diese Angaben haben kein eigenes Datum und werden deshalb vollständig übernommen.',
  ],
};
