/** web/content/fi/data-types/google-play.ts — data types of Google Play, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const play: DataTypeWords = {
  play_installs: [
    'Google Play -asennukset',
    'Mitä sovelluksia olet asentanut Google Playsta, milloin ja mille laitteelle.',
  ],
  play_library: [
    'Google Play -kirjasto',
    'Sovellukset, pelit, kirjat ja elokuvat Google Play -kirjastossasi ja niiden hankinta-ajat.',
  ],
  play_purchases: [
    'Google Play -ostokset',
    'Mitä olet ostanut Google Playsta, milloin ja mihin hintaan. Tilaustiedoissa voi olla osoitteesi.',
  ],
  play_redemptions: ['Google Play -lunastukset', 'Google Playssa lunastamasi lahjakortit ja koodit.'],
  play_subscriptions: [
    'Google Play: kestotilaukset',
    'Kestotilauksesi Google Playssa. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
  play_devices: [
    'Google Play: laitteet',
    'Laitteet, joilla käytät Google Playta, sekä niiden operaattorit ja maat. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
  play_promotions: [
    'Google Play: kampanjahistoria',
    'Google Playn kampanjat, joita olet hyödyntänyt. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
  play_usersettings: [
    'Google Play: asetukset',
    'Google Playn asetuksesi. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
  play_grouping: [
    'Google Play: ryhmittely',
    'Miten Google Play ryhmittelee sovelluksesi. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
  play_playpoints: [
    'Google Play: pisteet',
    'Pisteesi Google Play Points -ohjelmassa. Näillä tiedoilla ei ole omaa päivämäärää, joten ne otetaan mukaan kokonaan.',
  ],
};
