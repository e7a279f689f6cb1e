/** web/donate/later-data.tsx — the rows, loaded with all that shows them once there are some to see. */
import type { DonationView } from '../lib/contract.ts';
import { Later } from './later.tsx';

const loadData = () => import('./data-section.tsx');

export function LaterData({ donation }: { readonly donation: DonationView }) {
  return <Later load={loadData}>{({ DataSection }) => <DataSection donation={donation} />}</Later>;
}
