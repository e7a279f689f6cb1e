/** web/content/de/data-types/google-undocumented.ts — data types that Google does not describe, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const undocumented: DataTypeWords = {
  maps_commute_routes: [
    'Arbeitswege in Google Maps',
    'Routen zwischen Ihrem Zuhause und Ihrem Arbeitsort, mit Verkehrsmitteln und Besuchen.',
  ],
  maps_commute_settings: ['Einstellungen zum Arbeitsweg in Google Maps', 'Ihre Einstellungen für den Weg zur Arbeit.'],
  maps_ev_profile: ['Elektrofahrzeug in Google Maps', 'Das Elektrofahrzeug, das Sie in Google Maps angegeben haben.'],
  maps_vehicle_profile: ['Fahrzeug in Google Maps', 'Das Fahrzeug, das Sie in Google Maps angegeben haben.'],
  maps_factual_contributions: [
    'Korrekturen in Google Maps',
    'Korrekturen und Angaben, die Sie zu Google Maps beigetragen haben.',
  ],
  maps_photos_videos: [
    'Fotos und Videos in Google Maps',
    'Wann und wo Sie Fotos und Videos zu Google Maps hinzugefügt haben, aber nie die Aufnahmen selbst.',
  ],
  maps_questions_answers: ['Fragen und Antworten in Google Maps', 'Ihre Fragen und Antworten zu Orten in Google Maps.'],
  nest_camera_event: [
    'Ereignisse von Nest-Kameras',
    'Wann Ihre Nest-Kameras etwas bemerkt haben, aber nie die Aufnahmen.',
  ],
  nest_camera_feature: ['Funktionen von Nest-Kameras', 'Einstellungen Ihrer Nest-Kameras.'],
  nest_camera_video: [
    'Videos von Nest-Kameras',
    'Angaben zu Aufnahmen Ihrer Nest-Kameras, aber nie die Aufnahmen selbst.',
  ],
  nest_store: ['Nest-Store', 'Ihre Bestellungen und Abos im Nest-Store, mit Zahlungsdaten und Adressen.'],
  nest_user: [
    'Nest-Konto',
    'Ihr Nest-Konto: Name und E-Mail-Adresse, Ihre Wohnungen oder Häuser und die Geräte darin.',
  ],
  pixel_device_data: ['Daten von Pixel-Geräten', 'Was Ihr Pixel-Gerät an Google meldet.'],
  streetview_imagery: [
    'Street-View-Aufnahmen',
    'Angaben zu Aufnahmen, die Sie zu Street View beigetragen haben, aber nie die Aufnahmen selbst.',
  ],
  youtube_clips: ['YouTube-Clips', 'Clips, die Sie auf YouTube erstellt haben.'],
  youtube_conversations: [
    'Unterhaltungen auf YouTube',
    'Ihre Unterhaltungen auf YouTube; darunter können Nachrichten anderer Personen sein.',
  ],
  youtube_playable: ['Spiele auf YouTube (Playables)', 'Spiele, die Sie auf YouTube gespielt haben.'],
  youtube_posts: ['YouTube-Beiträge', 'Beiträge, die Sie auf YouTube geschrieben haben.'],
  youtube_shopping: ['Einkaufen auf YouTube', 'Ihre Aktivitäten rund ums Einkaufen auf YouTube.'],
  businessmessaging_conversations: [
    'Unterhaltungen mit Unternehmen',
    'Ihre Unterhaltungen mit Unternehmen; darunter sind auch Nachrichten anderer Personen.',
  ],
  fitbit_device_events: ['Ereignisse von Fitbit-Geräten', 'Ereignisse, die Ihre Fitbit-Geräte aufgezeichnet haben.'],
};
