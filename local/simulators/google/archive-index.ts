/** local/simulators/google/archive-index.ts — `archive_browser.json`, the exporter's own index of a part. */

import type { ArchiveEntry } from '../zip.ts';
import { NEWEST, type ProductFile } from './products/spec.ts';

/** The folder in which everything lies. */
export const ROOT = 'Portability';

type Listed = { readonly path: readonly string[] };

const about = (name: string, extension: string) => ({
  ...{ name, extension, state: 'SUCCESS', urlSafeName: encodeURIComponent(name) },
});

/** Files and folders within a folder, in their order. */
function listed(files: readonly Listed[]): object[] {
  const inner = Map.groupBy(files, ({ path }) => path[0] as string);
  return [...inner].map(([name, held]) => {
    if (held.length === 1 && held[0]?.path.length === 1) return about(name, name.split('.').at(-1) ?? '');
    return { ...about(name, ''), childFile: listed(held.map(({ path }) => ({ path: path.slice(1) }))) };
  });
}

/** The names of products are those of every language; folders' are the account's. */
export function indexOf(files: readonly ProductFile[]): ArchiveEntry {
  const folders = Map.groupBy(files, ({ path }) => path[0] as string);
  const serviceStatus = [...folders].map(([folderName, held]) => ({
    service: { name: held[0]?.service },
    ...{ localizedServiceName: folderName, isIncomplete: false, folderName },
    extractedFile: listed(held.map(({ path }) => ({ path: path.slice(1) }))),
    ...{ deletedFileCount: '0', extractedFileTotal: String(held.length) },
  }));
  const creationTime = new Date(NEWEST).toISOString();
  return {
    name: `${ROOT}/archive_browser.json`,
    content: JSON.stringify({ creationTime, totalSize: '0', serviceStatus }, null, 2),
  };
}
