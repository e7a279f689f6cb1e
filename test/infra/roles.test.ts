import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from '../../lib/functions.ts';
import type { Statement } from '../support/iam.ts';
import { functionsOf, ofType, type Resources, resolver, synthesize } from '../support/synth.ts';

let resources: Resources;
let rights: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  ({ resources } = await synthesize());
  rights = new Map(FUNCTION_NAMES.map((name) => [name, rightsOf(name)]));
});

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** Logical ids without CDK's hash, so that they can be read. */
const resolve = resolver((id, attribute) => {
  const name = id.replace(/[0-9A-F]{8}$/, '');
  return attribute && attribute !== 'Arn' ? `<${name}.${attribute}>` : `<${name}>`;
});

const roleOf = (name: FunctionName): string => {
  const [, { Properties }] = functionsOf(resources).get(name) as NonNullable<
    ReturnType<typeof functionsOf> extends ReadonlyMap<string, infer V> ? V : never
  >;
  return (Properties.Role as { 'Fn::GetAtt': readonly [string] })['Fn::GetAtt'][0];
};

const inWords = ({ Action, Resource, Condition }: Statement, on?: string): readonly string[] =>
  list(Action).flatMap((action) =>
    (on ? [on] : list(Resource)).map((resource) =>
      [action, 'on', resource, Condition ? JSON.stringify(Condition) : ''].join(' ').trim(),
    ),
  );

/** Each action on each resource, with its conditions: the role's own, and those that a key's policy gives it. */
function rightsOf(name: FunctionName): readonly string[] {
  const role = roleOf(name);
  const attached = ofType(resources, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
    (Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role),
  );
  const own = attached.flatMap(([, { Properties }]) =>
    (resolve(Properties.PolicyDocument) as { Statement: Statement[] }).Statement.flatMap((each) => inWords(each)),
  );
  const byKeys = ofType(resources, 'AWS::KMS::Key').flatMap(([id, { Properties }]) =>
    (resolve(Properties.KeyPolicy) as { Statement: Statement[] }).Statement.filter(({ Principal }) =>
      list(Principal?.AWS ?? []).includes(`<${role.replace(/[0-9A-F]{8}$/, '')}>`),
    ).flatMap((each) => inWords(each, `<${id.replace(/[0-9A-F]{8}$/, '')}>`)),
  );
  return [...own, ...byKeys].sort();
}

const having = (pattern: RegExp): readonly string[] =>
  [...rights].filter(([, each]) => each.some((right) => pattern.test(right))).map(([name]) => name);

describe('roles', () => {
  it('allow exactly what is written down', async () => {
    const text = [...rights]
      .map(([name, each]) => [`${name}:`, ...each.map((right) => `  ${right}`), ''].join('\n'))
      .join('\n');
    await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, 'roles.txt'));
  });

  it('are one a function, with nothing but its own policy', () => {
    expect(new Set(FUNCTION_NAMES.map(roleOf)).size).toBe(FUNCTION_NAMES.length);
    for (const name of FUNCTION_NAMES) {
      const { Properties } = resources[roleOf(name)] as Resources[string];
      expect([name, Properties.ManagedPolicyArns, Properties.Policies]).toEqual([name, undefined, undefined]);
    }
  });

  it('have no wildcard but traces, which take no resource, and the donations of one area or machine', () => {
    const wild = [...rights.values()].flat().filter((right) => /^\S*\*|on \S*\*/.test(right));
    const meant =
      /^xray:Put\w+ on \*$|on <StorageDataBucket>\/(raw|runs|data|exports|files|incoming)\/\*$|:execution:<(Donation|Erase|Release)Machine\.Name>:\*$/;
    expect(wild.filter((right) => !meant.test(right))).toEqual([]);
  });

  it('let researchers neither use the grants key nor write data', () => {
    const researcher = (rights.get('researcher') ?? []).join('\n');
    expect(researcher).not.toMatch(/GrantsKey|s3:(Put|Delete)|GRANT#|REVOCATION#|secretsmanager/);
  });

  it('open grants only with the context of a donation’s grant, and only where the provider is asked', () => {
    const opening = [...rights].flatMap(([name, each]) =>
      each.filter((right) => right.startsWith('kms:Decrypt on <StorageGrantsKey>')).map((right) => ({ name, right })),
    );
    expect(opening.map(({ name }) => name)).toEqual(
      FUNCTION_NAMES.filter((name) => FUNCTIONS[name].grants?.includes('decrypt')),
    );
    for (const { right } of opening) {
      expect(right).toContain('"kms:EncryptionContext:purpose":"grant"');
      expect(right).toContain('"kms:EncryptionContextKeys":["purpose","donation_id"]');
    }
    expect(having(/^kms:Decrypt on <StorageGrantsKey>/)).not.toContain('oauth');
  });

  it('use the data key only through a service, or on answers kept for repeated calls', () => {
    const uses = [...rights.values()].flat().filter((right) => right.includes('on <StorageDataKey>'));
    expect(uses.filter((right) => !/"kms:ViaService"|"idempotency"/.test(right))).toEqual([]);
  });

  it('leave the grants key to administrators without its use', () => {
    const [, { Properties }] = ofType(resources, 'AWS::KMS::Key').find(([id]) => id.includes('Grants')) as readonly [
      string,
      Resources[string],
    ];
    const { Statement: statements } = resolve(Properties.KeyPolicy) as { Statement: Statement[] };
    const administration = statements.find(({ Sid }) => Sid === 'AdministrationWithoutUse');
    expect(list(administration?.Action ?? []).filter((action) => /crypt|DataKey|Grant|\*:|^\*/.test(action))).toEqual(
      [],
    );
  });

  it('give the site nothing', () => {
    const readers = ofType(resources, 'AWS::S3::BucketPolicy').flatMap(([id, { Properties }]) =>
      (resolve(Properties.PolicyDocument) as { Statement: Statement[] }).Statement.filter(
        ({ Principal }) => Principal?.Service === 'cloudfront.amazonaws.com',
      ).map(() => id),
    );
    expect(readers).toEqual([expect.stringMatching(/^SiteBucket/)]);
  });
});
