/** functions/providers/google/catalogue/play.ts — the resource groups of Google Play. Its file names are not translated. */
import { type Field, type GroupDefinition, json, moment, type TimeField, text } from './definition.ts';

const product = (wrapper: string) => [
  text('title', 'The app, game, book or film.', [`${wrapper}.doc.title`, 'doc.title']),
  text('document_type', 'What kind of thing it is, e.g. Android Apps.', [
    `${wrapper}.doc.documentType`,
    'doc.documentType',
  ]),
];
const at = (wrapper: string, key: string, description: string): TimeField => ({
  names: [`${wrapper}.${key}`, key],
  ...{ reading: 'iso', description },
});
const within = (wrapper: string, path: string): readonly string[] => [`${wrapper}.${path}`, path];
const recent = (name: string, description: string, key: string): Field =>
  text(name, description, within('device', `mostRecentData.${key}`));

const SUBSCRIPTION: readonly Field[] = [
  ...product('subscription'),
  text('state', 'Whether it goes on.', within('subscription', 'state')),
  moment('renews_at', 'When it is to be renewed.', within('subscription', 'renewalDate')),
  moment('expires_at', 'When it ends or ended.', within('subscription', 'expirationDate')),
  json('pricing', 'What it costs.', within('subscription', 'pricing')),
  json('changes', 'What was changed about it, and when.', within('subscription', 'userChangeRecord')),
];

const DEVICE: readonly Field[] = [
  recent('model', 'Its model.', 'modelName'),
  recent('manufacturer', 'Who made it.', 'manufacturer'),
  recent('carrier', 'Its mobile operator.', 'carrierName'),
  recent('locale', 'Its language.', 'userLocale'),
  recent('ip_country', 'The country by its network address.', 'deviceIpCountry'),
  recent('android_sdk_version', 'Its version of Android, as developers count.', 'androidSdkVersion'),
  moment('registered_at', 'When it was registered.', within('device', 'deviceRegistrationTime')),
  moment('added_at', 'When the account was added to it.', within('device', 'userAddedOnDeviceTime')),
  moment('last_active_at', 'When it was last active.', within('device', 'lastTimeDeviceActive')),
];

const SENSITIVE = { sensitivity: 'sensitive' } as const;

export const PLAY: readonly GroupDefinition[] = [
  {
    ...SENSITIVE,
    group: 'play.installs',
    label: 'Google Play installations',
    description: 'The apps you installed from Google Play, when, and on which device.',
    files: [
      {
        kind: 'install',
        format: 'json',
        names: ['Installs'],
        time: at('install', 'firstInstallationTime', 'When the app was first installed.'),
        fields: [
          ...product('install'),
          moment('updated_at', 'When it was last updated.', ['install.lastUpdateTime', 'lastUpdateTime']),
          text('device_model', 'The device’s model.', ['install.deviceAttribute.model', 'deviceAttribute.model']),
          text('device_carrier', 'Its mobile operator.', [
            'install.deviceAttribute.carrier',
            'deviceAttribute.carrier',
          ]),
          text('device_manufacturer', 'Who made it.', [
            'install.deviceAttribute.manufacturer',
            'deviceAttribute.manufacturer',
          ]),
          text('device_name', 'What Google Play calls it.', [
            'install.deviceAttribute.deviceDisplayName',
            'deviceAttribute.deviceDisplayName',
          ]),
        ],
      },
    ],
  },
  {
    ...SENSITIVE,
    group: 'play.library',
    label: 'Google Play library',
    description: 'The apps, games, books and films in your Google Play library, and since when.',
    files: [
      {
        kind: 'library',
        format: 'json',
        names: ['Library'],
        time: at('libraryDoc', 'acquisitionTime', 'When it was acquired.'),
        fields: product('libraryDoc'),
      },
    ],
  },
  {
    group: 'play.purchases',
    label: 'Google Play purchases',
    description: 'What you bought on Google Play, when and for how much. Orders may hold your address.',
    sensitivity: 'restricted',
    files: [
      {
        kind: 'purchase',
        format: 'json',
        names: ['Purchase History'],
        time: at('purchaseHistory', 'purchaseTime', 'When it was bought.'),
        fields: [
          ...product('purchaseHistory'),
          text('price', 'What was paid, with currency.', ['purchaseHistory.invoicePrice', 'invoicePrice']),
          text('payment_method', 'How it was paid.', ['purchaseHistory.paymentMethodTitle', 'paymentMethodTitle']),
          text('language', 'The language of the account.', ['purchaseHistory.userLanguageCode', 'userLanguageCode']),
          text('country', 'The country of the account.', ['purchaseHistory.userCountry', 'userCountry']),
        ],
      },
      {
        kind: 'order',
        format: 'json',
        names: ['Order History'],
        time: at('orderHistory', 'creationTime', 'When it was bought.'),
        fields: [
          text('order_id', 'The order’s number.', ['orderHistory.orderId', 'orderId']),
          text('price', 'What was paid, with currency.', ['orderHistory.totalPrice', 'totalPrice']),
          json('items', 'What was ordered.', ['orderHistory.lineItem', 'lineItem']),
        ],
      },
    ],
  },
  {
    ...SENSITIVE,
    group: 'play.redemptions',
    label: 'Google Play redemptions',
    description: 'Gift cards and codes you redeemed on Google Play.',
    files: [
      {
        kind: 'redemption',
        format: 'json',
        names: ['Redemption History'],
        time: at('redemptionHistory', 'redemptionChangeTime', 'When its status last changed.'),
        fields: [
          json('acquisition', 'What was acquired.', ['redemptionHistory.acquisition', 'acquisition']),
          json('device', 'The device it was redeemed on.', ['redemptionHistory.device', 'device']),
          text('user_country', 'The country of the account.', ['redemptionHistory.userCountry', 'userCountry']),
          text('ip_country', 'The country by the network address.', ['redemptionHistory.ipCountry', 'ipCountry']),
          text('billing_country', 'The country of payment.', ['redemptionHistory.billingCountry', 'billingCountry']),
          text('status', 'Whether it was redeemed.', ['redemptionHistory.status', 'status']),
          json('formatted_money', 'Its value.', ['redemptionHistory.formattedMoney', 'formattedMoney']),
          moment('money_expires_at', 'When the value expires.', [
            'redemptionHistory.moneyExpiredTime',
            'moneyExpiredTime',
          ]),
        ],
      },
    ],
  },
  ...(
    [
      ['subscriptions', SUBSCRIPTION, 'Subscriptions', 'Your subscriptions on Google Play.'],
      ['devices', DEVICE, 'Devices', 'The devices you use Google Play on, with operators and countries.'],
      ['promotions', product('promotion'), 'Promotion History', 'Promotions on Google Play that you took up.'],
      ['usersettings', product('userSettings'), 'Play Settings', 'Your settings of Google Play.'],
      ['grouping', product('grouping'), 'Grouping', 'How Google Play groups your apps.'],
      ['playpoints', product('playPoints'), 'Play Points', 'Your Google Play Points.'],
    ] as const
  ).map(
    ([name, fields, file, description]): GroupDefinition => ({
      ...SENSITIVE,
      group: `play.${name}`,
      label: `Google Play: ${file.toLowerCase()}`,
      description: `${description} They are kept whole, for they have no date of their own.`,
      files: [
        {
          kind: name,
          format: 'json',
          names: [file],
          paths: [[], ['*']],
          values: true,
          fields,
        },
      ],
    }),
  ),
];
