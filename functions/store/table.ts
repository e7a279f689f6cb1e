/** functions/store/table.ts — the one table: its shape and its keys. docs/storage-schema.md describes each item. */
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { RESEARCHER_INDEX } from '../constants.ts';

export const TABLE_DEFINITION = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'gsi1pk', AttributeType: 'S' },
    { AttributeName: 'gsi1sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: RESEARCHER_INDEX,
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Omit<CreateTableCommandInput, 'TableName'>;

export type Key = { readonly pk: string; readonly sk: string };

const single = (kind: string, id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

export const keys = {
  donation: (id: string): Key => ({ pk: `DONATION#${id}`, sk: 'META' }),
  dataType: (id: string, name: string): Key => ({ pk: `DONATION#${id}`, sk: `TYPE#${name}` }),
  job: (id: string, group: string): Key => ({ pk: `DONATION#${id}`, sk: `JOB#${group}` }),
  event: (id: string, ulid: string): Key => ({ pk: `DONATION#${id}`, sk: `EVENT#${ulid}` }),
  access: (id: string, dataType: string, form: string): Key => ({
    pk: `DONATION#${id}`,
    sk: `ACCESS#${dataType}#${form}`,
  }),
  object: (id: string, name: string): Key => ({ pk: `DONATION#${id}`, sk: `OBJECT#${name}` }),
  exported: (id: string, hash: string): Key => ({ pk: `DONATION#${id}`, sk: `EXPORT#${hash}` }),
  file: (id: string, number: number): Key => ({
    pk: `DONATION#${id}`,
    // Twelve digits: sorted as text they are in the order of the numbers.
    sk: `FILE#${String(number).padStart(12, '0')}`,
  }),
  removal: (id: string, removalId: string): Key => ({ pk: `DONATION#${id}`, sk: `REMOVAL#${removalId}` }),
  researcher: (id: string): Key => single('RESEARCHER', id),
  participant: (id: string): Key => ({ pk: `PARTICIPANT#${id}`, sk: 'META' }),
  linked: (id: string, donationId: string): Key => ({ pk: `PARTICIPANT#${id}`, sk: `DONATION#${donationId}` }),
  token: (hash: string): Key => single('TOKEN', hash),
  grant: (donationId: string): Key => single('GRANT', donationId),
  state: (hash: string): Key => single('STATE', hash),
  session: (hash: string): Key => single('SESSION', hash),
  providerJob: (hash: string, donationId: string): Key => ({ pk: `PROVIDER_JOB#${hash}`, sk: donationId }),
  providerPerson: (hash: string, donationId: string): Key => ({ pk: `PROVIDER_PERSON#${hash}`, sk: donationId }),
  work: (id: string): Key => ({ pk: 'WORK', sk: id }),
  retention: (until: string, id: string): Key => ({ pk: 'RETENTION', sk: `${until}#${id}` }),
  review: (until: string, id: string): Key => ({ pk: 'REVIEW', sk: `${until}#${id}` }),
  upload: (until: string, number: number): Key => ({ pk: 'UPLOAD', sk: `${until}#${number}` }),
  member: (memberId: string): Key => single('MEMBER', memberId),
  fileLink: (hash: string): Key => single('FILE_LINK', hash),
  counter: (of: 'file'): Key => single('COUNTER', of),
  idempotency: (hash: string): Key => single('IDEMPOTENCY', hash),
  revocation: (receipt: string): Key => single('REVOCATION', receipt),
  receipt: (receipt: string): Key => single('RECEIPT', receipt),
} as const;
