/** functions/api/data/stored-table.ts — a stored file, opened once: its footer stays in memory for the next pages. */
import { LRUCache } from 'lru-cache';
import { openTable, type Table } from '../../archive/table.ts';
import type { DataObject } from '../../core/donation.ts';
import { objectSource } from '../../store/objects.ts';

/** Footers that are kept, by their bytes; parsed they take about twenty times as much. */
const KEPT_FOOTER_BYTES = 2 * 1024 * 1024;

const tables = new LRUCache<string, Promise<Table>>({ maxSize: KEPT_FOOTER_BYTES });

/**
 * Opens the file, or gives what is known of it: then a page is one ranged read. A file that was replaced has another
 * checksum, so that nothing of the old one is used. Who may read it is checked before, each time.
 */
export async function openStored({ key, bytes, sha256, footer_bytes }: DataObject): Promise<Table> {
  const name = `${key} ${sha256}`;
  const kept = tables.get(name);
  if (kept) return kept;
  const opening = openTable(objectSource(key, bytes), { footerBytes: footer_bytes });
  tables.set(name, opening, { size: footer_bytes });
  try {
    return await opening;
  } catch (error) {
    tables.delete(name);
    throw error;
  }
}
