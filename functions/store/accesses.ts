/** functions/store/accesses.ts — what the researcher has had of a donation's rows: one item a data type and form. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../clients.ts';
import type { RowAccess } from '../core/access.ts';
import { toTimestamp } from '../core/clock.ts';
import { required } from '../env.ts';
import { queryItems, withoutKeys } from './items.ts';
import { keys } from './table.ts';

/**
 * Notes that the researcher is given rows, before they are. Where it cannot be noted the call fails: the participant is
 * told of every access, so there is none that was not written down.
 * @param now milliseconds since the epoch
 */
export async function recordAccess(
  donationId: string,
  { data_type, form }: Pick<RowAccess, 'data_type' | 'form'>,
  now: number,
): Promise<void> {
  await dynamo().send(
    new UpdateCommand({
      TableName: required('TABLE_NAME'),
      Key: keys.access(donationId, data_type, form),
      UpdateExpression:
        'SET data_type = :type, #form = :form, last_at = :at, first_at = if_not_exists(first_at, :at) ADD times :one',
      ExpressionAttributeNames: { '#form': 'form' },
      ExpressionAttributeValues: { ':type': data_type, ':form': form, ':at': toTimestamp(now), ':one': 1 },
    }),
  );
}

/** What the researcher has had, the latest first. */
export async function listAccesses(donationId: string): Promise<readonly RowAccess[]> {
  const { pk, sk } = keys.access(donationId, '', 'rows');
  const found = await queryItems<RowAccess>(pk, sk.slice(0, sk.indexOf('#') + 1));
  return found.map(withoutKeys).toSorted((one, other) => other.last_at.localeCompare(one.last_at));
}
