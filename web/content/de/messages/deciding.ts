/** web/content/de/messages/deciding.ts — from the question to the platform’s page and back, in German. */
import type { Deciding } from '../../en/messages/deciding.ts';
import { number } from './numbers.ts';

export const deciding: Deciding = {
  progress: {
    label: 'Wo Sie gerade sind',
    steps: {
      consent: 'Lesen und entscheiden',
      authorize: 'Zugriff erlauben',
      working: 'Kopie abwarten',
      result: 'Daten ansehen',
    },
  },
  study: {
    askedBy: (institution: string) => `Durchgeführt von: ${institution}`,
    untitled: 'Eine Studie',
    purpose: 'Wofür die Daten gebraucht werden',
    contact: 'Fragen?',
    privacy: 'Datenschutzhinweise der Studie',
    undescribed:
      'Die Studie sagt noch nicht, wer um die Daten bittet und wofür. Deshalb können Sie nicht zustimmen. Bitten Sie das Studienteam, die Beschreibung zu vervollständigen.',
  },
  request: {
    title: 'Worum die Studie bittet',
    from: (provider: string) => `Um eine Kopie dieser Daten aus Ihrem ${provider}-Konto, und um nichts sonst:`,
    period: 'Aus welcher Zeit',
    periodNote:
      'Ganze Tage in koordinierter Weltzeit (UTC). Zeilen von außerhalb dieses Zeitraums werden entfernt, bevor irgendetwas gespeichert wird.',
    between: (start: string, end: string) => `${start} bis ${end}, beide Tage eingeschlossen`,
    since: (start: string) => `Ab dem ${start}`,
    until: (end: string) => `Alles bis einschließlich ${end}`,
    always: 'Unbegrenzt: so weit, wie die Aufzeichnungen der Plattform zurückreichen',
    kept: 'Wie lange die Daten aufbewahrt werden',
    keptFor: (days: number) =>
      `${days === 1 ? 'Einen Tag' : `${number.format(days)} Tage`} ab dem Eintreffen; dann werden sie automatisch gelöscht.`,
    keptUntilDeleted: 'Bis Sie Ihre Spende zurückziehen oder die Forschenden sie löschen.',
    never: 'Was nie genommen wird',
    neverList: (provider: string) => [
      `Ihr Passwort: Sie melden sich bei ${provider} an, nicht hier`,
      'Bilder, Filme und Tonaufnahmen',
      'Ortsangaben zu dem, was Sie gesucht, angesehen oder benutzt haben: diese werden entfernt',
      'Daten, die oben nicht aufgeführt sind',
    ],
    leave: 'Wie Sie aussteigen',
    leaveText:
      'Sie können Ihre Spende jederzeit zurückziehen, auf dieser Seite und mit demselben Link. Ihre Daten werden dann gelöscht. Eine Kopie, die bereits für die Studie heruntergeladen wurde, können wir nicht löschen; wenden Sie sich dafür an die Kontaktperson der Studie.',
  },
  consent: {
    title: 'Ihre Entscheidung',
    intro: 'Das ist der vollständige Text, dem Sie zustimmen oder nicht zustimmen:',
    accept: 'Ich stimme zu',
    decline: 'Ich stimme nicht zu',
    declinedTitle: 'Sie haben sich entschieden, nicht teilzunehmen',
    declinedText: 'Das ist völlig in Ordnung. Es wurde und wird nichts abgerufen. Sie können diese Seite schließen.',
    changeMind: 'Anders entscheiden',
    agreed: 'Ihre Zustimmung',
    agreedAt: (time: string) => `Sie haben am ${time} zugestimmt.`,
    print: 'Drucken oder als Datei speichern',
  },
  authorize: {
    title: (provider: string) => `Als Nächstes: Zugriff bei ${provider} erlauben`,
    again: (provider: string) => `Zugriff bei ${provider} noch einmal erlauben`,
    againFor: 'Das würde noch einmal angefragt:',
    againKept: 'Was schon angekommen ist, bleibt, wie es ist.',
    expect: (provider: string) => [
      `Sie melden sich auf der eigenen Seite von ${provider} an.`,
      'Dort steht, worum wir bitten. Kreuzen Sie alles an, womit Sie einverstanden sind; Sie können jeden Punkt auslassen. Ein Kästchen dort kann mehrere Punkte unserer Liste umfassen.',
      'Sie werden gefragt, für wie lange. Einmal genügt: Wir rufen eine Kopie ab.',
      'Danach kommen Sie auf diese Seite zurück. Bleiben Sie bis dahin in diesem Browser.',
    ],
    signIns: (provider: string, done: number, of: number) =>
      done
        ? `${done} von ${of} Anmeldungen erledigt. Bei ${provider} dürfen wir auf einmal nur um einen Teil bitten. Holen Sie die übrigen innerhalb eines Tages nach; danach beginnt es von vorn.`
        : `Die Studie bittet um mehr, als wir bei ${provider} auf einmal anfragen dürfen. Deshalb melden Sie sich ${of}-mal an. Sie können nach jeder Anmeldung aufhören.`,
    oneOf: (provider: string, which: number, of: number) => `Weiter zu ${provider} (${which} von ${of})`,
    restText: 'Die übrigen Anmeldungen müssen nicht sein. Worum dabei gebeten würde, wird dann nicht kopiert.',
    withoutTheRest: 'Mit dem bisher Erlaubten weiter',
    button: (provider: string) => `Weiter zu ${provider}`,
    leaving: (provider: string) => `Weiter zu ${provider} …`,
    linkExpired: (time: string) =>
      `Diese Datenspende konnte bis zum ${time} begonnen werden. Sie können sie weiterhin ansehen und zurückziehen. Wenn Sie teilnehmen möchten, bitten Sie das Studienteam um einen neuen Link.`,
  },
  outcomes: {
    access_denied:
      'Sie haben auf der Seite der Plattform keinen Zugriff erlaubt. Es wurde nichts kopiert. Sie können es noch einmal versuchen oder es dabei belassen.',
    nothing_granted:
      'Auf der Seite der Plattform war kein Kästchen angekreuzt, deshalb wurde nichts kopiert. Sie können es noch einmal versuchen.',
    state_unknown:
      'Dieser Versuch gilt nicht mehr: Er hat länger als eine Stunde gedauert oder wurde nicht hier begonnen. Es wurde nichts kopiert. Bitte beginnen Sie unten noch einmal.',
    exchange_failed:
      'Die Plattform hat die Antwort nicht angenommen, die sie gerade selbst gegeben hatte. Es wurde nichts kopiert. Bitte versuchen Sie es noch einmal.',
    internal:
      'Bei uns ist etwas schiefgegangen. Es wurde nichts kopiert, und nichts ist verloren. Bitte versuchen Sie es noch einmal.',
    provider_error:
      'Die Seite der Plattform hat einen Fehler gemeldet. Es wurde nichts kopiert. Bitte versuchen Sie es noch einmal.',
    provider_unavailable:
      'Die Plattform antwortet gerade nicht. Es wurde nichts kopiert. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    other_browser:
      'Der Zugriff wurde in einem anderen Browser als diesem erlaubt, deshalb wurde er nicht genutzt. Kehren Sie in jenen Browser zurück oder beginnen Sie hier noch einmal.',
    erased: 'Diese Datenspende wurde gelöscht, während Sie auf der Seite der Plattform waren. Es wurde nichts kopiert.',
  },
};
