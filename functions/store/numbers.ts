/** functions/store/numbers.ts — numbers that are given once: the ids of files, which are whole numbers on the wire. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../clients.ts';
import { required } from '../env.ts';
import { keys } from './table.ts';

/** @returns the next number, from 1 on. One may be left out where a call was repeated; none comes twice */
export async function nextFileNumber(): Promise<number> {
  const { Attributes: counter } = await dynamo().send(
    new UpdateCommand({
      TableName: required('TABLE_NAME'),
      Key: keys.counter('file'),
      UpdateExpression: 'ADD #last :one',
      ExpressionAttributeNames: { '#last': 'last' },
      ExpressionAttributeValues: { ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return counter?.last as number;
}
