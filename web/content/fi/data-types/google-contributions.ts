/** web/content/fi/data-types/google-contributions.ts — what people follow, save, rate and set at Google, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const contributions: DataTypeWords = {
  discover_follows: [
    'Discover: mitä seuraat',
    'Aiheet ja lähteet, joita seuraat Google Discoverissa. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  discover_likes: [
    'Discover: mistä olet tykännyt',
    'Artikkelit, joista olet tykännyt Google Discoverissa, ja tykkäysten päivämäärät.',
  ],
  discover_not_interested: [
    'Discover: mitä et halua nähdä',
    'Aiheet ja lähteet, joita et halua nähdä Google Discoverissa. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  saved_collections: [
    'Tallennetut kokoelmat',
    'Kokoelmiin tallentamasi linkit, paikat ja kuvat. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  search_ugc_media_thumbs: [
    'Google Haku: peukut',
    'Elokuvat, sarjat ja kirjat, joille olet antanut Google Haussa peukun ylös tai alas.',
  ],
  search_ugc_media_reviews_and_stars: [
    'Google Haku: arvostelut ja tähdet',
    'Elokuville, sarjoille ja kirjoille Google Haussa antamasi arvostelut ja tähdet.',
  ],
  search_ugc_media_watched: [
    'Google Haku: katsotut',
    'Elokuvat ja sarjat, jotka olet merkinnyt katsotuiksi Google Haussa.',
  ],
  search_ugc_comments: ['Google Haku: kommentit', 'Google Haussa kirjoittamasi kommentit.'],
  search_ugc_media_streaming_video_providers: [
    'Google Haku: suoratoistopalvelut',
    'Suoratoistopalvelut, joita olet kertonut Google Haussa käyttäväsi.',
  ],
  shopping_addresses: [
    'Google Shoppingin osoitteet',
    'Google Shoppingiin tallentamasi toimitusosoitteet nimineen ja puhelinnumeroineen.',
  ],
  shopping_reviews: [
    'Google Shoppingin arvostelut',
    'Tuotteista ja kaupoista Google Shoppingiin kirjoittamasi arvostelut ajankohtineen.',
  ],
  alerts_subscriptions: [
    'Google Alerts',
    'Luomasi Google Alerts -ilmoitukset. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  searchnotifications_settings: [
    'Google Haun ilmoitukset: asetukset',
    'Google Haun ilmoituksia koskevat asetuksesi. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
  searchnotifications_subscriptions: [
    'Google Haun ilmoitukset: tilaukset',
    'Tilaamasi Google Haun ilmoitukset. Näillä tiedoilla ei ole päivämääriä, joten ne otetaan mukaan kokonaan.',
  ],
};
