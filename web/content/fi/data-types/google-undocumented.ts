/** web/content/fi/data-types/google-undocumented.ts — data types that Google does not describe, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const undocumented: DataTypeWords = {
  maps_commute_routes: [
    'Google Mapsin työmatkareitit',
    'Kotisi ja työpaikkasi väliset reitit sekä kulkutavat ja käynnit.',
  ],
  maps_commute_settings: ['Google Mapsin työmatka-asetukset', 'Työmatkaasi koskevat asetukset.'],
  maps_ev_profile: ['Sähköauto Google Mapsissa', 'Sähköauto, jonka tiedot olet antanut Google Mapsille.'],
  maps_vehicle_profile: ['Ajoneuvo Google Mapsissa', 'Ajoneuvo, jonka tiedot olet antanut Google Mapsille.'],
  maps_factual_contributions: ['Google Mapsin korjaukset', 'Google Mapsiin lähettämäsi korjaukset ja tiedot.'],
  maps_photos_videos: [
    'Google Mapsin kuvat ja videot',
    'Milloin ja missä olet lisännyt kuvia ja videoita Google Mapsiin, mutta ei koskaan itse kuvia eikä videoita.',
  ],
  maps_questions_answers: [
    'Google Mapsin kysymykset ja vastaukset',
    'Paikoista Google Mapsiin kirjoittamasi kysymykset ja vastaukset.',
  ],
  nest_camera_event: [
    'Nest-kameroiden tapahtumat',
    'Milloin Nest-kamerasi ovat havainneet jotakin, mutta ei koskaan tallenteita.',
  ],
  nest_camera_feature: ['Nest-kameroiden ominaisuudet', 'Nest-kameroidesi asetukset.'],
  nest_camera_video: [
    'Nest-kameroiden videot',
    'Tietoja Nest-kameroidesi tallenteista, mutta ei koskaan itse tallenteita.',
  ],
  nest_store: ['Nest-kauppa', 'Nest-kaupassa tekemäsi tilaukset ja kestotilaukset maksutietoineen ja osoitteineen.'],
  nest_user: ['Nest-tili', 'Nest-tilisi tiedot: nimi ja sähköpostiosoite sekä kotisi ja niissä olevat laitteet.'],
  pixel_device_data: ['Pixel-laitteen tiedot', 'Tiedot, jotka Pixel-laitteesi lähettää Googlelle.'],
  streetview_imagery: [
    'Street View -kuvat',
    'Tietoja lähettämistäsi Street View -kuvista, mutta ei koskaan itse kuvia.',
  ],
  youtube_clips: ['YouTube-klipit', 'YouTubessa tekemäsi klipit.'],
  youtube_conversations: [
    'YouTube-keskustelut',
    'Keskustelusi YouTubessa; mukana voi olla myös muiden kirjoittamia viestejä.',
  ],
  youtube_playable: ['YouTuben pelit (Playables)', 'YouTubessa pelaamasi pelit.'],
  youtube_posts: ['YouTube-julkaisut', 'YouTubeen kirjoittamasi julkaisut.'],
  youtube_shopping: ['Ostokset YouTubessa', 'Ostoksiin liittyvä toimintasi YouTubessa.'],
  businessmessaging_conversations: [
    'Keskustelut yritysten kanssa',
    'Keskustelusi yritysten kanssa; mukana on myös muiden kirjoittamia viestejä.',
  ],
  fitbit_device_events: ['Fitbit-laitteiden tapahtumat', 'Fitbit-laitteidesi tallentamat tapahtumat.'],
};
