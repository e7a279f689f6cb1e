import { describe, expect, it } from 'vitest';
import { AppError } from '../../../functions/core/errors.ts';
import { createProvider } from '../../../functions/providers/create.ts';
import { PROVIDERS } from '../../../functions/providers/index.ts';

const dependencies = { fetch, clock: Date.now, clientId: 'id', clientSecret: 'secret' };

describe('the registry of providers', () => {
  it('tells the data types of Google without credentials', () => {
    const google = PROVIDERS.google_portability;

    expect(google?.defaultDataTypes).toEqual([
      ...['youtube_history', 'search', 'image_search', 'video_search', 'google_lens', 'discover'],
      ...['google_play_store', 'google_play_games'],
    ]);
    expect(Object.keys(google?.dataTypes ?? {})).toEqual(expect.arrayContaining([...(google?.defaultDataTypes ?? [])]));
  });

  it('takes no name from the prototype for a data type', () => {
    expect(PROVIDERS.google_portability?.dataTypes.constructor).toBeUndefined();
  });

  it('makes a provider that knows what its manifest knows', () => {
    const provider = createProvider('google_portability', dependencies);

    expect(provider).toMatchObject({ id: 'google', sourceType: 'google_portability', title: 'Google' });
  });

  it('refuses a source type that has no provider yet', () => {
    expect(() => createProvider('tiktok_portability', dependencies)).toThrow(AppError);
  });

  it('describes every data type in words, with time as its first column', () => {
    for (const type of Object.values(PROVIDERS.google_portability?.dataTypes ?? {})) {
      expect(type.label.length).toBeGreaterThan(5);
      expect(type.description).toMatch(/\.$/);
      expect(type.groups.length).toBeGreaterThan(0);
      expect(type.schema.columns[0]).toMatchObject({ name: 'time', type: 'timestamp' });
      const names = type.schema.columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
