/** web/content/fi/data-types/google-activity.ts — activity in Google’s products, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const activity: DataTypeWords = {
  youtube_history: [
    'YouTube-historia',
    'Videot, joita olet katsonut, hakenut tai tallentanut YouTubessa tai joista olet tykännyt, ja tilaamasi kanavat, ajankohtineen.',
  ],
  search: ['Google-hakuhistoria', 'Google-hakusi ja avaamasi hakutulokset ajankohtineen.'],
  image_search: ['Kuvahakuhistoria', 'Googlen kuvahaussa tekemäsi haut ja katsomasi kuvat ajankohtineen.'],
  video_search: ['Videohakuhistoria', 'Googlen videohaussa tekemäsi haut ja avaamasi videot ajankohtineen.'],
  google_lens: ['Google Lens -historia', 'Milloin ja mitä olet hakenut Google Lensillä, mutta ei koskaan itse kuvia.'],
  discover: [
    'Google Discover',
    'Discover-syötteessäsi näkemäsi ja avaamasi kortit sekä se, mitä seuraat, mistä tykkäät ja mitä et halua nähdä.',
  ],
  google_play_store: [
    'Toiminta Google Play Kaupassa',
    'Sovellukset, joita olet hakenut, katsellut, asentanut tai käyttänyt Google Playn kautta, ajankohtineen.',
  ],
  google_play_games: [
    'Toiminta Google Play Peleissä',
    'Google Play Pelien kautta pelaamasi pelit ja niissä saamasi saavutukset ajankohtineen.',
  ],
  myactivity_maps: [
    'Toiminta Google Mapsissa',
    'Paikat, joita olet katsellut tai hakenut Google Mapsissa tai joihin olet hakenut reittiohjeita, ajankohtineen.',
  ],
  myactivity_shopping: [
    'Toiminta Google Shoppingissa',
    'Tuotteet, joita olet hakenut tai katsellut Google Shoppingissa, ajankohtineen.',
  ],
  myactivity_myadcenter: [
    'Toiminta My Ad Centerissä',
    'Googlen My Ad Centerissä tekemäsi valinnat: mainokset, joista olet tykännyt, jotka olet estänyt tai joita olet halunnut nähdä enemmän tai vähemmän.',
  ],
};
