/** lib/bundles.ts — every function as one ES module with all that it imports, made by one run of esbuild. */
import path from 'node:path';
import { buildSync } from 'esbuild';
import { FUNCTION_NAMES, moduleOf } from './functions.ts';

const ROOT = path.join(import.meta.dirname, '..');

/** Dependencies in CommonJS call `require`, which an ES module lacks. @see https://github.com/evanw/esbuild/issues/1921 */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Where the SDK looks for credentials after the environment, each loaded when it gets there. In Lambda they always are in
 * the environment.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
const NOT_IN_LAMBDA = ['ini', 'process', 'sso', 'web-identity'].map((name) => `@aws-sdk/credential-provider-${name}`);

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
    external: [
      // The auth library would fetch with it where there is no fetch.
      'node-fetch',
      ...NOT_IN_LAMBDA,
    ],
    banner: { js: BANNER },
    legalComments: 'none',
    // Else every letter outside English takes four to six bytes.
    charset: 'utf8',
    logLevel: 'error',
  });
}
