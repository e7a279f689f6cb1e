/** local/listen.ts — opening and closing HTTP servers. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than clients keep an idle connection, so that none is closed while it is being used again. */
export const KEEP_ALIVE_MS = 60_000;

/**
 * @param port 0 = any free port
 * @returns the port it listens on
 * @throws Error `EADDRINUSE` when the port is taken
 */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

/** Ends open connections and stops listening. */
export async function shut(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
