import { describe, expect, it } from 'vitest';
import { donationView, summaryView } from '../../../functions/api/researcher/donation-view.ts';
import { NO_ROWS } from '../../../functions/core/accounting.ts';
import type { DataTypeRecord, Donation } from '../../../functions/core/donation.ts';
import { donation as donationAnswer, donationSummary } from '../../../functions/core/schemas-answers.ts';

const AT = '2026-01-02T03:04:05.000Z';
const bare: Donation = {
  ...{ id: 'don_01ARZ3NDEKTSV4RRFFQ69G5FAV', researcher_id: 'res_1', source_type: 'google_portability' },
  ...{ status: 'pending', step: 'consent', study: {}, period: {}, requested_data_types: ['search', 'discover'] },
  ...{ link_hash: 'secret-hash', created_at: AT, timeline: [{ step: 'consent', at: AT }], execution: 0 },
};
const consent = {
  ...{ id: 'con_1', version: '1', language: 'en', text_hash: 'h', accepted: true, decided_at: AT },
  ...{ study: { title: 'T' }, data_types: ['search'], period: {} },
};
const whole: Donation = {
  ...bare,
  ...{ status: 'error', step: 'done', error: 'grant_lost', consent, session_hash: 'secret-session', execution: 2 },
  ...{ last_attempt: { code: 'access_denied', at: AT }, period: { start: '2024-01-01', end: '2024-12-31' } },
  ...{ authorized_at: AT, processed_at: AT, access_type: 'time_based', grant_expires_at: AT },
};
const type = (data_type: string, more: Partial<DataTypeRecord> = {}): DataTypeRecord => ({
  ...{ data_type, state: 'requested', counts: NO_ROWS, ...more },
});

describe('a donation as its researcher sees it', () => {
  it('has every field from the beginning, null where there is nothing yet', () => {
    const view = donationView(bare, [type('discover'), type('search')]);
    expect(donationAnswer.strict().parse(view)).toEqual(view);
    const absent = Object.entries(view).filter(([, value]) => value === null);
    expect(absent.map(([name]) => name)).toEqual([
      ...[
        'project_member_id',
        'data_start_date',
        'data_end_date',
        'external_id',
        'language',
        'return_url',
        'link_expires_at',
      ],
      ...[
        'authorized_at',
        'processed_at',
        'review',
        'retention_days',
        'retention_until',
        'on_access_removed',
        'access_type',
        'grant_expires_at',
        'consent',
        'last_attempt',
        'error',
      ],
    ]);
  });

  it('lists its data types in the order they were asked for', () => {
    const view = donationView(bare, [type('discover'), type('search')]);
    expect(view.data_types.map(({ data_type }) => data_type)).toEqual(['search', 'discover']);
  });

  it('says why it and each of its data types ended, in the researcher’s words', () => {
    const view = donationView(whole, [type('search', { state: 'failed', reason: 'archive_corrupt' })]);
    expect(donationAnswer.strict().parse(view)).toEqual(view);
    expect(view.error).toMatchObject({
      code: 'grant_lost',
      retryable: true,
      detail: expect.stringContaining('revoked'),
    });
    expect(view.data_types[0]?.reason).toMatchObject({ code: 'archive_corrupt', title: 'The archive was damaged' });
  });

  it('shows the consent by its facts, and nothing that could open a session or a link', () => {
    const view = summaryView(whole);
    expect(donationSummary.strict().parse(view)).toEqual(view);
    expect(view.consent).toEqual({
      ...{ id: 'con_1', version: '1', language: 'en', text_hash: 'h', accepted: true, decided_at: AT },
    });
    expect(JSON.stringify(view)).not.toContain('secret');
  });
});
