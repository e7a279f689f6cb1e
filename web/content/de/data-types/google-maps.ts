/** web/content/de/data-types/google-maps.ts — data types of Google Maps, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const maps: DataTypeWords = {
  maps_starred_places: [
    'Mit Stern markierte Orte in Google Maps',
    'Orte, die Sie in Google Maps mit einem Stern markiert haben.',
  ],
  maps_reviews: ['Rezensionen in Google Maps', 'Ihre Rezensionen zu Orten in Google Maps, mit Sternen und Zeitpunkt.'],
  maps_aliased_places: [
    'Orte mit Label in Google Maps',
    'Orte, denen Sie in Google Maps ein Label wie „Zuhause“ oder „Arbeit“ gegeben haben, mit Adresse.',
  ],
  maps_offering_contributions: [
    'Gerichte, Produkte und Aktivitäten in Google Maps',
    'Gerichte, Produkte und Aktivitäten, die Sie zu Orten in Google Maps hinzugefügt haben.',
  ],
  mymaps_maps: [
    'My Maps',
    'Orte, Linien und Flächen, die Sie mit My Maps gezeichnet haben, mit Namen und Beschreibungen, aber nie die Bilder auf den Karten.',
  ],
  order_reserve_purchases_reservations: [
    'Käufe und Reservierungen',
    'Bestellungen und Reservierungen über Google, mit Anbieter, Preis und, falls vorhanden, Empfängerin oder Empfänger.',
  ],
};
