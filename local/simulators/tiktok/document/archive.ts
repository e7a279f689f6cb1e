/** local/simulators/tiktok/document/archive.ts — what an archive holds: the document, its form in texts, or something wrong. */
import type { ArchiveEntry } from '../../zip.ts';
import type { Group } from '../scopes.ts';
import { jsonOf } from './json.ts';
import { type Described, documentOf, textsOf } from './people.ts';

/** Characters of a document that breaks off. */
const HALF = 40_000;

const NAME = 'user_data_tiktok.json';
/** Its name until about 2023. */
const OLD_NAME = 'user_data.json';

/** @returns the archive's entries, whose content is made when it is read */
export function entriesOf(
  described: Described,
  groups: readonly Group[],
  format: 'json' | 'text',
): readonly ArchiveEntry[] {
  const { persona } = described;
  if (format === 'text' || persona === 'texts') return textEntries(described, groups);
  if (persona === 'other_shape') return [{ name: NAME, content: OTHER_SHAPE }];
  const content = jsonOf(documentOf(described, groups));
  if (persona === 'half') return [{ name: NAME, content: firstOf(content, HALF) }];
  return [{ name: persona === 'old_names' ? OLD_NAME : NAME, content }];
}

const OTHER_SHAPE = JSON.stringify({
  version: 3,
  sections: [
    { id: 'watch', entries: [{ at: 1732000000, item: 'https://www.tiktokv.com/share/video/7000000000000000001/' }] },
  ],
});

function* firstOf(pieces: Iterable<string>, characters: number): Generator<string> {
  let left = characters;
  for (const piece of pieces) {
    yield piece.slice(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

/** `Date: …` and the rest of a record line by line, an empty line behind each. */
function textEntries(described: Described, groups: readonly Group[]): readonly ArchiveEntry[] {
  const files = Map.groupBy(textsOf(described, groups), ({ path: [folder, section] }) => `${folder}/${section}.txt`);
  return [...files].map(([name, lists]) => ({
    name,
    content: (function* () {
      for (const { records } of lists)
        for (const { record } of records)
          yield `${Object.entries(record)
            .map(([key, value]) => `${key}: ${value}\n`)
            .join('')}\n`;
    })(),
  }));
}
