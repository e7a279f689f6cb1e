/** web/content/fi/messages/frame.ts — the frame of every page, and why there may be nothing to show, in Finnish. */
import type { Frame } from '../../en/messages/frame.ts';

export const frame: Frame = {
  site: {
    skip: 'Siirry sisältöön',
    about: 'Tietoa palvelusta',
    terms: 'Käyttöehdot',
    privacy: 'Tietosuojaseloste',
    api: 'API-dokumentaatio',
    contact: 'Ota yhteyttä',
    languages: 'Kielet',
    mine: 'Omat lahjoitukset',
    titles: {
      home: 'Datagift – lahjoita tietojasi tutkimukseen',
      donate: 'Lahjoituksesi – Datagift',
      me: 'Omat lahjoitukset – Datagift',
      terms: 'Käyttöehdot – Datagift',
      privacy: 'Tietosuojaseloste – Datagift',
      not_found: 'Sivua ei löydy – Datagift',
    },
  },
  noscript: {
    title: 'Tämä sivu tarvitsee JavaScriptin',
    text: 'Sivulla näet lahjoituksesi ja päätät siitä. Ota JavaScript käyttöön tai avaa kutsussa oleva linkki toisessa selaimessa. Tiedoillesi ei tapahdu mitään, ennen kuin olet antanut suostumuksesi.',
    contact: 'Jos kumpikaan ei onnistu tai haluat perua lahjoituksesi, kirjoita osoitteeseen',
  },
  opening: 'Lahjoitustasi avataan …',
  busy: 'Hetki vain …',
  retry: 'Yritä uudelleen',
  offline: 'Palveluun ei juuri nyt saada yhteyttä. Tarkista verkkoyhteytesi. Sivu yrittää automaattisesti uudelleen.',
  troubled: 'Palvelussamme on juuri nyt häiriö. Mitään ei ole kadonnut; tämä sivu yrittää uudelleen.',
  problems: {
    offline: {
      title: 'Palveluun ei saada yhteyttä',
      text: 'Verkkoyhteytesi on ehkä poikki, tai palvelu on hetken poissa käytöstä. Mitään ei ole kadonnut.',
    },
    broken_link: {
      title: 'Tämä linkki ei toimi',
      text: 'Linkki on ehkä katkennut kopioitaessa, tai olet saanut tutkimusryhmältä uudemman. Avaa se uudelleen kutsustasi tai liitä se tähän kokonaisena. Jos se ei auta, pyydä tutkimusryhmältä uusi linkki.',
    },
    no_session: {
      title: 'Avaa kutsussa oleva linkki uudelleen',
      text: 'Tässä selaimessa ei ole lahjoitusta auki, tai käyntisi on päättynyt, koska sivua ei ole käytetty vähään aikaan. Linkkisi toimii edelleen.',
    },
    server: {
      title: 'Meillä tapahtui virhe',
      text: 'Mitään ei ole kadonnut. Yritä uudelleen muutaman minuutin kuluttua. Jos virhe toistuu, kerro siitä tutkimusryhmälle.',
    },
    other_browser: {
      title: 'Palaa selaimeen, jossa aloitit',
      text: 'Lupa annettiin eri selaimessa kuin missä lahjoituksesi oli auki, joten sitä ei käytetty. Palaa siihen selaimeen ja jatka siellä, tai avaa kutsusi linkki tässä selaimessa ja aloita alusta.',
    },
    erased: {
      title: 'Tämä lahjoitus on poistettu',
      text: 'Se poistettiin sillä aikaa, kun olit alustan sivulla. Mitään ei kopioitu.',
    },
  },
  pasteLink: { label: 'Linkkisi', open: 'Avaa' },
  copied: 'Kopioitu.',
  notCopied: 'Kopiointi ei onnistunut. Valitse teksti ja kopioi se itse.',
  inApp: {
    title: 'Avaa tämä linkki selaimessasi',
    text: (app: string) =>
      `Sivu on auki ${app ? `${app}-sovelluksen` : 'toisen sovelluksen'} sisällä. Salasanojen suojaamiseksi alustoille ei voi kirjautua sovellusten sisältä, joten et voisi lahjoittaa tietojasi täältä.`,
    steps: [
      'Avaa sovelluksen valikko (⋯ tai ⋮) tai jakamisvalikko ja valitse ”Avaa selaimessa” tai suoraan Safari tai Chrome.',
      'Tai kopioi linkkisi tästä, avaa selain ja liitä linkki osoiteriville.',
    ],
    copy: 'Kopioi linkkini',
    secret: 'Linkki on vain sinun: jokainen, jolla se on, voi nähdä lahjoituksesi ja perua sen.',
    stay: 'Katso sivua silti täällä',
  },
  choose: { title: 'Lahjoituksesi', text: 'Tässä selaimessa voi avata useita lahjoituksia. Minkä haluat nähdä?' },
};
