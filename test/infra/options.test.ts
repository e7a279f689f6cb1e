import { describe, expect, it } from 'vitest';
import { type OptionName, readOptions } from '../../lib/options.ts';

const read = (given: Partial<Record<OptionName, unknown>>) => readOptions((name) => given[name]);

describe('options', () => {
  it('need not be given', () => {
    expect(read({})).toEqual({ stackName: 'Datagift', logRetentionDays: 30, removalPolicy: 'retain', dataTypes: '' });
    expect(read({ domainName: '', alarmEmail: '' })).toEqual(read({}));
  });

  it('are read as the command line gives them', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/1a2b';
    const given = { domainName: 'donate.example.edu', certificateArn, logRetentionDays: '365', retentionDays: '730' };
    expect(read(given)).toMatchObject({ ...given, logRetentionDays: 365, retentionDays: 730 });
  });

  it.each([
    [{ domainName: 'donate.example.edu' }, /certificateArn: goes together with domainName/],
    [{ domainName: 'https://donate.example.edu' }, /domainName: must be a domain such as/],
    [{ certificateArn: 'arn:aws:acm:eu-north-1:111122223333:certificate/1' }, /certificateArn: .*us-east-1/],
    [{ webAclArn: 'arn:aws:wafv2:eu-north-1:111122223333:regional/webacl/a/b' }, /webAclArn: .*CLOUDFRONT/],
    [{ alarmEmail: 'operator' }, /alarmEmail: must be an e-mail address/],
    [{ logRetentionDays: '31' }, /logRetentionDays: must be one of 1, 3, 5, 7, 14, 30/],
    [{ retentionDays: '0.5' }, /retentionDays: must be whole days/],
    [{ retentionDays: 'ever' }, /retentionDays: must be a number of days/],
    [{ removalPolicy: 'delete' }, /removalPolicy: must be retain or destroy/],
    [{ stackName: 'my stack' }, /stackName: must be letters/],
  ])('%j is refused with the remedy', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it('are all named when several are wrong', () => {
    expect(() => read({ alarmEmail: 'x', removalPolicy: 'x' })).toThrow(/alarmEmail.*\n.*removalPolicy/);
  });
});
