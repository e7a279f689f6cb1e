/** web/content/de/messages/review.ts — looking through the rows before the study gets them, in German. */
import type { Messages } from '../../en/messages/index.ts';
import { number, rows } from './numbers.ts';

export const review: Pick<Messages, 'review'> = {
  review: {
    title: 'Sehen Sie Ihre Daten durch und geben Sie sie dann frei',
    intro:
      'Ihre Kopie ist angekommen. Bisher können nur Sie sie sehen. Nehmen Sie heraus, was Sie nicht geben möchten; den Rest bekommt das Studienteam, sobald Sie ihn freigeben.',
    until: (time: string) => `Wenn Sie nichts tun, wird sie am ${time} automatisch freigegeben.`,
    elsewhere:
      'Ihre Kopie ist angekommen, und Sie können sie durchsehen, bevor das Studienteam sie bekommt. Das geht mit Ihrem persönlichen Link oder in dem Browser, in dem Sie zugestimmt haben, solange Ihr Besuch dort dauert: Er endet nach 12 Stunden ohne Benutzung. Hier können Sie die Spende nur verfolgen und zurückziehen.',
    comeBack: 'Sie können diese Seite schließen; kommen Sie mit Ihrem persönlichen Link zurück.',
    openPersonal: 'Meinen persönlichen Link öffnen',
    releasing:
      'Ihre Daten werden freigegeben: Was Sie entfernt haben, wird endgültig gelöscht. Das dauert einen Moment.',
    released: (time: string) => `Zuerst konnten nur Sie sie durchsehen; das Studienteam erhielt sie am ${time}.`,
    rows: 'Das sind alle Zeilen, so wie das Studienteam sie bekäme. Die neuesten stehen oben.',
    select: 'Auswählen',
    selectRow: (what: string) => `Diese Zeile auswählen: ${what}`,
    selectPage: 'Alle Zeilen dieser Seite auswählen',
    removeSelected: (count: number) => `${rows(count)} entfernen`,
    removeFound: (count: number) =>
      count === 1 ? '1 gefundene Zeile entfernen' : `Alle ${number.format(count)} gefundenen Zeilen entfernen`,
    removeType: (label: string) => `Alles entfernen: ${label}`,
    removing: 'Wird entfernt …',
    nothingSelected: 'Wählen Sie Zeilen aus, um sie zu entfernen, oder suchen Sie und entfernen Sie alle Treffer.',
    removed: (count: number) => `${rows(count)} entfernt. Sie können das weiter unten rückgängig machen.`,
    restored: (count: number) =>
      count
        ? `${rows(count)} zurückgeholt.`
        : 'Rückgängig gemacht; eine andere Entfernung betrifft diese Zeilen weiterhin.',
    removals: {
      title: 'Was Sie entfernt haben',
      none: 'Sie haben nichts entfernt.',
      total: (count: number) => `Insgesamt ${rows(count)} entfernt. Das Studienteam bekommt sie nicht.`,
      rows: (count: number) => `${rows(count)}, von Ihnen ausgewählt`,
      all: 'Alles von dieser Art',
      words: (text: string) => `Alle Zeilen mit „${text}“`,
      between: (start: string, end: string) => `vom ${start} bis zum ${end}`,
      since: (start: string) => `ab dem ${start}`,
      before: (end: string) => `bis zum ${end}`,
      dates: (span: string) => `Alle Zeilen ${span}`,
      both: (what: string, span: string) => `${what}, ${span}`,
      count: (count: number) => rows(count),
      undo: 'Rückgängig',
      undoOf: (what: string) => `Rückgängig: ${what}`,
    },
    release: {
      open: 'Für die Studie freigeben …',
      title: 'Ihre Daten für die Studie freigeben?',
      text: (count: number) => `Das Studienteam bekommt dann ${rows(count)}.`,
      removed: (count: number) =>
        `${rows(count)}, die Sie entfernt haben, ${count === 1 ? 'wird' : 'werden'} endgültig gelöscht.`,
      final: 'Danach können Sie keine einzelnen Zeilen mehr herausnehmen, aber weiterhin alles zurückziehen.',
      keep: 'Noch nicht',
      confirm: 'Freigeben',
      busy: 'Wird freigegeben …',
    },
    removedByYou: (count: number) => `von Ihnen entfernt: ${number.format(count)}`,
    noneLeft: 'Sie haben alle Zeilen dieser Art entfernt.',
    promise: (days: number) =>
      `Wenn die Kopie angekommen ist, können Sie sie ${days === 1 ? 'einen Tag' : `${number.format(days)} Tage`} lang durchsehen und herausnehmen, was Sie möchten. Das Studienteam bekommt sie, wenn Sie sie freigeben, spätestens aber nach dieser Zeit.`,
    promiseTitle: 'Sie sehen die Daten vor dem Studienteam',
  },
};
