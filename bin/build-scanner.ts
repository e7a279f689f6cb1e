/**
 * bin/build-scanner.ts — npm run build:scanner: compiles the scanner into functions/archive/scanner/module.ts, which is
 * kept in the repository so that nothing has to be compiled to run it. `--check` only says whether it is up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const SOURCE = 'functions/archive/scanner/assembly/scan.ts';
const MODULE = 'functions/archive/scanner/module.ts';
const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--use', 'abort='];

async function compile(): Promise<string> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([SOURCE, ...OPTIONS, '--outFile', 'scan.wasm'], {
    writeFile: (_name, contents) => {
      wasm = Buffer.from(contents);
    },
  });
  if (error || !wasm) throw new Error(stderr.toString(), { cause: error });
  return `/** ${MODULE} — ${SOURCE}, compiled by \`npm run build:scanner\`. Not to be edited. */

/** A WebAssembly module, base64. */
export const SCANNER =
  '${Buffer.from(wasm).toString('base64')}';
`;
}

const compiled = await compile();
if (!process.argv.includes('--check')) await writeFile(MODULE, compiled);
else if ((await readFile(MODULE, 'utf8')) !== compiled) {
  console.error(`${MODULE} is not what ${SOURCE} compiles to. Run: npm run build:scanner`);
  process.exitCode = 1;
}
