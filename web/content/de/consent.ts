/** web/content/de/consent.ts — the wording of the consent, in German. A change of it is a new version in functions/core/consent.ts. */
import type { ConsentWording } from '../../../functions/core/consent.ts';
import type { ProviderFacts } from '../wording.ts';

const day = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' });

export const consent: ConsentWording = {
  language: 'de',
  day: (date) => day.format(date),
  asks: (institution, title) =>
    institution
      ? `${institution} bittet Sie um eine Datenspende für ${title ? `die Studie „${title}“` : 'eine Studie'}.`
      : `Sie werden um eine Datenspende für ${title ? `die Studie „${title}“` : 'eine Studie'} gebeten.`,
  why: (purpose) => `Wofür: ${purpose}`,
  what: (provider, period) =>
    `Was: Wenn Sie zustimmen, stellt ${provider} eine Kopie dieser Daten von Ihnen zusammen, ${period}:`,
  between: (start, end) => `vom ${start} bis zum ${end}, beide Tage eingeschlossen`,
  since: (start) => `ab dem ${start}`,
  until: (end) => `bis einschließlich ${end}`,
  always: 'ohne zeitliche Grenze',
  limited:
    'Alles, was außerhalb dieses Zeitraums liegt, wird entfernt, bevor etwas gespeichert wird; Sie sehen, wie viel das war. Nur Listen ohne Datum, etwa was Sie abonniert haben, werden vollständig übernommen.',
  unlimited:
    'Die Studie hat keinen Zeitraum festgelegt; die Kopie reicht deshalb so weit zurück wie die Aufzeichnungen der Plattform.',
  never: (provider) =>
    `Was nie gespeichert wird: Ihr Passwort, Bilder, Videos und Ton sowie alle Daten, die nicht in der Liste oben stehen. Wir sehen Ihr ${provider}-Konto nicht; wir erhalten nur die Kopie, ein einziges Mal, und geben den Zugriff dann zurück.`,
  review: (count) =>
    `Sie sehen die Daten zuerst: Wenn die Kopie da ist, können nur Sie sie sehen. ${
      count === 1 ? 'Einen Tag' : `${count} Tage`
    } lang können Sie sie durchsehen und entfernen, was Sie nicht geben möchten. Die Forschenden erhalten den Rest, sobald Sie ihn freigeben oder diese Zeit abgelaufen ist.`,
  kept: (count) =>
    `Ihre Daten werden verschlüsselt aufbewahrt. Die Forschenden der Studie können sie lesen und herunterladen. ${
      count
        ? `Sie werden ${
            count === 1 ? 'einen Tag' : `${count} Tage`
          } nach dem Eintreffen Ihrer Spende gelöscht oder früher, wenn Sie die Spende zurückziehen oder die Forschenden die Daten löschen. Was Sie später noch erlauben, verlängert diese Zeit nicht.`
        : 'Sie werden aufbewahrt, bis Sie die Spende zurückziehen oder die Forschenden sie löschen.'
    }`,
  free: 'Die Teilnahme ist freiwillig. Sie sehen alles, was aufbewahrt wird, und können die Spende jederzeit mit demselben Link und ohne Angabe von Gründen zurückziehen: Ihre Daten werden dann gelöscht. Die Forschenden haben vielleicht schon eine Kopie heruntergeladen; bitten Sie sie, auch diese zu löschen.',
  questions: (contact) => `Fragen: ${contact}`,
};

export const providerFacts: ProviderFacts = {
  tiktok_portability: (onAccessRemoved) => [
    'Von TikTok: Auf der Seite von TikTok erlauben Sie eine einzige Kopie jeder Datengruppe, die dort genannt ist. Sie wird einmal angefordert, gleich nachdem Sie sich angemeldet haben; später wird nichts mehr abgerufen. TikTok stellt die ganze Gruppe zusammen; wir behalten nur, was oben aufgeführt ist, verwenden es für diese Studie und für nichts sonst und löschen den Rest sofort.',
    `So beenden Sie es: Ziehen Sie die Spende hier zurück, oder entfernen Sie diesen Dienst in den Einstellungen von TikTok unter „Sicherheit und Berechtigungen“, „Berechtigungen für Apps und Dienste“. Wenn Sie ihn dort innerhalb von 15 Tagen nach der Anmeldung entfernen oder Ihr TikTok-Konto in dieser Zeit geschlossen wird, ${
      onAccessRemoved === 'erase'
        ? 'wird Ihre Spende gelöscht, als hätten Sie sie zurückgezogen; ziehen Sie sie danach hier zurück.'
        : 'wird nichts mehr abgerufen, und was bis dahin eingetroffen ist, bleibt erhalten; um auch das löschen zu lassen, ziehen Sie die Spende hier zurück.'
    } Sobald Ihre Kopie abgerufen ist, geben wir den Zugriff von uns aus zurück.`,
  ],
};
