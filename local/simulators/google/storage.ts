/** local/simulators/google/storage.ts — storage.googleapis.com: archives behind signed addresses that end. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { SECOND_MS } from '../../../functions/core/clock.ts';
import type { Asked, Pending, Reply } from '../reply.ts';
import type { ExportJob, State } from '../state.ts';
import type { createArchives } from './archives.ts';

const xml = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml; charset=UTF-8' },
  body: `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

export function createStorage(state: State, archives: ReturnType<typeof createArchives>) {
  const sign = (path: string, date: string, expires: string): string =>
    createHmac('sha256', state.memory.secret).update(`${path}\n${date}\n${expires}`).digest('hex');

  const filesOf = async (job: ExportJob): Promise<readonly string[]> => {
    const account = state.account(job.account);
    return account ? archives.filesOf(account, job) : [];
  };

  /** @returns what is wrong with a signed address; undefined when nothing is */
  function refusal({ url, headers, now }: Asked): Reply | undefined {
    const [date, expires, signature] = ['X-Goog-Date', 'X-Goog-Expires', 'X-Goog-Signature'].map(
      (name) => url.searchParams.get(name) ?? '',
    ) as [string, string, string];
    if (headers.authorization) return xml(400, 'InvalidArgument', 'Only one auth mechanism allowed.');
    if (!signature) return xml(403, 'AccessDenied', 'Access denied.');
    const [given, right] = [Buffer.from(signature), Buffer.from(sign(url.pathname, date, expires))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      return xml(403, 'SignatureDoesNotMatch', 'Access denied.');
    }
    if (now > Number(date) + Number(expires) * SECOND_MS) return xml(400, 'ExpiredToken', 'Invalid argument.');
    return undefined;
  }

  async function read(asked: Asked, job: ExportJob, part: number): Promise<Reply> {
    const refused = refusal(asked);
    if (refused) return refused;
    const file = (await filesOf(job))[part];
    if (!file) return xml(404, 'NoSuchKey', 'The specified key does not exist.');
    const { size } = statSync(file);
    const ranged = state.account(job.account)?.ranges ?? true;
    const range = ranged ? parseRange(asked.headers.range, size) : undefined;
    if (range === 'unsatisfiable') {
      return { ...xml(416, 'InvalidRange', 'The requested range cannot be satisfied.') };
    }
    const headers = { 'content-type': 'application/zip', ...(ranged && { 'accept-ranges': 'bytes' }) };
    const [start, end] = range ?? [0, size - 1];
    const body = size ? createReadStream(file, { start, end }) : Buffer.alloc(0);
    const length = end - start + 1;
    if (!range) return { status: 200, headers, body, length };
    return { status: 206, headers: { ...headers, 'content-range': `bytes ${start}-${end}/${size}` }, body, length };
  }

  return {
    /** Addresses of a job's parts, valid for as long as the account says. */
    async urls(job: ExportJob, origin: string, now: number): Promise<readonly string[]> {
      const expires = String(state.account(job.account)?.url_ttl_seconds ?? 21_600);
      return (await filesOf(job)).map((_, part) => {
        const path = `/google/storage/${job.id}/${part}.zip`;
        const signature = sign(path, String(now), expires);
        return `${origin}${path}?X-Goog-Date=${now}&X-Goog-Expires=${expires}&X-Goog-Signature=${signature}`;
      });
    },
    read(asked: Asked): Pending {
      const [, , , id, file = ''] = asked.url.pathname.split('/');
      const job = state.memory.jobs.find((known) => known.id === id);
      // Archives that were reset are gone, whatever the signature.
      if (!job) return { perform: () => refusal(asked) ?? xml(404, 'NoSuchKey', 'The specified key does not exist.') };
      const part = Number.parseInt(file, 10);
      const about = { account: job.account, on: 'download' as const, groups: job.groups, part: part + 1 };
      return { about, perform: () => read(asked, job, part) };
    },
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2 */
function parseRange(header: string | undefined, size: number): readonly [number, number] | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!first && !last) return undefined;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return start > end || start >= size ? 'unsatisfiable' : [start, end];
}
