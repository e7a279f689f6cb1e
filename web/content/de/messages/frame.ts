/** web/content/de/messages/frame.ts — the frame of every page, and why there may be nothing to show, in German. */
import type { Frame } from '../../en/messages/frame.ts';

export const frame: Frame = {
  site: {
    skip: 'Zum Inhalt springen',
    about: 'Über diesen Dienst',
    terms: 'Nutzungsbedingungen',
    privacy: 'Datenschutzhinweise',
    api: 'API-Dokumentation',
    contact: 'Kontakt',
    languages: 'Sprachen',
    mine: 'Meine Datenspenden',
    titles: {
      home: 'Datagift – Daten für die Forschung spenden',
      donate: 'Ihre Datenspende – Datagift',
      me: 'Meine Datenspenden – Datagift',
      terms: 'Nutzungsbedingungen – Datagift',
      privacy: 'Datenschutzhinweise – Datagift',
      not_found: 'Seite nicht gefunden – Datagift',
    },
  },
  noscript: {
    title: 'Diese Seite braucht JavaScript',
    text: 'Hier sehen Sie Ihre Datenspende und entscheiden darüber. Schalten Sie JavaScript ein oder öffnen Sie den Link aus Ihrer Einladung in einem anderen Browser. Mit Ihren Daten geschieht nichts, solange Sie nicht zugestimmt haben.',
    contact: 'Wenn beides nicht geht oder Sie Ihre Spende zurückziehen möchten, schreiben Sie an',
  },
  opening: 'Ihre Datenspende wird geöffnet …',
  busy: 'Einen Moment …',
  retry: 'Noch einmal versuchen',
  offline:
    'Der Dienst ist gerade nicht erreichbar. Prüfen Sie Ihre Internetverbindung; die Seite versucht es automatisch weiter.',
  troubled: 'Bei uns gibt es gerade eine Störung. Nichts ist verloren; diese Seite versucht es weiter.',
  problems: {
    offline: {
      title: 'Der Dienst ist nicht erreichbar',
      text: 'Vielleicht ist Ihre Internetverbindung unterbrochen, oder der Dienst ist für einen Moment ausgefallen. Es ist nichts verloren.',
    },
    broken_link: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vielleicht wurde er beim Kopieren abgeschnitten, oder Sie haben vom Studienteam einen neueren erhalten. Öffnen Sie ihn noch einmal aus Ihrer Einladung oder fügen Sie ihn hier vollständig ein. Wenn das nicht hilft, bitten Sie das Studienteam um einen neuen Link.',
    },
    no_session: {
      title: 'Öffnen Sie den Link aus Ihrer Einladung noch einmal',
      text: 'In diesem Browser ist keine Datenspende geöffnet, oder Ihr Besuch ist abgelaufen, weil die Seite eine Zeit lang nicht benutzt wurde. Ihr Link funktioniert weiterhin.',
    },
    server: {
      title: 'Bei uns ist etwas schiefgegangen',
      text: 'Es ist nichts verloren. Bitte versuchen Sie es in ein paar Minuten noch einmal. Wenn es dabei bleibt, sagen Sie bitte dem Studienteam Bescheid.',
    },
    other_browser: {
      title: 'Kehren Sie in den Browser zurück, in dem Sie begonnen haben',
      text: 'Der Zugriff wurde in einem anderen Browser erlaubt als in dem, in dem Ihre Datenspende geöffnet war. Deshalb wurde er nicht genutzt. Machen Sie in jenem Browser weiter oder öffnen Sie den Link aus Ihrer Einladung hier und beginnen Sie von vorn.',
    },
    erased: {
      title: 'Diese Datenspende wurde gelöscht',
      text: 'Sie wurde gelöscht, während Sie auf der Seite der Plattform waren. Es wurde nichts kopiert.',
    },
  },
  pasteLink: { label: 'Ihr Link', open: 'Öffnen' },
  copied: 'Kopiert.',
  notCopied: 'Das Kopieren hat hier nicht geklappt. Markieren Sie den Text und kopieren Sie ihn selbst.',
  inApp: {
    title: 'Bitte öffnen Sie diesen Link in Ihrem Browser',
    text: (app: string) =>
      `Diese Seite wurde innerhalb ${app ? `der App ${app}` : 'einer anderen App'} geöffnet. Zum Schutz der Passwörter erlauben Plattformen dort keine Anmeldung. Sie könnten Ihre Daten von hier aus also nicht spenden.`,
    steps: [
      'Tippen Sie auf das Menü dieser App (⋯ oder ⋮) oder auf das Teilen-Symbol und wählen Sie „Im Browser öffnen“ oder direkt Safari oder Chrome.',
      'Oder kopieren Sie hier Ihren Link, öffnen Sie Ihren Browser und fügen Sie den Link in die Adresszeile ein.',
    ],
    copy: 'Meinen Link kopieren',
    secret: 'Der Link gehört nur Ihnen: Wer ihn hat, kann Ihre Datenspende sehen und zurückziehen.',
    stay: 'Trotzdem hier ansehen',
  },
  choose: {
    title: 'Ihre Datenspenden',
    text: 'In diesem Browser lassen sich mehrere Datenspenden öffnen. Welche möchten Sie sehen?',
  },
};
