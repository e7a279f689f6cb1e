/** web/content/de/data-types/index.ts — all data types, in German. */
import type { DataTypeWords } from '../../wording.ts';
import { google } from './google.ts';
import { tiktok } from './tiktok.ts';

export const dataTypes: DataTypeWords = { ...google, ...tiktok };
