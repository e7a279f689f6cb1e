import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { researcher, until } from '../../local/walk.ts';
import { admin } from '../support/admin.ts';
import type { Listing } from '../support/project.ts';
import { type Service, startService } from '../support/service.ts';

const MIB = 1024 ** 2;
const SIZE = 2048 * MIB;

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

/** Resident memory of the service, bytes. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
const memory = (): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${service.pid()}/status`, 'utf8'))?.[1]) * 1024;

/** Bytes that are made as they are sent; no two mebibytes are alike. */
function* bytes(): Generator<Buffer> {
  const block = Buffer.alloc(MIB, 'datagift');
  for (let n = 0; n < SIZE / MIB; n += 1) {
    block.writeUInt32BE(n);
    yield Buffer.from(block);
  }
}

/** Puts the bytes as the official client does. @returns the status */
async function put(url: string): Promise<number | undefined> {
  const call = request(url, { method: 'PUT', headers: { 'content-length': SIZE } });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    call.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  await pipeline(Readable.from(bytes()), call);
  return answered;
}

it('takes and gives two gibibytes in flat memory, byte for byte', async () => {
  const made = await admin(service.home, 'researcher', 'create-master-token', '--json');
  const { token } = JSON.parse(made.out) as { token: string };
  const api = researcher(service.origin, service.researcherToken);
  const { body: donation } = await api.post<{ project_member_id: string }>('/api/donations/', {
    source_type: 'google_portability',
  });
  const member = { project_member_id: donation.project_member_id };
  const address = (path: string, more = {}) =>
    `${service.origin}/api/direct-sharing/project/${path}?${new URLSearchParams({ access_token: token, ...more })}`;
  const post = async <Body>(path: string, fields: Record<string, string>): Promise<Body> =>
    (await (
      await fetch(address(path), { method: 'POST', body: new URLSearchParams({ ...member, ...fields }) })
    ).json()) as Body;
  const listing = async () => (await (await fetch(address('exchange-member/', member))).json()) as Listing;

  const md5 = createHash('md5');
  for (const chunk of bytes()) md5.update(chunk);
  const sum = md5.digest('hex');
  const metadata = JSON.stringify({ tags: ['large'], description: 'Two gibibytes', md5: sum });

  const before = memory();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, memory());
  }, 50);
  try {
    const { id, url } = await post<{ id: number; url: string }>('files/upload/direct/', {
      ...{ metadata, filename: 'large.bin' },
    });
    expect(await put(url)).toBe(200);
    await post('files/upload/complete/', { file_id: String(id) });
    const entry = await until(
      async () => (await listing()).data[0],
      (found) => found !== undefined,
      300,
    );
    expect([entry?.size, entry?.md5]).toEqual([SIZE, sum]);
    const download = await fetch(entry?.download_url as string);
    expect(download.headers.get('content-length')).toBe(String(SIZE));
    const read = createHash('md5');
    for await (const chunk of download.body as AsyncIterable<Uint8Array>) read.update(chunk);
    expect(read.digest('hex')).toBe(sum);
  } finally {
    clearInterval(watching);
  }
  console.log(`memory: ${Math.round(before / MIB)} MiB before, ${Math.round(most / MIB)} MiB at most`);
  expect(most - before).toBeLessThan(400 * MIB);
});
