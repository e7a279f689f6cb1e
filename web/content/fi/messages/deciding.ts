/** web/content/fi/messages/deciding.ts — from the question to the platform’s page and back, in Finnish. */
import type { Deciding } from '../../en/messages/deciding.ts';
import { where, whereTo, whose } from './cases.ts';
import { number } from './numbers.ts';

export const deciding: Deciding = {
  progress: {
    label: 'Missä vaiheessa olet',
    steps: {
      consent: 'Lue ja päätä',
      authorize: 'Anna lupa',
      working: 'Odota kopiota',
      result: 'Katso tietojasi',
    },
  },
  study: {
    askedBy: (institution: string) => `Tutkimuksen toteuttaa ${institution}`,
    untitled: 'Tutkimus',
    purpose: 'Mihin tietoja käytetään',
    contact: 'Kysyttävää?',
    privacy: 'Tutkimuksen oma tietosuojaseloste',
    undescribed:
      'Tutkimuksen kuvauksesta ei vielä selviä, kuka tietoja pyytää ja miksi, joten et voi antaa suostumustasi. Pyydä tutkimusryhmää täydentämään kuvausta.',
  },
  request: {
    title: 'Mitä tutkimukseen pyydetään',
    from: (provider: string) => `Kopio näistä ${provider}-tilisi tiedoista eikä mitään muuta:`,
    period: 'Miltä ajalta',
    periodNote:
      'Kokonaisia päiviä yleisajassa (UTC). Tämän ajan ulkopuoliset rivit poistetaan, ennen kuin mitään tallennetaan.',
    between: (start: string, end: string) => `${start} – ${end}, molemmat päivät mukaan lukien`,
    since: (start: string) => `${start} alkaen`,
    until: (end: string) => `Kaikki tiedot ${end} asti, se päivä mukaan lukien`,
    always: 'Ei rajausta: niin kauas kuin alustan tiedot ulottuvat',
    kept: 'Kuinka kauan tietoja säilytetään',
    keptFor: (days: number) =>
      `${days === 1 ? 'Yhden päivän' : `${number.format(days)} päivää`} saapumisesta; sitten tiedot poistetaan automaattisesti.`,
    keptUntilDeleted: 'Kunnes perut lahjoituksesi tai tutkijat poistavat sen.',
    never: 'Mitä ei koskaan oteta',
    neverList: (provider: string) => [
      `Salasanaasi: kirjaudut ${whose(provider)} sivulla etkä täällä`,
      'Kuvia, videoita tai äänitteitä',
      'Sijaintitietoja siitä, mitä olet hakenut, katsonut tai käyttänyt: ne poistetaan',
      'Mitään muita tietoja kuin yllä mainitut',
    ],
    leave: 'Miten voit perua',
    leaveText:
      'Voit perua lahjoituksesi milloin tahansa tällä sivulla, samalla linkillä. Silloin tietosi poistetaan. Jos tutkija on jo ladannut niistä kopion, me emme voi poistaa sitä: pyydä poistamista tutkimuksen yhteyshenkilöltä.',
  },
  consent: {
    title: 'Päätöksesi',
    intro: 'Tässä on kokonaan se teksti, johon joko suostut tai et suostu:',
    accept: 'Suostun',
    decline: 'En suostu',
    declinedTitle: 'Päätit olla osallistumatta',
    declinedText: 'Se sopii oikein hyvin. Mitään ei haettu eikä haeta. Voit sulkea tämän sivun.',
    changeMind: 'Muutan mieleni',
    agreed: 'Mihin suostuit',
    agreedAt: (time: string) => `Annoit suostumuksesi ${time}.`,
    print: 'Tulosta tai tallenna tiedostona',
  },
  authorize: {
    title: (provider: string) => `Seuraavaksi: lupa ${where(provider)}`,
    again: (provider: string) => `Anna lupa ${where(provider)} uudelleen`,
    againFor: 'Uudelleen pyydettäisiin:',
    againKept: 'Jo saapuneet tiedot pysyvät ennallaan.',
    expect: (provider: string) => [
      `Kirjaudut sisään ${whose(provider)} omalla sivulla.`,
      'Sivulla luetellaan, mitä pyydämme. Rastita kaikki kohdat, joihin suostut; voit jättää minkä tahansa pois. Yksi kohta siellä voi vastata useaa kohtaa meidän luettelossamme.',
      'Sivulla kysytään, kuinka pitkäksi aikaa annat luvan. Yksi kerta riittää: haemme yhden kopion.',
      'Lopuksi palaat tälle sivulle. Pysy siihen asti tässä selaimessa.',
    ],
    signIns: (provider: string, done: number, of: number) =>
      done
        ? `Kirjautumisista on tehty ${done}/${of}. ${where(provider)} voi pyytää kerralla vain osan tiedoista. Tee loput vuorokauden kuluessa; sen jälkeen on aloitettava alusta.`
        : `Tutkimukseen pyydetään enemmän kuin ${where(provider)} voi pyytää kerralla, joten kirjaudut ${of} kertaa. Voit lopettaa minkä tahansa kirjautumisen jälkeen.`,
    oneOf: (provider: string, which: number, of: number) => `Jatka ${whereTo(provider)} (${which}/${of})`,
    restText: 'Loppuja ei ole pakko tehdä. Niissä pyydettäviä tietoja ei silloin kopioida.',
    withoutTheRest: 'Jatka jo antamillani luvilla',
    button: (provider: string) => `Jatka ${whereTo(provider)}`,
    leaving: (provider: string) => `Siirrytään ${whereTo(provider)} …`,
    linkExpired: (time: string) =>
      `Tämän lahjoituksen aloittamisaika päättyi ${time}. Voit edelleen katsoa lahjoitusta ja perua sen. Jos haluat osallistua, pyydä tutkimusryhmältä uusi linkki.`,
  },
  outcomes: {
    access_denied:
      'Et antanut lupaa alustan sivulla. Mitään ei kopioitu. Voit yrittää uudelleen tai jättää asian sikseen.',
    nothing_granted: 'Alustan sivulla ei rastitettu yhtään kohtaa, joten mitään ei kopioitu. Voit yrittää uudelleen.',
    state_unknown:
      'Tämä yritys ei ole enää voimassa: se kesti yli tunnin, tai sitä ei aloitettu täällä. Mitään ei kopioitu. Aloita uudelleen alempana.',
    exchange_failed: 'Alusta ei hyväksynyt vastausta, jonka oli juuri antanut. Mitään ei kopioitu. Yritä uudelleen.',
    internal: 'Meillä tapahtui virhe. Mitään ei kopioitu eikä mitään ole kadonnut. Yritä uudelleen.',
    provider_error: 'Alustan sivu ilmoitti virheestä. Mitään ei kopioitu. Yritä uudelleen.',
    provider_unavailable: 'Alusta ei juuri nyt vastaa. Mitään ei kopioitu. Yritä uudelleen muutaman minuutin kuluttua.',
    other_browser:
      'Lupa annettiin toisessa selaimessa kuin tässä, joten sitä ei käytetty. Palaa siihen selaimeen tai aloita uudelleen täällä.',
    erased: 'Tämä lahjoitus poistettiin sillä aikaa, kun olit alustan sivulla. Mitään ei kopioitu.',
  },
};
