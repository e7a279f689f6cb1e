/** functions/core/file-name.ts — the name that a file is listed under. It is never part of an address or a key. */

const MAX_LENGTH = 255;
/** Of what is behind the last point, as much as an ending has. */
const ENDING = /\.[^.]{0,32}$/u;

/** Without folders, of any system. */
const withoutFolders = (name: string): string => name.split(/[/\\]/).at(-1)?.trim() ?? '';

/** At most 255 characters, the ending kept. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_LENGTH) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  return letters.slice(0, MAX_LENGTH - [...ending].length).join('') + ending;
}

const orNone = (name: string): string | undefined => (/^\.{0,2}$/.test(name) ? undefined : name);

/** The name of a file that comes in a form, as the original keeps it: letters, digits, `_ - .`; undefined when nothing is left. */
export const uploadedName = (name: string): string | undefined =>
  orNone(
    shortened(withoutFolders(name))
      .replaceAll(' ', '_')
      .replace(/[^-\p{L}\p{N}_.]/gu, ''),
  );

/** The name that a project chose: as it is, without folders; undefined when nothing is left. */
export const chosenName = (name: string): string | undefined => orNone(shortened(withoutFolders(name)));

/**
 * How a browser is told to save it.
 * @see https://www.rfc-editor.org/rfc/rfc6266#section-4.3
 */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // The second form only where the first does not say all.
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encoded}`}`;
}
