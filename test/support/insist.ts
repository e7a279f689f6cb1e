/** test/support/insist.ts — calling a service that may be down for a moment. */
import { setTimeout as sleep } from 'node:timers/promises';

const AGAIN_AFTER_MS = 250;

/** Calls until an answer comes: the service may be down just now. @throws what it threw when the time is over */
export async function insist<Value>(call: () => Promise<Value>, until: number): Promise<Value> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(AGAIN_AFTER_MS);
    }
  }
}
