/** local/simulators/google/products/youtube-folder.ts — where YouTube's files lie. */

export const at = (folder: string, file: string) => ({
  ...{ service: 'YOUTUBE', path: ['YouTube and YouTube Music', folder, file] },
});
