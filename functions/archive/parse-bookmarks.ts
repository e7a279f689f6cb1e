/** functions/archive/parse-bookmarks.ts — the links of a Netscape bookmark file. */
import { Parser } from 'htmlparser2';
import type { Batch, Parsed } from './parse-json.ts';
import { ArchiveError } from './types.ts';

/** Folders within folders; deeper ones count as the last of these. */
const MAX_FOLDERS = 32;
/** Pictures of pages, each as long as a hundred bookmarks. */
const LEFT_OUT = new Set(['icon', 'icon_uri']);

type Open = { attributes: Record<string, string> | undefined; text: string };

/**
 * Yields the links of each chunk in their order: their attributes, and `title`. `section` holds the folders that a
 * link stands in, joined by " / ".
 * @param maxRecordBytes longest link with its title, in characters
 * @throws ArchiveError `bounds_lost` for what is no UTF-8; `record_too_long`
 * @see https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
 */
export async function* parseBookmarks(bytes: AsyncIterable<Uint8Array>, maxRecordBytes: number): AsyncGenerator<Batch> {
  let batches: Batch[] = [];
  const parser = createParser(maxRecordBytes, (section, record) => {
    const last = batches.at(-1);
    if (last?.section === section) (last.records as Parsed[]).push(record);
    else batches.push({ section, records: [record] });
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new ArchiveError('bounds_lost');
    }
  };
  // An endless tag or text is held by the parser until its end.
  let unbroken = 0;
  for await (const chunk of bytes) {
    parser.write(decode(chunk));
    unbroken = batches.length || chunk.includes(0x3e) ? 0 : unbroken + chunk.length;
    if (unbroken > maxRecordBytes) throw new ArchiveError('record_too_long');
    yield* batches;
    batches = [];
  }
  parser.write(decode());
  parser.end();
  yield* batches;
}

function createParser(maxLength: number, take: (section: string | null, record: Parsed) => void): Parser {
  /** Names of the folders around; a heading names the list that comes next. */
  const folders: string[] = [];
  let heading = '';
  let depth = 0;
  let open: (Open & { readonly tag: 'a' | 'h3' }) | undefined;
  return new Parser(
    {
      onopentag(tag, attributes) {
        if (tag === 'a') open = { tag, attributes, text: '' };
        else if (tag === 'h3') open = { tag, attributes: undefined, text: '' };
        else if (tag === 'dl') {
          depth += 1;
          if (depth > 1 && depth <= MAX_FOLDERS) folders.push(heading);
          heading = '';
        }
      },
      ontext(text) {
        if (!open) return;
        open.text += text;
        if (open.text.length > maxLength) throw new ArchiveError('record_too_long');
      },
      onclosetag(tag) {
        if (open && tag === open.tag) {
          if (open.attributes) take(folders.length ? folders.join(' / ') : null, linkOf(open.attributes, open.text));
          else heading = open.text.trim();
          open = undefined;
        }
        if (tag !== 'dl') return;
        if (depth > 1 && depth <= MAX_FOLDERS) folders.pop();
        depth -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
}

const linkOf = (attributes: Record<string, string>, text: string): Parsed => ({
  ...Object.fromEntries(Object.entries(attributes).filter(([name]) => !LEFT_OUT.has(name))),
  title: text.trim(),
});
