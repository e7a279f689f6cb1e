/** web/content/fi/consent.ts — the wording of the consent, in Finnish. A change of it is a new version in functions/core/consent.ts. */
import type { ConsentWording } from '../../../functions/core/consent.ts';
import type { ProviderFacts } from '../wording.ts';

const day = new Intl.DateTimeFormat('fi-FI', { dateStyle: 'long', timeZone: 'UTC' });

export const consent: ConsentWording = {
  language: 'fi',
  day: (date) => day.format(date),
  asks: (institution, title) =>
    `${institution ?? 'Tutkimus'} pyytää sinua antamaan tietojasi ${title ? `tutkimukseen ”${title}”` : 'tutkimukseen'}.`,
  why: (purpose) => `Miksi: ${purpose}`,
  what: (provider, period) => `Mitä: jos suostut, ${provider} tekee kopion näistä tiedoistasi, ${period}:`,
  between: (start, end) => `aikaväliltä ${start} – ${end}, molemmat päivät mukaan lukien`,
  since: (start) => `${start} alkaen`,
  until: (end) => `${end} asti, se päivä mukaan lukien`,
  always: 'ilman aikarajaa',
  limited:
    'Kaikki tämän ajan ulkopuolelta poistetaan ennen kuin mitään tallennetaan, ja näet, kuinka paljon poistettiin. Vain luettelot, joissa ei ole päivämääriä, kuten seuraamasi kohteet, otetaan mukaan kokonaan.',
  unlimited: 'Tutkimus ei ole rajannut aikaa, joten kopio ulottuu niin kauas taaksepäin kuin alustan omat merkinnät.',
  never: (provider) =>
    `Mitä ei koskaan tallenneta: salasanaasi, kuvia, videoita, ääntä eikä mitään tietoja, joita ei ole yllä olevassa luettelossa. Emme näe ${provider}-tiliäsi; saamme vain kopion, yhden kerran, ja luovumme sitten käyttöoikeudesta.`,
  review: (count) =>
    `Näet tiedot ensin: kun kopio on saapunut, vain sinä näet sen. Voit ${
      count === 1 ? 'yhden päivän' : `${count} päivän`
    } ajan käydä sen läpi ja poistaa sen, mitä et halua antaa. Tutkijat saavat loput, kun luovutat ne tai kun tämä aika on kulunut.`,
  kept: (count) =>
    `Tietosi säilytetään salattuina. Tutkimuksen tutkijat voivat lukea ja ladata ne. ${
      count
        ? `Ne poistetaan, kun lahjoituksesi saapumisesta on kulunut ${
            count === 1 ? 'yksi päivä' : `${count} päivää`
          }, tai jo aiemmin, jos perut lahjoituksen tai tutkijat poistavat ne. Se, mihin annat luvan myöhemmin, ei siirrä tätä aikaa.`
        : 'Niitä säilytetään, kunnes perut lahjoituksen tai tutkijat poistavat ne.'
    }`,
  free: 'Osallistuminen on vapaaehtoista. Näet kaiken, mitä säilytetään, ja voit milloin tahansa perua lahjoituksen samalla linkillä syytä kertomatta: tietosi poistetaan silloin. Tutkijat ovat voineet ladata kopion sitä ennen; pyydä heitä poistamaan sekin.',
  questions: (contact) => `Kysymykset: ${contact}`,
};

export const providerFacts: ProviderFacts = {
  tiktok_portability: (onAccessRemoved) => [
    'TikTokista: TikTokin omalla sivulla sallit yhden kopion kustakin siellä nimetystä tietoryhmästä. Kopio pyydetään kerran, heti kun olet kirjautunut; myöhemmin ei haeta mitään uudelleen. TikTok tekee kopion koko ryhmästä; säilytämme siitä vain yllä luetellut tiedot, käytämme niitä tähän tutkimukseen emmekä mihinkään muuhun ja poistamme muun heti.',
    `Näin voit lopettaa: peru lahjoitus täällä tai poista tämä palvelu TikTokin asetuksista kohdasta ”Turvallisuus ja luvat”, ”Sovellusten ja palvelujen luvat”. Jos poistat sen sieltä tai TikTok-tilisi suljetaan 15 päivän kuluessa kirjautumisesta, ${
      onAccessRemoved === 'erase'
        ? 'lahjoituksesi poistetaan samalla tavalla kuin jos olisit perunut sen; myöhemmin peru lahjoitus täällä.'
        : 'mitään ei enää haeta, ja siihen mennessä saapuneet tiedot säilytetään; jos haluat nekin poistettaviksi, peru lahjoitus täällä.'
    } Kun kopiosi on haettu, luovumme käyttöoikeudesta itse.`,
  ],
};
