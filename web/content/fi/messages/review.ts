/** web/content/fi/messages/review.ts — looking through the rows before the study gets them, in Finnish. */
import type { Messages } from '../../en/messages/index.ts';
import { number, rows } from './numbers.ts';

export const review: Pick<Messages, 'review'> = {
  review: {
    title: 'Käy tietosi läpi ja luovuta ne sitten',
    intro:
      'Kopiosi on saapunut. Toistaiseksi vain sinä näet sen. Poista siitä se, mitä et halua antaa. Tutkimusryhmä saa loput, kun luovutat ne.',
    until: (time: string) => `Jos et tee mitään, tiedot luovutetaan automaattisesti ${time}.`,
    elsewhere:
      'Kopiosi on saapunut, ja voit käydä sen läpi, ennen kuin tutkimusryhmä saa sen. Se onnistuu henkilökohtaisella linkilläsi tai selaimessa, jossa annoit suostumuksesi, kunnes käyntisi siellä päättyy: 12 tunnin kuluttua viimeisestä käytöstä. Täällä voit vain seurata lahjoitusta ja perua sen.',
    comeBack: 'Voit sulkea tämän sivun. Palaa henkilökohtaisella linkilläsi.',
    openPersonal: 'Avaa henkilökohtainen linkkini',
    releasing: 'Tietojasi luovutetaan: se, minkä poistit, hävitetään lopullisesti. Tämä kestää hetken.',
    released: (time: string) => `Ensin vain sinä näit tiedot; tutkimusryhmä sai ne ${time}.`,
    rows: 'Tässä ovat kaikki rivit sellaisina kuin tutkimusryhmä ne saisi. Uusimmat ovat ensin.',
    select: 'Valitse',
    selectRow: (what: string) => `Valitse tämä rivi: ${what}`,
    selectPage: 'Valitse kaikki tämän sivun rivit',
    removeSelected: (count: number) => `Poista ${rows(count)}`,
    removeFound: (count: number) => `Poista kaikki löytyneet: ${rows(count)}`,
    removeType: (label: string) => `Poista kokonaan: ${label}`,
    removing: 'Poistetaan …',
    nothingSelected: 'Valitse poistettavat rivit, tai hae rivejä ja poista kaikki löytyneet.',
    removed: (count: number) => `${rows(count)} poistettu. Voit kumota tämän alempana.`,
    restored: (count: number) =>
      count ? `${rows(count)} palautettu.` : 'Kumottu; toinen poisto koskee edelleen näitä rivejä.',
    removals: {
      title: 'Mitä olet poistanut',
      none: 'Et ole poistanut mitään.',
      total: (count: number) =>
        `Poistettu yhteensä ${rows(count)}. Tutkimusryhmä ei saa ${count === 1 ? 'sitä' : 'niitä'}.`,
      rows: (count: number) => `${rows(count)}, ${count === 1 ? 'jonka' : 'jotka'} valitsit`,
      all: 'Kaikki tätä tietolajia',
      words: (text: string) => `Kaikki rivit, joissa on ”${text}”`,
      between: (start: string, end: string) => `${start} – ${end}`,
      since: (start: string) => `${start} alkaen`,
      before: (end: string) => `${end} asti`,
      dates: (span: string) => `Kaikki rivit ${span}`,
      both: (what: string, span: string) => `${what}, ${span}`,
      count: (count: number) => rows(count),
      undo: 'Kumoa',
      undoOf: (what: string) => `Kumoa: ${what}`,
    },
    release: {
      open: 'Luovuta tutkimukselle …',
      title: 'Luovutatko tietosi tutkimukselle?',
      text: (count: number) => `Tutkimukselle luovutetaan ${rows(count)}.`,
      removed: (count: number) =>
        `${rows(count)}, ${count === 1 ? 'jonka' : 'jotka'} poistit, hävitetään lopullisesti.`,
      final: 'Sen jälkeen et voi enää poistaa yksittäisiä rivejä, mutta voit edelleen perua koko lahjoituksen.',
      keep: 'En vielä',
      confirm: 'Luovuta',
      busy: 'Luovutetaan …',
    },
    removedByYou: (count: number) => `poistit itse ${number.format(count)}`,
    noneLeft: 'Olet poistanut kaikki tämän tietolajin rivit.',
    promise: (days: number) =>
      `Kun kopio on saapunut, voit käydä sen läpi ${days === 1 ? 'yhden päivän' : `${number.format(days)} päivän`} ajan ja poistaa siitä, mitä haluat. Tutkimusryhmä saa tiedot, kun luovutat ne, tai viimeistään tuon ajan jälkeen.`,
    promiseTitle: 'Sinä näet tiedot ennen tutkimusryhmää',
  },
};
