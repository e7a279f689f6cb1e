/** web/content/de/messages/reasons.ts — why something did not come about, by the service’s code, in German. */
import type { Messages } from '../../en/messages/index.ts';

const reasons: Messages['reasons'] = {
  access_denied:
    'Sie haben auf der Seite der Plattform keinen Zugriff erlaubt. Sie können es noch einmal versuchen oder es lassen: Es wurde nichts kopiert.',
  nothing_granted:
    'Auf der Seite der Plattform war kein Kästchen angekreuzt, deshalb wurde nichts kopiert. Sie können es noch einmal versuchen.',
  grant_lost:
    'Die Plattform lässt uns Ihre Daten nicht mehr lesen. Es ist nichts verloren: Melden Sie sich noch einmal an, um weiterzumachen.',
  already_exported:
    'Die Plattform hat diese Kopie schon einmal ausgegeben. Melden Sie sich noch einmal an, um eine neue zu erlauben.',
  provider_failed:
    'Die Plattform konnte diese Kopie nicht erstellen, obwohl wir mehrmals darum gebeten haben. Sie können es noch einmal versuchen.',
  provider_cancelled: 'Die Plattform hat diese Kopie abgebrochen. Sie können es noch einmal versuchen.',
  provider_unavailable:
    'Die Plattform hat lange nicht geantwortet. Es ist nichts verloren: Sie können es später noch einmal versuchen.',
  provider_refused:
    'Die Plattform hat es abgelehnt, diese Kopie zu erstellen. Sie können es noch einmal versuchen; sagen Sie dem Studienteam Bescheid, wenn es wieder geschieht.',
  unrecognised_layout:
    'Die Kopie hat eine Form, die wir noch nicht kennen. Deshalb haben wir von diesem Teil nichts behalten.',
  archive_corrupt:
    'Die Kopie ist beschädigt angekommen. Deshalb haben wir von diesem Teil nichts behalten. Sie können es noch einmal versuchen.',
  archive_too_large:
    'Die Kopie ist größer, als dieser Dienst annehmen kann. Deshalb haben wir von diesem Teil nichts behalten.',
  deadline_passed: 'Die Plattform hat diese Kopie nicht rechtzeitig geliefert. Sie können es noch einmal versuchen.',
  internal: 'Bei uns ist etwas schiefgegangen. Es ist nichts verloren: Sie können es noch einmal versuchen.',
};

const refusals: Messages['refusals'] = {
  no_session:
    'Ihr Besuch ist abgelaufen, weil die Seite eine Zeit lang nicht benutzt wurde. Öffnen Sie Ihren Link noch einmal; es ist nichts verloren.',
  forbidden:
    'Diese Seite wurde auf eine Weise geöffnet, die nicht erlaubt ist. Öffnen Sie Ihren Link noch einmal in Ihrem Browser.',
  not_found: 'Das gibt es hier nicht mehr. Laden Sie die Seite neu.',
  personal_link_needed:
    'Bis Sie Ihre Zeilen freigeben, werden sie nur mit Ihrem persönlichen Link angezeigt oder in dem Browser, in dem Sie zugestimmt haben, solange Ihr Besuch dort dauert: Er endet nach 12 Stunden ohne Benutzung.',
  not_under_review: 'Ihre Zeilen wurden inzwischen freigegeben: Es lässt sich nichts mehr entfernen oder zurückholen.',
  too_many_removals:
    'Das wären mehr als 200 Entfernungen. Machen Sie einige rückgängig oder entfernen Sie nach Wörtern, nach Tagen oder eine ganze Datenart.',
  not_ready: 'Die Kopie ist noch nicht angekommen.',
  already_authorized: 'Sie haben den Zugriff schon erlaubt; es ist nichts weiter zu tun.',
  already_linked: 'Zu diesen Datenspenden führt schon ein persönlicher Link: Öffnen Sie diesen.',
  consent_required: 'Bitte stimmen Sie der Datenspende zuerst in diesem Browser zu.',
  consent_changed: 'Der Text hat sich geändert, seit diese Seite geöffnet wurde. Bitte lesen Sie ihn noch einmal.',
  study_missing:
    'Die Studie sagt noch nicht, wer um die Daten bittet und wofür. Bitten Sie das Studienteam, die Beschreibung zu vervollständigen.',
  nothing_granted_yet: 'Sie haben noch keinen Zugriff erlaubt: Melden Sie sich mindestens einmal an.',
  link_expired:
    'Die Zeit, diese Datenspende zu beginnen, ist vorbei. Sie können sie weiterhin ansehen und zurückziehen.',
  not_configured:
    'Dieser Dienst ist für diese Plattform noch nicht eingerichtet. Versuchen Sie es später noch einmal oder sagen Sie dem Studienteam Bescheid.',
};

export const explanations: Pick<Messages, 'reasons' | 'refusals'> = { reasons, refusals };
