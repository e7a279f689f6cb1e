/** web/content/de/messages/data.ts — the rows and their pictures, in German. */
import type { Messages } from '../../en/messages/index.ts';
import { number, rows } from './numbers.ts';

export const data: Pick<Messages, 'data' | 'pictures'> = {
  data: {
    title: 'Ihre Daten ansehen',
    intro: 'Das sind alle Zeilen, die das Studienteam lesen kann, so wie es sie erhält. Die neuesten stehen oben.',
    type: 'Datenart',
    from: 'Erster Tag',
    to: 'Letzter Tag',
    text: 'Mit den Wörtern',
    show: 'Anzeigen',
    reversed: 'Der erste Tag liegt nach dem letzten.',
    loading: 'Zeilen werden geladen …',
    noneAtAll: 'Von dieser Art gibt es keine Zeilen.',
    noneInDates: 'Zwischen diesen Tagen gibt es keine Zeilen.',
    noneWithText: (text: string) => `Hier gibt es keine Zeilen mit „${text}“.`,
    undated: (count: number) =>
      `${rows(count)} ohne Zeitangabe ${count === 1 ? 'wird' : 'werden'} nicht angezeigt, solange Tage gewählt sind.`,
    range: (first: number, last: number, count: number) =>
      `Zeilen ${number.format(first)} bis ${number.format(last)} von ${number.format(count)}`,
    pages: 'Seiten',
    previous: 'Neuere',
    next: 'Ältere',
    allFields: 'Alle Felder',
    caption: (label: string) => `${label}: Ihre Zeilen`,
    yes: 'ja',
    no: 'nein',
    download: 'Eine eigene Kopie mitnehmen',
    downloadText: (label: string) => `Alle Zeilen von „${label}“ als Datei:`,
    forms: { csv: 'CSV', ndjson: 'JSON-Zeilen', parquet: 'Parquet' },
    formNotes: { csv: 'für Tabellenprogramme', ndjson: 'für Programme', parquet: 'wie gespeichert' },
    bundleText:
      'Oder alles auf einmal: eine Zip-Datei mit einer Tabelle je Datenart und einem Text, der jede Spalte erklärt.',
    bundle: 'Alles herunterladen (Zip)',
    preparing: 'Die Datei wird erstellt …',
    downloadStarted: 'Der Download hat begonnen.',
    columns: {
      time: 'Zeit (UTC)',
      title: 'Titel',
      action: 'Was',
      channel_name: 'Kanal',
      url: 'Adresse',
    },
  },
  pictures: {
    open: 'In Bildern',
    loading: 'Wird gezählt …',
    none: 'Es gibt keine Zeilen, die sich als Bild zeigen ließen.',
    asTable: 'Dasselbe als Tabelle',
    undated: (count: number) =>
      `${rows(count)} ohne Zeitangabe ${count === 1 ? 'fehlt' : 'fehlen'} in den Bildern zum zeitlichen Verlauf.`,
    overTime: 'Im Zeitverlauf',
    most: (when: string, count: number) => `Am meisten: ${when}, ${rows(count)}.`,
    when: 'Ab',
    rows: 'Zeilen',
    week: (day: string) => `Woche ab dem ${day}`,
    byHour: 'Nach Wochentag und Stunde',
    byHourText: (weekday: string, hour: string, count: number) =>
      `Am meisten: ${weekday} ab ${hour} Uhr, ${rows(count)}.`,
    localTime: (zone: string) => `Die Uhrzeiten gelten für ${zone}.`,
    hour: 'Stunde',
    ranked: (label: string) => `Am häufigsten: ${label}`,
    others: (count: number) => `Alle übrigen: ${rows(count)}.`,
    about: 'Es sind so viele, dass die Zahlen ein wenig zu niedrig sind.',
  },
};
