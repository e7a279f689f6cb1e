/** test/support/browser-path.ts — where Chromium is, once it is unpacked. */

/** @returns the executable's path */
export async function unpackedBrowser(): Promise<string> {
  // Read when the package is imported: it then brings the system libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
