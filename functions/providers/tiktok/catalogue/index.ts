/** functions/providers/tiktok/catalogue/index.ts — every data type of TikTok. */
import { ACTIVITY_TYPES } from './activity.ts';
import { COMMERCE_TYPES } from './commerce.ts';
import type { TypeDefinition } from './definition.ts';
import { PEOPLE_TYPES } from './people.ts';

export const CATALOGUE: readonly TypeDefinition[] = [...ACTIVITY_TYPES, ...PEOPLE_TYPES, ...COMMERCE_TYPES];
