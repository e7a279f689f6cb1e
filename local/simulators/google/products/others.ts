/** local/simulators/google/products/others.ts — groups whose files are not documented: plausible ones. */
import { isoTime, type Spec } from './spec.ts';
import { id, thing } from './things.ts';
import { jsonList, jsonObject, medium, table } from './writers.ts';

const precision = 'milli';
const nest = (...path: string[]) => ({ service: 'NEST', path: ['Nest', ...path] });

export const ALERTS: Readonly<Record<string, readonly Spec[]>> = {
  'alerts.subscriptions': [
    jsonList({ service: 'ALERTS', path: ['Alerts', 'Alerts.json'] }, { rows: 16 }, ({ n, random }) => ({
      ...{
        query: thing(random),
        language: 'fi',
        country: 'FI',
        apply_language_restrict: true,
        apply_region_restrict: false,
      },
      ...{ source: n % 2 ? ['NEWS'] : ['NEWS', 'WEB'], quality: n % 3 ? 'LOW' : 'HIGH', delivery_method: 'EMAIL' },
      ...{ delivery_frequency: 'DAILY', delivery_time: '08:00', email_address: 'maija@example.org' },
    })),
  ],
};

export const NEST: Readonly<Record<string, readonly Spec[]>> = {
  'nest.camera_event': [
    jsonList(nest('Camera events', 'Camera events.json'), { rows: 90, precision }, (make) => ({
      ...{
        eventId: id(make.random, 20),
        camera: ['Door', 'Yard'][make.n % 2],
        type: 'MOTION',
        startTime: isoTime(make),
      },
    })),
  ],
  'nest.camera_feature': [
    table(
      nest('Camera features', 'Camera features.csv'),
      { rows: 6 },
      ['Camera', 'Feature', 'Enabled'],
      ({ n, say }) => [...[n % 2 ? 'Yard' : 'Door', `FEATURE_${n}`, say(n % 3 ? 'True' : 'False')]],
    ),
  ],
  'nest.camera_video': Array.from({ length: 12 }, (_, n) => `clip ${n}`).flatMap((title) => [
    medium({ ...nest('Camera videos', '*.mp4'), title }),
    jsonObject({ ...nest('Camera videos', '*.json'), title }, { precision }, (make) => ({
      ...{ camera: 'Door', startTime: isoTime(make), durationSeconds: 10 + make.random.below(50) },
    })),
  ]),
  'nest.store': [
    table(nest('Store', 'Orders.csv'), { rows: 7, precision }, ['Order Number', 'Product', 'Creation Time'], (make) => [
      ...[`N-${make.n}`, 'Doorbell', isoTime(make)],
    ]),
  ],
  'nest.user': [jsonObject(nest('User', 'User.json'), {}, () => ({ email: 'maija@example.org', homes: ['Helsinki'] }))],
};

export const DEVICES: Readonly<Record<string, readonly Spec[]>> = {
  'pixel.device_data': [
    table(
      { service: 'PIXEL', path: ['Pixel', 'Device data.csv'] },
      { rows: 45, precision },
      ['Event Time', 'Device', 'Metric', 'Value'],
      (make) => [isoTime(make), 'Pixel 8', 'BATTERY_CYCLES', String(make.random.below(900))],
    ),
  ],
  'fitbit.device_events': [
    table(
      { service: 'FITBIT', path: ['Fitbit', 'Device events.csv'] },
      { rows: 80, precision },
      ['Event Time', 'Device', 'Event'],
      (make) => [isoTime(make), 'Charge 6', make.n % 2 ? 'SYNC' : 'CHARGE'],
    ),
  ],
  'businessmessaging.conversations': [
    jsonList(
      { service: 'BUSINESS_MESSAGES', path: ['Business Messages', 'Conversations.json'] },
      { rows: 30, precision },
      (make) => ({
        ...{
          conversationId: `c-${make.n % 5}`,
          business: 'Kirjakauppa',
          text: thing(make.random),
          createTime: isoTime(make),
        },
      }),
    ),
  ],
};
