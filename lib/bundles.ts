/** lib/bundles.ts — every function as one ES module with all that it imports, made by one run of esbuild. */
import path from 'node:path';
import { buildSync } from 'esbuild';
import { FUNCTION_NAMES, moduleOf } from './functions.ts';

const ROOT = path.join(import.meta.dirname, '..');

/** Dependencies in CommonJS call `require`, which an ES module lacks. @see https://github.com/evanw/esbuild/issues/1921 */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Writes `<folder>/<function>/index.mjs` for each function.
 * @param folder is made when it is not there
 * @throws Error of esbuild naming the file and line that cannot be bundled
 */
export function bundleFunctions(folder: string): void {
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(FUNCTION_NAMES.map((name) => [`${name}/index`, moduleOf(name)])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // The auth library would fetch with it where there is no fetch.
    external: ['node-fetch'],
    banner: { js: BANNER },
    legalComments: 'none',
    logLevel: 'error',
  });
}
