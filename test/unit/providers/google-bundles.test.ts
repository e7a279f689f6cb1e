import { describe, expect, it } from 'vitest';
import { BUNDLES } from '../../../functions/providers/google/bundles.ts';
import { DATA_TYPES } from '../../../functions/providers/google/data-types.ts';
import { dataTypesNamed } from '../../../functions/providers/index.ts';

const of = (name: string) => dataTypesNamed('google_portability', name);

describe('a bundle', () => {
  it.each([
    ['chrome', 'chrome_history', 7],
    ['maps', 'myactivity_maps', 12],
    ['myactivity_play', 'google_play_games', 2],
    ['myactivity_search', 'google_lens', 5],
    ['myactivity_youtube', 'youtube_history', 1],
    ['nest', 'nest_user', 5],
    ['play', 'play_purchases', 12],
    ['saved', 'saved_collections', 1],
    ['search_contributions', 'search_ugc_comments', 5],
    ['shopping', 'shopping_reviews', 3],
    ['youtube', 'youtube_history', 17],
  ])('%s stands for %s and the others of its product, %i in all', (name, dataType, count) => {
    expect(of(name)).toContain(dataType);
    expect(of(name)).toHaveLength(count);
  });

  it('is no data type, and stands for data types only, each once', () => {
    for (const [name, types] of Object.entries(BUNDLES)) {
      expect(Object.hasOwn(DATA_TYPES, name), name).toBe(false);
      expect(types.every((type) => Object.hasOwn(DATA_TYPES, type)) && types.length > 0, name).toBe(true);
      expect(new Set(types).size, name).toBe(types.length);
    }
  });

  it('never takes the place of a data type, or of a name from the prototype', () => {
    expect(of('discover')).toEqual(['discover']);
    expect([of('constructor'), of('serach')]).toEqual([[], []]);
  });
});
