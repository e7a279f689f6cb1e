import { describe, expect, it } from 'vitest';
import { PROVIDER_ENV } from '../../../functions/constants.ts';
import { SOURCE_TYPES } from '../../../functions/core/donation.ts';
import { createProvider } from '../../../functions/providers/create.ts';
import { PROVIDERS, providerOf } from '../../../functions/providers/index.ts';
import { CALLBACKS, WEBHOOKS } from '../../../functions/routes.ts';

const dependencies = { fetch, clock: Date.now, clientId: 'id', clientSecret: 'secret' };

describe('the registry of providers', () => {
  it('tells the default data types without credentials', () => {
    expect(providerOf('google_portability').defaultDataTypes).toEqual([
      ...['youtube_history', 'search', 'image_search', 'video_search', 'google_lens', 'discover'],
      ...['google_play_store', 'google_play_games'],
    ]);
    expect(providerOf('tiktok_portability').defaultDataTypes).toEqual([
      ...['tiktok_watch_history', 'tiktok_searches', 'tiktok_favorites', 'tiktok_shares'],
    ]);
  });

  it('has no data type of one name twice', () => {
    const names = Object.values(PROVIDERS).flatMap(({ dataTypes, bundles }) => [
      ...Object.keys(dataTypes),
      ...Object.keys(bundles),
    ]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe.each(SOURCE_TYPES)('the provider of %s', (sourceType) => {
  const provider = providerOf(sourceType);

  it('knows what is known of it without asking, and makes one that can be asked', () => {
    const { id, title } = provider;
    expect(createProvider(sourceType, dependencies)).toMatchObject({ id, sourceType, title });
    expect(Object.keys(provider.dataTypes)).toEqual(expect.arrayContaining([...provider.defaultDataTypes]));
  });

  it('takes no name from the prototype for a data type', () => {
    expect(provider.dataTypes.constructor).toBeUndefined();
  });

  it('has variables, a way back and, if it notifies, an address of its own', () => {
    expect(Object.keys(PROVIDER_ENV)).toContain(sourceType);
    const at = <Route extends { sourceType: string; path: string }>(routes: readonly Route[]) =>
      routes.filter((route) => route.sourceType === sourceType).map(({ path }) => path);
    expect(at(CALLBACKS)).toEqual([`/oauth/${provider.id}/callback`]);
    expect(at(WEBHOOKS)).toEqual(provider.notifies ? [`/webhooks/${provider.id}`] : []);
    expect(createProvider(sourceType, dependencies).receive !== undefined).toBe(provider.notifies ?? false);
  });

  it('describes every data type in words, with time as its first column and extra as its last', () => {
    for (const type of Object.values(provider.dataTypes)) {
      expect(type.label.length).toBeGreaterThan(5);
      expect(type.description).toMatch(/\.$/);
      expect(type.groups.length).toBeGreaterThan(0);
      expect(type.schema.columns[0]).toMatchObject({ name: 'time', type: 'timestamp' });
      expect(type.schema.columns.at(-1)).toMatchObject({ name: 'extra', type: 'json' });
      const names = type.schema.columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('takes every data type from a group, alone and together with all others', () => {
    const all = Object.keys(provider.dataTypes);
    for (const name of all) {
      expect(provider.groupsOf(name, [name])).toEqual(provider.dataTypes[name]?.groups);
      expect(provider.groupsOf(name, all).length).toBeGreaterThan(0);
    }
    expect(provider.groupsOf('constructor', all)).toEqual([]);
  });

  it('asks for every group in some sign-in, once', () => {
    const wanted = Object.values(provider.dataTypes).map(({ groups }) => groups);
    const asked = provider.signIns(wanted).flat();
    expect([...asked].sort()).toEqual([...new Set(wanted.flat())].sort());
  });
});
