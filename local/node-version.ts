/** local/node-version.ts — says what to do where Node is too old, before anything else fails oddly. */

const NEEDED = 24;

/** Ends the process with a remedy when Node is older than 24. */
export function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return;
  console.error(
    `Datagift needs Node ${NEEDED} or newer; this is ${process.version}. On Linux \`npm ci\` brings its own and npm ` +
      'scripts use it; elsewhere install Node 24 from https://nodejs.org/.',
  );
  process.exit(1);
}
