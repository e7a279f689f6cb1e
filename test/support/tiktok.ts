/** test/support/tiktok.ts — TikTok's side of a test: archives of a document, and calls to us, signed. */
import { createHmac } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** An application as TikTok knows it. */
export type Client = { readonly key: string; readonly secret: string };

/** A document as the only entry of an archive. */
export async function archiveOf(document: unknown, name = 'user_data_tiktok.json'): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(JSON.stringify(document)), name);
  archive.end();
  return buffer(archive.outputStream);
}

/** A call of TikTok's to us. @param now seconds since the epoch */
export function notice(
  { key, secret }: Client,
  event: string,
  content: object | string,
  more: object = {},
  now = Math.floor(Date.now() / 1000),
) {
  const inner = typeof content === 'string' ? content : JSON.stringify(content);
  const body = JSON.stringify({ client_key: key, event, create_time: now, content: inner, ...more });
  const signature = createHmac('sha256', secret).update(`${now}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'tiktok-signature': `t=${now},s=${signature}` };
  return { method: 'POST', headers, body };
}
