/** web/content/fi/data-types/tiktok.ts — TikTok’s data types, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const tiktok: DataTypeWords = {
  tiktok_watch_history: [
    'TikTokin katseluhistoria',
    'TikTokissa katsomasi videot linkkeinä ja ajankohtineen, mutta ei koskaan itse videoita.',
  ],
  tiktok_searches: ['TikTok-haut', 'TikTokissa tekemäsi haut ajankohtineen.'],
  tiktok_favorites: [
    'TikTok-suosikit',
    'TikTokissa tallentamasi videot, äänet, tehosteet, aihetunnisteet ja kokoelmat linkkeinä ja ajankohtineen.',
  ],
  tiktok_shares: [
    'TikTok-jaot',
    'Mitä olet jakanut TikTokista, millä tavalla ja milloin, mutta ei koskaan sitä, kenelle.',
  ],
  tiktok_reposts: [
    'TikTokin uudelleenjulkaisut',
    'Muiden videot, jotka olet julkaissut uudelleen TikTokissa, linkkeinä ja ajankohtineen.',
  ],
  tiktok_logins: [
    'TikTok-kirjautumiset',
    'Milloin olet avannut TikTokin sekä millaisella laitteella ja millaisessa verkossa, mutta ei koskaan IP-osoitetta eikä laitteen tunnistetta.',
  ],
  tiktok_likes: ['TikTok-tykkäykset', 'Videot, joista olet tykännyt TikTokissa, linkkeinä ja ajankohtineen.'],
  tiktok_comments: [
    'TikTok-kommentit',
    'TikTokiin kirjoittamasi kommentit ajankohtineen ja tieto siitä, mihin videoon ne liittyvät, jos TikTok kertoo sen, mutta ei koskaan kuvia.',
  ],
  tiktok_posts: [
    'TikTok-julkaisut',
    'TikTokissa julkaisemiesi videoiden linkit, otsikot, tykkäykset ja asetukset ajankohtineen, mutta ei koskaan itse videoita eikä sitä, missä ne on tehty.',
  ],
  tiktok_followers: [
    'TikTok-seuraajat',
    'Mistä lähtien muut ovat seuranneet sinua; heidän nimensä korvataan peitenimillä.',
  ],
  tiktok_following: [
    'TikTokissa seuraamasi tilit',
    'Tilit, joita seuraat TikTokissa, ja mistä lähtien olet seurannut niitä.',
  ],
  tiktok_profile: [
    'TikTok-profiili',
    'Tilisi alue sekä seuraajien, seurattujen tilien ja tykkäysten määrät, mutta ei koskaan nimeäsi, osoitettasi, puhelinnumeroasi, syntymäpäivääsi, kuviasi eikä sitä, mitä olet kirjoittanut itsestäsi.',
  ],
  tiktok_direct_messages: [
    'TikTokin yksityisviestit',
    'TikTokissa lähettämäsi ja saamasi viestit teksteineen ja ajankohtineen; ihmisten nimet korvataan peitenimillä, mutta viestien teksteissä mainittuja nimiä ei korvata.',
  ],
  tiktok_ad_interests: [
    'Kiinnostuksen kohteet TikTokin mainonnassa',
    'Kiinnostuksen kohteet, joiden perusteella TikTok valitsee sinulle mainoksia. Näillä tiedoilla ei ole päivämääriä.',
  ],
  tiktok_off_tiktok_activity: [
    'Toiminta TikTokin ulkopuolella',
    'Mitä muut sovellukset ja verkkosivustot ovat kertoneet TikTokille käynneistäsi niissä, ajankohtineen.',
  ],
  tiktok_live_watch_history: [
    'TikTok LIVE -katseluhistoria',
    'TikTokissa katsomasi LIVE-lähetykset ajankohtineen ja se, kuinka paljon olet kirjoittanut niihin, mutta ei koskaan sitä, mitä olet kirjoittanut.',
  ],
  tiktok_shop_orders: [
    'TikTok Shop -tilaukset',
    'Mitä olet tilannut TikTok Shopista: tuotteet, kauppa, hinta ja tilauksen tila ajankohtineen, mutta ei koskaan osoitteita, nimiä, puhelinnumeroita eikä maksutapoja.',
  ],
  tiktok_shop_browsing: ['TikTok Shopin selailu', 'Tuotteet, joita olet katsellut TikTok Shopissa, ajankohtineen.'],
};
