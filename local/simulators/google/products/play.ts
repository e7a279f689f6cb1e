/** local/simulators/google/products/play.ts — Google Play: a wrapper object an item. Its file names are English everywhere. */
import { MINUTE_MS } from '../../../../functions/core/clock.ts';
import { type Make, microTime, type Spec } from './spec.ts';
import { APPS, id } from './things.ts';
import { jsonList } from './writers.ts';

const at = (file: string) => ({ service: 'PLAY_STORE', path: ['Google Play Store', file], plain: true });
const doc = ({ n }: Make) => ({ documentType: 'Android Apps', title: APPS[n % APPS.length] });
const euros = (n: number): string => `€${n}.99`;
const PHONE = { model: 'Pixel 8', carrier: 'Elisa', manufacturer: 'Google', deviceDisplayName: 'Maija’s Pixel' };

const install = (make: Make) => ({
  install: {
    doc: doc(make),
    firstInstallationTime: microTime(make),
    deviceAttribute: PHONE,
    lastUpdateTime: microTime({ ...make, time: make.time + MINUTE_MS }),
  },
});

const purchase = (make: Make) => ({
  purchaseHistory: {
    ...{ invoicePrice: euros(make.n % 9), paymentMethodTitle: 'Visa-1234', userLanguageCode: 'fi', userCountry: 'FI' },
    ...{ doc: doc(make), purchaseTime: microTime(make) },
  },
});

const order = (make: Make) => ({
  orderHistory: {
    ...{ orderId: `GPA.${1000 + make.n}`, creationTime: microTime(make), totalPrice: euros(make.n % 9) },
    lineItem: [{ doc: doc(make), quantity: 1 }],
  },
});

const redemption = (make: Make) => ({
  redemptionHistory: {
    ...{ acquisition: { docs: [doc(make)] }, device: PHONE, userCountry: 'FI', ipCountry: 'FI', billingCountry: 'FI' },
    ...{ status: 'REDEEMED', redemptionChangeTime: microTime(make), formattedMoney: euros(5) },
  },
});

const precision = 'micro';

export const PLAY: Readonly<Record<string, readonly Spec[]>> = {
  'play.devices': [
    jsonList(at('Devices.json'), { rows: 4 }, ({ n }) => ({
      device: { mostRecentData: { ...PHONE, androidSdkVersion: 30 + n, totalMemoryBytes: '8000000000' } },
    })),
  ],
  'play.grouping': [
    jsonList(at('Grouping.json'), { rows: 6 }, ({ n, random }) => ({
      grouping: { id: id(random), name: `Group ${n}` },
    })),
  ],
  'play.installs': [jsonList(at('Installs.json'), { rows: 140, precision }, install)],
  'play.library': [
    jsonList(at('Library.json'), { rows: 160, precision }, (make) => ({
      libraryDoc: { doc: doc(make), acquisitionTime: microTime(make) },
    })),
  ],
  'play.playpoints': [
    jsonList(at('Play Points.json'), { rows: 25 }, ({ n }) => ({
      playPoints: { points: n * 3, reason: `Purchase ${n}` },
    })),
  ],
  'play.promotions': [
    jsonList(at('Promotion History.json'), { rows: 15 }, ({ n }) => ({
      promotionHistory: { promotion: `Offer ${n}`, status: n % 2 ? 'USED' : 'EXPIRED' },
    })),
  ],
  'play.purchases': [
    jsonList(at('Purchase History.json'), { rows: 45, precision }, purchase),
    jsonList(at('Order History.json'), { rows: 40, precision }, order),
  ],
  'play.redemptions': [jsonList(at('Redemption History.json'), { rows: 12, precision }, redemption)],
  'play.subscriptions': [
    jsonList(at('Subscriptions.json'), { rows: 5 }, (make) => ({
      subscription: { doc: doc(make), price: euros(make.n), period: { count: 1, unit: 'MONTH' }, state: 'ACTIVE' },
    })),
  ],
  'play.usersettings': [
    jsonList(at('Play Settings.json'), { rows: 2 }, ({ n }) => ({
      userSettings: n ? { notifications: { deals: false } } : { autoUpdate: 'WIFI_ONLY' },
    })),
  ],
};
