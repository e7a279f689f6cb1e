/** web/content/de/messages/me.ts — all donations of a participant, and their personal link, in German. */
import type { Messages } from '../../en/messages/index.ts';

export const me: Pick<Messages, 'me'> = {
  me: {
    title: 'Meine Datenspenden',
    intro: 'Das sind die Datenspenden, zu denen dieser Browser oder Ihr persönlicher Link führt.',
    opening: 'Ihre Datenspenden werden geöffnet …',
    none: 'Hier gibt es noch keine Datenspende, oder Ihre früheren wurden gelöscht. Öffnen Sie den Link aus einer Einladung, um zu beginnen.',
    asked: (day: string) => `Angefragt am ${day}`,
    states: {
      consent: 'Wartet auf Ihre Entscheidung',
      declined: 'Sie haben sich gegen die Teilnahme entschieden',
      authorize: 'Wartet darauf, dass Sie den Zugriff erlauben',
      working: 'Die Kopie ist unterwegs',
      review: 'Angekommen: Sehen Sie die Daten durch, bevor das Studienteam sie bekommt',
      processed: 'Angekommen',
      error: 'Die Kopie konnte nicht abgerufen werden',
    },
    broken: {
      title: 'Dieser persönliche Link funktioniert nicht',
      text: 'Vielleicht wurde er beim Kopieren abgeschnitten, oder ein neuerer hat ihn ersetzt. Öffnen Sie den neuesten vollständig von dort, wo Sie ihn aufbewahrt haben. Wenn Sie ihn verloren haben, öffnen Sie den Link einer Datenspende in dem Browser, in dem Sie zugestimmt haben, und erstellen Sie dort einen neuen. Das geht, solange Ihr Besuch dort dauert: Er endet nach 12 Stunden ohne Benutzung.',
    },
    noSession: {
      title: 'Öffnen Sie Ihren persönlichen Link oder den Link aus einer Einladung',
      text: 'In diesem Browser ist keine Datenspende geöffnet, oder Ihr Besuch ist abgelaufen, weil die Seite eine Zeit lang nicht benutzt wurde. Ihre Links funktionieren weiterhin.',
    },
    logOut: 'Von diesem Browser abmelden',
    logOutText:
      'Wenn auch andere dieses Gerät benutzen, melden Sie sich ab, sobald Sie fertig sind. Es wird nichts gelöscht, und Ihre Links funktionieren weiterhin. Was Sie noch nicht freigegeben haben, öffnet sich danach nur mit Ihrem persönlichen Link.',
    loggedOut: {
      title: 'Sie sind abgemeldet',
      text: 'Es wurde nichts gelöscht, und Ihre Links funktionieren weiterhin. Um zurückzukommen, öffnen Sie einen davon oder fügen Sie ihn hier ein. Was Sie noch nicht freigegeben haben, öffnet sich nur mit Ihrem persönlichen Link.',
    },
    link: {
      title: 'Ihr persönlicher Link',
      text: 'Er führt zu allen Ihren Datenspenden, aus jedem Browser und ohne Benutzerkonto. Nur Sie bekommen ihn; das Studienteam hat ihn nicht.',
      shownOnce:
        'Das ist Ihr persönlicher Link. Er wird nur jetzt angezeigt: Bewahren Sie ihn so auf, dass Sie ihn wiederfinden.',
      label: 'Ihr persönlicher Link',
      copy: 'Link kopieren',
      mail: 'Mir selbst mailen',
      mailSubject: 'Mein persönlicher Link zu meinen Datenspenden',
      mailBody: (link: string) =>
        `Mit diesem Link kann ich meine Datenspenden sehen und zurückziehen. Er gehört nur mir:\n\n${link}\n`,
      beside: 'Öffnet sich in einem neuen Tab, damit Ihr persönlicher Link hier stehen bleibt',
      qr: 'Als Code für die Handykamera zeigen',
      qrText: 'Ein quadratischer Code, der Ihren persönlichen Link enthält.',
      secret: 'Wer ihn hat, kann Ihre Datenspenden sehen und zurückziehen. Geben Sie ihn nicht weiter.',
      make: 'Persönlichen Link erstellen',
      there: 'Sie haben einen persönlichen Link. Er kann kein zweites Mal angezeigt werden.',
      lost: 'Haben Sie ihn verloren, oder hat ihn jemand anders gesehen? Mit einem neuen Link funktioniert der alte nirgends mehr.',
      renew: 'Neuen Link erstellen',
      claim: {
        text: 'In diesem Browser wurde ein persönlicher Link geöffnet. Wenn es Ihrer ist, kann er auch zu dem führen, dem Sie hier zugestimmt haben.',
        warning:
          'Wenn jemand anderes Ihnen diesen Link geschickt hat, erstellen Sie einen eigenen: Mit dem fremden Link könnte diese Person Ihre Daten sehen.',
        yes: 'Es ist meiner: auch hier verwenden',
        no: 'Eigenen Link erstellen',
      },
      have: 'Haben Sie einen persönlichen Link von einer früheren Datenspende?',
      haveText: 'Fügen Sie ihn hier ein, dann führt er auch zu diesen Datenspenden.',
      join: 'Diesen Link verwenden',
      joined: 'Ihr persönlicher Link führt von jetzt an auch zu diesen Datenspenden.',
      notJoined:
        'Dieser persönliche Link ist nicht vollständig, oder ein neuerer hat ihn ersetzt. Fügen Sie den neuesten vollständig ein.',
      showAll: 'Alle meine Datenspenden ansehen',
    },
  },
};
