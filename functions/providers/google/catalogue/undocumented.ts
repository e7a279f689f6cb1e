/**
 * functions/providers/google/catalogue/undocumented.ts — resource groups whose files Google does not describe: each
 * record is kept as JSON, and media files are never fetched.
 */
import type { GroupDefinition, Sensitivity } from './definition.ts';

const group = (
  name: string,
  label: string,
  description: string,
  sensitivity: Sensitivity = 'sensitive',
): GroupDefinition => ({
  ...{ group: name, label, description, sensitivity },
  files: [],
});

export const UNDOCUMENTED: readonly GroupDefinition[] = [
  group(
    'maps.commute_routes',
    'Google Maps commute routes',
    'Routes between your home and work, with travel modes and visits.',
    'restricted',
  ),
  group('maps.commute_settings', 'Google Maps commute settings', 'Your settings for the way to work.'),
  group('maps.ev_profile', 'Google Maps electric vehicle', 'The electric vehicle you told Google Maps about.'),
  group('maps.vehicle_profile', 'Google Maps vehicle', 'The vehicle you told Google Maps about.'),
  group(
    'maps.factual_contributions',
    'Google Maps corrections',
    'Corrections and facts you contributed to Google Maps.',
  ),
  group(
    'maps.photos_videos',
    'Google Maps photos and videos',
    'When and where you added photos and videos to Google Maps; never the pictures themselves.',
  ),
  group(
    'maps.questions_answers',
    'Google Maps questions and answers',
    'Questions and answers about places that you wrote on Google Maps.',
  ),
  group(
    'nest.camera_event',
    'Nest camera events',
    'When your Nest cameras noticed something; never the recordings.',
    'restricted',
  ),
  group('nest.camera_feature', 'Nest camera features', 'Settings of your Nest cameras.', 'restricted'),
  group(
    'nest.camera_video',
    'Nest camera videos',
    'Facts about recordings of your Nest cameras; never the recordings themselves.',
    'restricted',
  ),
  group(
    'nest.store',
    'Nest store',
    'Your orders and subscriptions in the Nest store, with payment details and addresses.',
    'restricted',
  ),
  group(
    'nest.user',
    'Nest account',
    'Your Nest account: name and e-mail address, your homes and the devices in them.',
    'restricted',
  ),
  group('pixel.device_data', 'Pixel device data', 'What your Pixel device reports to Google.', 'restricted'),
  group(
    'streetview.imagery',
    'Street View imagery',
    'Facts about imagery you contributed to Street View; never the images themselves.',
  ),
  group('youtube.clips', 'YouTube clips', 'The clips you made on YouTube.'),
  group(
    'youtube.conversations',
    'YouTube conversations',
    'Your conversations on YouTube; other people’s words may be among them.',
    'restricted',
  ),
  group('youtube.playable', 'YouTube Playables', 'The games you played on YouTube.'),
  group('youtube.posts', 'YouTube posts', 'The posts you wrote on YouTube.'),
  group('youtube.shopping', 'YouTube shopping', 'Your shopping on YouTube.'),
  group(
    'businessmessaging.conversations',
    'Business messages',
    'Your conversations with businesses; other people’s words are among them.',
    'restricted',
  ),
  group('fitbit.device_events', 'Fitbit device events', 'Events your Fitbit devices recorded.', 'restricted'),
];
