/** functions/api/public/receipts.ts — GET /api/receipts/{code}/ */
import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import { publicRoute } from '../../http/route.ts';
import { findReceipt } from '../../store/receipts.ts';

/** Read out, letters may come in either case; codes are Crockford's base 32, where I, L and O are read as digits. */
const asWritten = (code: string): string => code.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** What became of an erasure; the code is all that is needed. @throws AppError `not_found` */
export const getReceipt = publicRoute({ params: { code: z.string().max(60) } }, async ({ params }) => {
  const receipt = await findReceipt(asWritten(params.code));
  if (!receipt) throw new AppError('not_found', { detail: 'There is no receipt with that code.' });
  const { erased_at, verified_at, revocation } = receipt;
  return { status: 200, body: { erased_at, verified_at, revocation } };
});
