/** web/content/fi/data-types/index.ts — all data types, in Finnish. */
import type { DataTypeWords } from '../../wording.ts';
import { google } from './google.ts';
import { tiktok } from './tiktok.ts';

export const dataTypes: DataTypeWords = { ...google, ...tiktok };
