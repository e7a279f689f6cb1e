/** web/content/fi/data-types/google-chrome.ts — data types of Chrome, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';

export const chrome: DataTypeWords = {
  chrome_history: [
    'Chromen selaushistoria',
    'Sivut, joilla olet käynyt Chromella silloin, kun historian synkronointi on ollut käytössä, ja käyntien ajankohdat.',
  ],
  chrome_bookmarks: ['Chromen kirjanmerkit', 'Chromeen kirjanmerkeiksi tallentamasi sivut ja niiden kansiot.'],
  chrome_reading_list: ['Chromen lukulista', 'Chromen lukulistalle lisäämäsi sivut.'],
  chrome_autofill: [
    'Chromen automaattinen täyttö',
    'Osoitteet, yhteystiedot ja lomakkeille kirjoitetut tiedot, jotka Chrome on tallentanut lomakkeiden täyttämistä varten. Mukana on nimiä ja osoitteita.',
  ],
  chrome_dictionary: ['Chromen sanakirja', 'Sanat, jotka olet lisännyt Chromen oikolukusanakirjaan.'],
  chrome_extensions: ['Chromen laajennukset', 'Chromeen asentamasi laajennukset ja niiden asetukset.'],
  chrome_settings: [
    'Chromen asetukset',
    'Synkronoidut Chrome-asetuksesi: teemat, hakukoneet, muut valinnat ja sovellukset.',
  ],
};
