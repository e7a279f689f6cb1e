/** web/content/fi/data-types/google-maps.ts — data types of Google Maps, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const maps: DataTypeWords = {
  maps_starred_places: [
    'Google Mapsissa tähdellä merkityt paikat',
    'Paikat, jotka olet merkinnyt tähdellä Google Mapsissa.',
  ],
  maps_reviews: [
    'Google Mapsin arvostelut',
    'Paikoista Google Mapsiin kirjoittamasi arvostelut tähtineen ja ajankohtineen.',
  ],
  maps_aliased_places: [
    'Google Mapsissa nimeämäsi paikat',
    'Paikat, jotka olet itse nimennyt Google Mapsissa, esimerkiksi kodiksi tai työpaikaksi, osoitteineen.',
  ],
  maps_offering_contributions: [
    'Google Mapsin ruokalajit, tuotteet ja aktiviteetit',
    'Ruokalajit, tuotteet ja aktiviteetit, jotka olet lisännyt paikkojen tietoihin Google Mapsissa.',
  ],
  mymaps_maps: [
    'My Maps',
    'My Maps -karttoihin piirtämäsi paikat, viivat ja alueet nimineen ja kuvauksineen, mutta ei koskaan karttoihin lisättyjä kuvia.',
  ],
  order_reserve_purchases_reservations: [
    'Ostokset ja varaukset',
    'Googlen kautta tekemäsi tilaukset ja varaukset sekä niiden myyjät, hinnat ja mahdolliset vastaanottajat.',
  ],
};
