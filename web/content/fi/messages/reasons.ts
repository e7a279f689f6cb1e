/** web/content/fi/messages/reasons.ts — why something did not come about, by the service’s code, in Finnish. */
import type { Messages } from '../../en/messages/index.ts';

const reasons: Messages['reasons'] = {
  access_denied: 'Et antanut lupaa alustan sivulla. Voit yrittää uudelleen tai olla yrittämättä: mitään ei kopioitu.',
  nothing_granted: 'Alustan sivulla ei rastitettu yhtään kohtaa, joten mitään ei kopioitu. Voit yrittää uudelleen.',
  grant_lost: 'Alusta ei enää anna meidän lukea tietojasi. Mitään ei ole kadonnut: jatka kirjautumalla uudelleen.',
  already_exported: 'Alusta on jo kerran antanut tämän kopion. Kirjaudu uudelleen, niin voit antaa luvan uuteen.',
  provider_failed: 'Alusta ei pystynyt tekemään tätä kopiota, vaikka pyysimme useita kertoja. Voit yrittää uudelleen.',
  provider_cancelled: 'Alusta keskeytti tämän kopion tekemisen. Voit yrittää uudelleen.',
  provider_unavailable: 'Alusta ei vastannut pitkään aikaan. Mitään ei ole kadonnut: voit yrittää myöhemmin uudelleen.',
  provider_refused:
    'Alusta kieltäytyi tekemästä tätä kopiota. Voit yrittää uudelleen; jos niin käy toistamiseen, kerro tutkimusryhmälle.',
  unrecognised_layout: 'Kopio on muodossa, jota emme vielä tunne, joten emme säilyttäneet tästä osasta mitään.',
  archive_corrupt: 'Kopio saapui vioittuneena, joten emme säilyttäneet tästä osasta mitään. Voit yrittää uudelleen.',
  archive_too_large:
    'Kopio on suurempi kuin tämä palvelu voi ottaa vastaan, joten emme säilyttäneet tästä osasta mitään.',
  deadline_passed: 'Alusta ei toimittanut tätä kopiota ajoissa. Voit yrittää uudelleen.',
  internal: 'Meillä tapahtui virhe. Mitään ei ole kadonnut: voit yrittää uudelleen.',
};

const refusals: Messages['refusals'] = {
  no_session:
    'Käyntisi on päättynyt, koska sivua ei ole käytetty vähään aikaan. Avaa linkkisi uudelleen; mitään ei ole kadonnut.',
  forbidden: 'Tämä sivu avattiin tavalla, jota ei sallita. Avaa linkkisi uudelleen selaimessasi.',
  not_found: 'Tätä ei enää ole. Lataa sivu uudelleen.',
  personal_link_needed:
    'Ennen kuin luovutat rivisi, ne näkyvät vain henkilökohtaisella linkilläsi tai selaimessa, jossa annoit suostumuksesi, kunnes käyntisi siellä päättyy: 12 tunnin kuluttua viimeisestä käytöstä.',
  not_under_review: 'Rivisi on sillä välin luovutettu: mitään ei voi enää poistaa eikä palauttaa.',
  too_many_removals:
    'Poistoja olisi yli 200. Kumoa osa, tai poista rivejä sanojen tai päivien mukaan tai koko tietolaji kerralla.',
  not_ready: 'Kopio ei ole vielä saapunut.',
  already_authorized: 'Olet jo antanut luvan; mitään ei tarvitse tehdä.',
  already_linked: 'Näihin lahjoituksiin on jo henkilökohtainen linkki: avaa se.',
  consent_required: 'Anna ensin suostumuksesi lahjoitukseen tässä selaimessa.',
  consent_changed: 'Teksti on muuttunut sen jälkeen, kun avasit sivun. Lue se uudelleen.',
  study_missing:
    'Tutkimuksen kuvauksesta ei vielä selviä, kuka tietoja pyytää ja miksi. Pyydä tutkimusryhmää täydentämään kuvausta.',
  nothing_granted_yet: 'Et ole vielä antanut lupaa mihinkään: kirjaudu ainakin kerran.',
  link_expired: 'Tämän lahjoituksen aloittamisaika on päättynyt. Voit edelleen katsoa sitä ja perua sen.',
  not_configured:
    'Tätä palvelua ei ole vielä otettu käyttöön tälle alustalle. Yritä myöhemmin uudelleen tai kerro tutkimusryhmälle.',
};

export const explanations: Pick<Messages, 'reasons' | 'refusals'> = { reasons, refusals };
