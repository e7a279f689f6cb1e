import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestedDataTypes } from '../../../functions/api/researcher/requested-data-types.ts';

const requested = (enabled: string, ...names: string[]) => {
  vi.stubEnv('DATAGIFT_DATA_TYPES', enabled);
  return requestedDataTypes({ source_type: 'tiktok_portability', requested_data_types: names });
};
afterEach(() => vi.unstubAllEnvs());

describe('the data types of a request', () => {
  it('are all that is enabled where it names none, but for what has to be named', () => {
    expect(requested('tiktok_searches,tiktok_direct_messages')).toEqual(['tiktok_searches']);
    expect(requested('all')).not.toContain('tiktok_direct_messages');
  });

  it('hold what has to be named where it is', () => {
    expect(requested('all', 'tiktok_direct_messages')).toEqual(['tiktok_direct_messages']);
    expect(requested('all', 'tiktok')).not.toContain('tiktok_direct_messages');
  });

  it('have to be named where nothing else is enabled', () => {
    expect(() => requested('tiktok_direct_messages')).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});
