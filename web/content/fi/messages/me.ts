/** web/content/fi/messages/me.ts — all donations of a participant, and their personal link, in Finnish. */
import type { Messages } from '../../en/messages/index.ts';

export const me: Pick<Messages, 'me'> = {
  me: {
    title: 'Omat lahjoitukset',
    intro: 'Tässä ovat lahjoitukset, joihin pääset tässä selaimessa tai henkilökohtaisella linkilläsi.',
    opening: 'Lahjoituksiasi avataan …',
    none: 'Täällä ei vielä ole lahjoituksia, tai aiemmat on poistettu. Aloita avaamalla kutsussa oleva linkki.',
    asked: (day: string) => `Pyydetty ${day}`,
    states: {
      consent: 'Odottaa päätöstäsi',
      declined: 'Päätit olla osallistumatta',
      authorize: 'Odottaa lupaasi',
      working: 'Kopio on tulossa',
      review: 'Saapunut: käy läpi, ennen kuin tutkimusryhmä saa tiedot',
      processed: 'Saapunut',
      error: 'Kopiota ei saatu',
    },
    broken: {
      title: 'Tämä henkilökohtainen linkki ei toimi',
      text: 'Linkki on ehkä katkennut kopioitaessa, tai uudempi on korvannut sen. Avaa uusin linkkisi kokonaisena sieltä, minne sen tallensit. Jos olet hukannut sen, avaa jonkin lahjoituksesi linkki selaimessa, jossa annoit suostumuksesi, ja tee siellä uusi. Se onnistuu, kunnes käyntisi siellä päättyy: 12 tunnin kuluttua viimeisestä käytöstä.',
    },
    noSession: {
      title: 'Avaa henkilökohtainen linkkisi tai kutsussa oleva linkki',
      text: 'Tässä selaimessa ei ole lahjoitusta auki, tai käyntisi on päättynyt, koska sivua ei ole käytetty vähään aikaan. Linkkisi toimivat edelleen.',
    },
    logOut: 'Kirjaudu ulos tästä selaimesta',
    logOutText:
      'Jos muutkin käyttävät tätä laitetta, kirjaudu ulos, kun olet valmis. Mitään ei poisteta, ja linkkisi toimivat edelleen. Vielä luovuttamattomat tiedot aukeavat sen jälkeen vain henkilökohtaisella linkilläsi.',
    loggedOut: {
      title: 'Olet kirjautunut ulos',
      text: 'Mitään ei ole poistettu, ja linkkisi toimivat edelleen. Pääset takaisin avaamalla jonkin niistä tai liittämällä sen tähän. Vielä luovuttamattomat tiedot aukeavat vain henkilökohtaisella linkilläsi.',
    },
    link: {
      title: 'Henkilökohtainen linkkisi',
      text: 'Linkillä pääset kaikkiin lahjoituksiisi millä tahansa selaimella ja ilman käyttäjätiliä. Vain sinä saat sen, tutkimusryhmällä sitä ei ole.',
      shownOnce:
        'Tämä on henkilökohtainen linkkisi. Se näytetään vain nyt, joten talleta se paikkaan, josta löydät sen.',
      label: 'Henkilökohtainen linkkisi',
      copy: 'Kopioi linkki',
      mail: 'Lähetä itselleni sähköpostilla',
      mailSubject: 'Henkilökohtainen linkki datalahjoituksiini',
      mailBody: (link: string) =>
        `Tällä linkillä näen datalahjoitukseni ja voin perua ne. Linkki on vain minun:\n\n${link}\n`,
      beside: 'Avautuu uuteen välilehteen, jotta henkilökohtainen linkkisi pysyy tässä',
      qr: 'Näytä koodina puhelimen kameralle',
      qrText: 'Neliönmuotoinen koodi, jossa on henkilökohtainen linkkisi.',
      secret: 'Jokainen, jolla linkki on, voi nähdä lahjoituksesi ja perua ne. Älä anna sitä muille.',
      make: 'Tee henkilökohtainen linkki',
      there: 'Sinulla on henkilökohtainen linkki. Sitä ei voi näyttää toista kertaa.',
      lost: 'Onko linkki hukassa, tai onko joku muu nähnyt sen? Kun teet uuden, vanha lakkaa toimimasta kaikkialla.',
      renew: 'Tee uusi linkki',
      claim: {
        text: 'Tähän selaimeen avattiin henkilökohtainen linkki. Jos se on sinun, sillä pääsee jatkossa myös siihen, mihin olet täällä suostunut.',
        warning: 'Jos joku muu lähetti linkin sinulle, tee oma: hänen linkillään hän näkisi tietosi.',
        yes: 'Linkki on minun: käytä sitä tässäkin',
        no: 'Tee oma linkki',
      },
      have: 'Onko sinulla henkilökohtainen linkki aiemmasta lahjoituksesta?',
      haveText: 'Liitä se tähän, niin pääset sillä myös näihin lahjoituksiin.',
      join: 'Käytä tätä linkkiä',
      joined: 'Pääset tästä lähtien henkilökohtaisella linkilläsi myös näihin lahjoituksiin.',
      notJoined:
        'Tämä henkilökohtainen linkki ei ole kokonainen, tai uudempi on korvannut sen. Liitä uusin linkkisi kokonaisena.',
      showAll: 'Näytä kaikki lahjoitukseni',
    },
  },
};
