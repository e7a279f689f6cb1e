/** functions/store/receiving.ts — has a file read that was put to a signed address, in the background. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { lambda } from '../clients.ts';
import { required } from '../env.ts';

/** Which file, and which attempt at it. */
export type ReceiveOrder = { readonly donationId: string; readonly fileId: number; readonly since: number };

export async function orderReceiving(order: ReceiveOrder): Promise<void> {
  await lambda().send(
    new InvokeCommand({
      FunctionName: required('RECEIVE_FUNCTION_NAME'),
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(order)),
    }),
  );
}
