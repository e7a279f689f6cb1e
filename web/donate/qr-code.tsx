/** web/donate/qr-code.tsx — a text as a square code, for a phone's camera. Loaded when somebody asks for it. */
import { encode } from 'uqr';

/** Modules of white around the code, without which cameras do not find it. @see ISO/IEC 18004 §9.1 */
const QUIET = 4;

/** One path of unit squares, row by row. */
const darkModules = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');

/** Dark on white in either theme: cameras do not read it the other way round. */
export function QrCode({ text, title }: { readonly text: string; readonly title: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  return (
    <svg class="qr-code" role="img" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <title>{title}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={darkModules(data)} fill="#000" />
    </svg>
  );
}
