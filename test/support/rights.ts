/** test/support/rights.ts — rights in words, such as `store writes data/`: those that lib/functions.ts gives, and those used. */
import { FUNCTION_NAMES, FUNCTIONS } from '../../lib/functions.ts';
import type { Asked } from './deployed.ts';
import { MACHINES } from './machine.ts';

/** Every right of every function. */
export function givenRights(): readonly string[] {
  return FUNCTION_NAMES.flatMap((name) => {
    const { reads = [], writes = [], lists, objects = {}, grants = [], keepsAnswers, ...more } = FUNCTIONS[name];
    const rights = [
      ...reads.map((kind) => `reads ${kind}`),
      ...writes.map((kind) => `writes ${kind}`),
      ...(lists ? ['lists RESEARCHER'] : []),
      ...(objects.read ?? []).map((area) => `reads ${area}/`),
      ...(objects.write ?? []).map((area) => `writes ${area}/`),
      ...(objects.erase ?? []).map((area) => `erases ${area}/`),
      ...grants.map((use) => `${use}s grant`),
      ...(keepsAnswers ? ['generatedatakeys idempotency', 'decrypts idempotency'] : []),
      ...(more.starts ?? []).map((machine) => `starts ${machine}`),
      ...(more.stops ?? []).map((machine) => `stops ${machine}`),
      ...(more.follows ?? []).map((machine) => `follows ${machine}`),
      ...(more.exports ? ['invokes export'] : []),
      ...(more.receives ? ['invokes receive-file', 'signs uploads'] : []),
      ...(more.provider ? ['reads credentials'] : []),
    ];
    return rights.map((right) => `${name} ${right}`);
  });
}

const ITEM_VERB: Readonly<Record<string, string>> = { GetItem: 'reads', Query: 'reads' };
const MACHINE_VERB: Readonly<Record<string, string>> = { Start: 'starts', Stop: 'stops', Describe: 'follows' };
const OBJECT_VERB: Readonly<Record<string, string>> = {
  GetObject: 'reads',
  PutObject: 'writes',
  DeleteObject: 'erases',
  ListBucketMultipartUploads: 'erases',
};

/** The right that a call used; none where it goes without saying. */
export function usedRight({ function: name, action, resource, context }: Asked): string | undefined {
  const [service = '', operation = ''] = action.split(':');
  const say = (right: string) => `${name} ${right}`;
  if (service === 'dynamodb') {
    const kind = String(context['dynamodb:LeadingKeys']).split('#')[0] as string;
    return say(resource.includes('/index/') ? `lists ${kind}` : `${ITEM_VERB[operation] ?? 'writes'} ${kind}`);
  }
  if (service === 's3') {
    const key = resource.split('/')[1] ?? String(context['s3:prefix'] ?? '').split('/')[0];
    const verb = OBJECT_VERB[operation];
    return verb && say(`${verb} ${key}/`);
  }
  if (service === 'states') {
    const machine = MACHINES.find((each) => resource.split(':').includes(each));
    return say(`${MACHINE_VERB[operation.replace('Execution', '')]} ${machine}`);
  }
  if (service === 'kms') {
    const purpose = context['kms:EncryptionContext:purpose'];
    return purpose === undefined ? undefined : say(`${operation.toLowerCase()}s ${purpose}`);
  }
  if (service === 'sts') return say('signs uploads');
  return say(service === 'lambda' ? `invokes ${resource.split(':').at(-1)}` : 'reads credentials');
}
