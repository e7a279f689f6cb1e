/**
 * functions/providers/google/readers/verbs.ts — the verbs that titles begin or end with, by language, as data.
 * Within a language longer forms stand before the shorter ones they contain. English, German, Dutch and Spanish have
 * been seen in exports; the Finnish and Swedish forms are those of the activity page.
 */

/** What was done, in English whatever the language of the title. */
export type Action =
  | 'achieved'
  | 'connected'
  | 'defined'
  | 'disliked'
  | 'installed'
  | 'liked'
  | 'notification'
  | 'played'
  | 'saved'
  | 'searched'
  | 'shared'
  | 'shown'
  | 'subscribed'
  | 'uninstalled'
  | 'unsubscribed'
  | 'used'
  | 'viewed'
  | 'visited'
  | 'watched';

export type Verbs = {
  /** What a title begins with, as whole words, and what that means. */
  readonly prefixes: readonly (readonly [string, Action])[];
  /** What a title ends with, where the verb stands last. */
  readonly suffixes?: readonly (readonly [string, Action])[];
  /** Whole titles that are no verb and object. */
  readonly patterns?: readonly (readonly [RegExp, Action])[];
};

export const VERBS: Readonly<Record<string, Verbs>> = {
  en: {
    prefixes: [
      ['Watched', 'watched'],
      ['Searched for', 'searched'],
      ['Searched with', 'searched'],
      ['Visited', 'visited'],
      ['Viewed', 'viewed'],
      ['Liked', 'liked'],
      ['Disliked', 'disliked'],
      ['Subscribed to', 'subscribed'],
      ['Unsubscribed from', 'unsubscribed'],
      ['Saved', 'saved'],
      ['Shared', 'shared'],
      ['Defined', 'defined'],
      ['Used', 'used'],
      ['Played', 'played'],
      ['Installed', 'installed'],
      ['Uninstalled', 'uninstalled'],
      ['Achievement unlocked', 'achieved'],
      ['Device connected', 'connected'],
    ],
    patterns: [
      [/^\d+ notifications?$/, 'notification'],
      [/ notification shown$/, 'notification'],
      [/^\d+ cards? in your feed$/, 'shown'],
    ],
  },
  de: {
    prefixes: [
      ['Mag ich:', 'liked'],
      ['Mag ich nicht:', 'disliked'],
      ['Gesucht nach', 'searched'],
      ['Mit Google Lens gesucht', 'searched'],
      ['Erfolg freigeschaltet', 'achieved'],
      ['Gerät verbunden', 'connected'],
    ],
    suffixes: [
      [' deinstalliert', 'uninstalled'],
      [' installiert', 'installed'],
      [' angesehen', 'watched'],
      [' gesucht', 'searched'],
      [' besucht', 'visited'],
      [' aufgerufen', 'visited'],
      [' nicht mehr abonniert', 'unsubscribed'],
      [' abonniert', 'subscribed'],
      [' gespeichert', 'saved'],
      [' geteilt', 'shared'],
      [' verwendet', 'used'],
      [' genutzt', 'used'],
      [' gespielt', 'played'],
      [' definiert', 'defined'],
    ],
    patterns: [
      [/^\d+ Benachrichtigung(en)?$/, 'notification'],
      [/^\d+ Karten? in (deinem|Ihrem) Feed$/, 'shown'],
    ],
  },
  fi: {
    prefixes: [
      ['Katsottu', 'watched'],
      ['Katsoit', 'watched'],
      ['Haettu', 'searched'],
      ['Haku', 'searched'],
      ['Haki', 'searched'],
      ['Hait', 'searched'],
      ['Vierailtu', 'visited'],
      ['Vierailit', 'visited'],
      ['Kävit', 'visited'],
      ['Käyty', 'visited'],
      ['Avattu', 'visited'],
      ['Avasit', 'visited'],
      ['Näytetty', 'viewed'],
      ['Tarkasteltu', 'viewed'],
      ['Tarkastelit', 'viewed'],
      ['Et tykännyt', 'disliked'],
      ['Tykätty', 'liked'],
      ['Tykkäsit', 'liked'],
      ['Tilauksesi peruttu', 'unsubscribed'],
      ['Tilattu', 'subscribed'],
      ['Tilasit', 'subscribed'],
      ['Tallennettu', 'saved'],
      ['Tallensit', 'saved'],
      ['Jaettu', 'shared'],
      ['Jaoit', 'shared'],
      ['Määritelty', 'defined'],
      ['Käytetty', 'used'],
      ['Käytit', 'used'],
      ['Pelattu', 'played'],
      ['Pelasit', 'played'],
      ['Asennettu', 'installed'],
      ['Asensit', 'installed'],
      ['Saavutus avattu', 'achieved'],
      ['Laite yhdistetty', 'connected'],
    ],
    patterns: [
      [/^\d+ ilmoitus(ta)?$/, 'notification'],
      [/^\d+ kortti(a)? syötteessä(si)?$/, 'shown'],
    ],
  },
  es: {
    prefixes: [
      ['Has visto', 'watched'],
      ['Has buscado', 'searched'],
      ['Has visitado', 'visited'],
      ['Has consultado', 'viewed'],
      ['Te ha gustado', 'liked'],
      ['No te ha gustado', 'disliked'],
      ['Te has suscrito a', 'subscribed'],
      ['Has guardado', 'saved'],
      ['Has compartido', 'shared'],
      ['Has usado', 'used'],
      ['Has utilizado', 'used'],
      ['Has jugado a', 'played'],
      ['Has instalado', 'installed'],
    ],
    patterns: [[/^\d+ notificaci(ón|ones)$/, 'notification']],
  },
  nl: {
    prefixes: [
      ['Gezocht naar', 'searched'],
      ['Geabonneerd op', 'subscribed'],
    ],
    suffixes: [
      [' bekeken', 'watched'],
      [' bezocht', 'visited'],
      [' gebruikt', 'used'],
      [' gespeeld', 'played'],
      [' opgeslagen', 'saved'],
      [' gedeeld', 'shared'],
      [' geïnstalleerd', 'installed'],
    ],
    patterns: [[/^\d+ melding(en)?$/, 'notification']],
  },
  sv: {
    prefixes: [
      ['Tittade på', 'watched'],
      ['Sökte efter', 'searched'],
      ['Besökte', 'visited'],
      ['Visade', 'viewed'],
      ['Gillade', 'liked'],
      ['Ogillade', 'disliked'],
      ['Prenumererade på', 'subscribed'],
      ['Sparade', 'saved'],
      ['Delade', 'shared'],
      ['Använde', 'used'],
      ['Spelade', 'played'],
      ['Installerade', 'installed'],
    ],
    patterns: [[/^\d+ avisering(ar)?$/, 'notification']],
  },
};
