import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enabledDataTypes } from '../../../functions/enabled-data-types.ts';
import { PROVIDERS } from '../../../functions/providers/index.ts';

beforeEach(() => {
  vi.stubEnv('TABLE_NAME', 'table');
  vi.stubEnv('DATA_BUCKET', 'bucket');
  vi.stubEnv('PUBLIC_ORIGIN', 'http://localhost:8000');
});
afterEach(() => vi.unstubAllEnvs());

describe('the data types that are enabled', () => {
  it('are the provider’s default set where the operator names none', () => {
    vi.stubEnv('DATAGIFT_DATA_TYPES', '');
    expect(enabledDataTypes('google_portability')).toEqual(PROVIDERS.google_portability.defaultDataTypes);
  });

  it('are those that the operator names, of this provider', () => {
    vi.stubEnv('DATAGIFT_DATA_TYPES', ' search , discover,constructor,another_platforms');
    expect(enabledDataTypes('google_portability')).toEqual(['search', 'discover']);
  });

  it('are none where the operator names another provider’s only', () => {
    vi.stubEnv('DATAGIFT_DATA_TYPES', 'another_platforms');
    expect(enabledDataTypes('google_portability')).toEqual([]);
  });

  it('are each provider’s own', () => {
    vi.stubEnv('DATAGIFT_DATA_TYPES', 'search, tiktok_searches');
    expect(enabledDataTypes('tiktok_portability')).toEqual(['tiktok_searches']);
  });
});
