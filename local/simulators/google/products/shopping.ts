/** local/simulators/google/products/shopping.ts — addresses and reviews of Google Shopping, and a file for every order. */
import { isoTime, type Make, microseconds, type Spec } from './spec.ts';
import { thing } from './things.ts';
import { jsonObject, table } from './writers.ts';

const at = (folder: string) => ({ service: 'SHOPPING', path: ['Google Shopping', folder, `${folder}.csv`] });

const ADDRESS_HEADER = [
  ...['Recipient Name', 'Phone Number', 'Locality Name', 'Administrative Area Name', 'Postal Code Number'],
  'Country Name Code',
];

const reviews = (folder: string, rows: number): Spec =>
  table(at(folder), { rows, precision: 'milli' }, ['Creation Time', 'Title', 'Comment', 'Rating'], (make) => [
    ...[isoTime(make), `Review ${make.n}`, `${thing(make.random)}, "as described"`, String(1 + make.random.below(5))],
  ]);

export const SHOPPING: Readonly<Record<string, readonly Spec[]>> = {
  'shopping.addresses': [
    table(at('Addresses'), { rows: 4 }, ADDRESS_HEADER, ({ n }) => [
      ...['Maija Meikäläinen', `+358 40 000000${n}`, 'Helsinki', 'Uusimaa', `0010${n}`, 'FI'],
    ]),
  ],
  'shopping.reviews': [reviews('Product Reviews', 26), reviews('Merchant Reviews', 14)],
};

const amount = (micros: number) => ({ amountMicros: String(micros * 10_000), currencyCode: { code: 'EUR' } });

const order = (make: Make): object => {
  const price = [{ type: 'SUBTOTAL', amount: amount(990 + make.random.below(9000)) }];
  const recipient = { fullName: 'Maija Meikäläinen', email: 'maija@example.org' };
  return {
    ...{ customer: { email: 'maija@example.org' }, merchantOrderId: `order-${make.random.below(1e6)}` },
    creationTime: { usecSinceEpochUtc: String(microseconds(make)), granularity: 'MICROSECOND' },
    ...{ orderStatus: { status: 'DELIVERED', label: 'Delivered' }, transactionMerchant: { name: 'Kirjakauppa' } },
    lineItem: [
      {
        ...{ provider: 'Kirjakauppa', name: thing(make.random), priceline: price },
        purchase: { status: 'DELIVERED', quantity: 1, fulfillment: { recipient } },
      },
    ],
    priceline: price,
  };
};

/** One order a file. */
const orders = (folder: string, count: number): readonly Spec[] =>
  Array.from({ length: count }, (_, n) =>
    jsonObject(
      { service: 'PURCHASES', path: ['Purchases & Reservations', folder, '*.json'], title: `order_${n}` },
      { precision: 'milli' },
      order,
    ),
  );

export const PURCHASES: Readonly<Record<string, readonly Spec[]>> = {
  'order_reserve.purchases_reservations': [...orders('Purchases', 36), ...orders('Reservations', 12)],
};
