/**
 * functions/providers/google/layout/products.ts — what products are called in each language, as data: names of folders
 * under My Activity, and values of `products`. A name that is missing costs a look at the records; a wrong one would
 * cost rows, so only names of products stand here, none that two products could share.
 */

/** Names by data type. Not translated: YouTube, Discover, Google Lens. */
export const PRODUCT_NAMES: Readonly<Record<string, readonly string[]>> = {
  youtube_history: ['YouTube', 'YouTube Music'],
  search: [
    ...['Search', 'Google Search', 'Haku', 'Google-haku', 'Suche', 'Google Suche', 'Google-Suche', 'Búsqueda', 'Cerca'],
    ...['Recherche', 'Recherche Google', 'Zoeken', 'Google Zoeken', 'Sök', 'Google Sök', 'Søgning', 'Google Søgning'],
    ...['Søk', 'Google-søk', 'Ricerca', 'Ricerca Google', 'Pesquisa', 'Pesquisa Google', 'Wyszukiwarka', 'Otsing'],
    ...['Wyszukiwarka Google', 'Vyhledávání', 'Vyhledávání Google', 'Vyhľadávanie', 'Keresés', 'Google Keresés'],
    ...['Căutare', 'Căutare Google', 'Търсене', 'Αναζήτηση', 'Αναζήτηση Google', 'Pretraživanje', 'Iskanje', 'Leit'],
    ...['Paieška', '„Google“ paieška', 'Meklēšana', 'Búsqueda de Google', 'Buscador', 'Pretraga', 'Пошук', 'Arama'],
  ],
  image_search: [
    ...['Image Search', 'Google Images', 'Kuvahaku', 'Bildersuche', 'Google Bilder', 'Búsqueda de imágenes'],
    ...['Google Imágenes', "Recherche d'images", 'Recherche d’images', 'Google Images', 'Afbeeldingen zoeken'],
    ...['Google Afbeeldingen', 'Bildsök', 'Bildsökning', 'Billedsøgning', 'Bildesøk', 'Ricerca immagini'],
    ...['Google Immagini', 'Pesquisa de imagens', 'Google Imagens', 'Wyszukiwanie grafiki', 'Grafika Google'],
    ...['Vyhledávání obrázků', 'Vyhľadávanie obrázkov', 'Képkeresés', 'Képkereső', 'Căutare de imagini'],
    ...['Търсене на изображения', 'Αναζήτηση εικόνων', 'Pretraživanje slika', 'Iskanje slik', 'Vaizdų paieška'],
    ...['Attēlu meklēšana', 'Pildiotsing', 'Cerca d’imatges', 'Myndaleit', 'Пошук зображень', 'Görsel Arama'],
  ],
  video_search: [
    ...['Video Search', 'Google Videos', 'Videohaku', 'Videosuche', 'Búsqueda de vídeos', 'Búsqueda de videos'],
    ...['Recherche de vidéos', 'Recherche vidéo', 'Video’s zoeken', "Video's zoeken", 'Videosök', 'Videosökning'],
    ...['Videosøgning', 'Videosøk', 'Ricerca video', 'Pesquisa de vídeos', 'Wyszukiwanie filmów', 'Vyhledávání videí'],
    ...['Vyhľadávanie videí', 'Videókeresés', 'Căutare video', 'Търсене на видеоклипове', 'Αναζήτηση βίντεο'],
    ...['Pretraživanje videozapisa', 'Iskanje videoposnetkov', 'Vaizdo įrašų paieška', 'Video meklēšana'],
    ...['Videootsing', 'Cerca de vídeos', 'Пошук відео', 'Video Arama'],
  ],
  google_lens: ['Google Lens', 'Lens'],
  discover: ['Discover', 'Google Discover'],
  google_play_store: [
    ...['Google Play Store', 'Google Play', 'Play Store', 'Google Play Kauppa', 'Google Play -kauppa', 'Play Kauppa'],
    ...['Tienda de Google Play', 'Google Play Butik', 'Google Play Butikk', 'Sklep Google Play', 'Obchod Google Play'],
    ...[
      'Google Play Áruház',
      'Magazin Google Play',
      'Magazinul Google Play',
      'Loja Google Play',
      'Trgovina Google Play',
    ],
    ...['„Google Play“ parduotuvė', 'Google Play veikals', 'Google Play pood'],
  ],
  google_play_games: [
    ...['Google Play Games', 'Play Games', 'Google Play Pelit', 'Google Play Spiele', 'Google Play Juegos'],
    ...['Google Play Jeux', 'Google Play Games-app', 'Google Play Spel', 'Google Play Spil', 'Google Play Spill'],
    ...['Google Play Giochi', 'Google Play Jogos', 'Gry Google Play', 'Hry Google Play', 'Google Play Játékok'],
    ...[
      'Jocuri Google Play',
      'Google Play Игри',
      'Google Play Παιχνίδια',
      'Google Play Igre',
      '„Google Play“ žaidimai',
    ],
    ...['Google Play spēles', 'Google Play mängud', 'Google Play Jocs'],
  ],
  myactivity_maps: [
    ...['Maps', 'Google Maps', 'Mapas', 'Karten', 'Kartat', 'Google Kartat', 'Cartes', 'Kaarten', 'Kartor', 'Mappe'],
  ],
  myactivity_shopping: ['Shopping', 'Google Shopping', 'Ostokset', 'Compras', 'Winkelen'],
  myactivity_myadcenter: [
    ...['My Ad Center', 'My Ad Centre', 'Mein Anzeigencenter', 'Mi centro de anuncios', 'Mon centre d’annonces'],
    ...['Mijn Advertentiecentrum', 'Oma mainoskeskus'],
  ],
};

/** Products that no data type of ours comes from, as far as they are known by name. */
export const OTHER_PRODUCTS: readonly string[] = [
  ...[
    'Ads',
    'Google Ads',
    'Mainokset',
    'Werbung',
    'Anuncios',
    'Assistant',
    'Google Assistant',
    'Chrome',
    'Gmail',
    'Android',
    'News',
    'Google News',
  ],
  ...['Google Uutiset', 'Translate', 'Google Translate', 'Google Kääntäjä', 'Google Übersetzer', 'Drive', 'Books'],
  ...['Google Play Books', 'Google Play Movies & TV', 'Google Play Music', 'Google TV', 'Gemini Apps', 'Takeout'],
  ...['Flights', 'Hotels', 'Travel', 'Finance', 'Help', 'Ohjeet', 'Hilfe', 'Developers', 'Calendar', 'Google Cloud'],
  ...['Google Apps', 'Google Analytics', 'Search Labs', 'Podcasts', 'Fit', 'Google Home', 'Saved'],
];

/** The folder that holds the activity of all products. */
export const ACTIVITY_FOLDERS: readonly string[] = [
  ...['My Activity', 'Meine Aktivitäten', 'Oma toiminta', 'Omat tapahtumat', 'Mi actividad', 'Mon activité'],
  ...['Mijn activiteit', 'Min aktivitet', 'Le mie attività', 'A minha atividade', 'Minha atividade', 'Moja aktywność'],
  ...['Moje aktivita', 'Saját tevékenységek', 'Activitatea mea', 'Моята активност', 'Η δραστηριότητά μου'],
  ...['Moja aktivnost', 'Mano veikla', 'Manas darbības', 'Minu tegevused', 'La meva activitat'],
];
