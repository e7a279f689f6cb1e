/** test/support/synth.ts — the synthesized template, and what it says of each function. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleFunctions } from '../../lib/bundles.ts';
import { DatagiftStack } from '../../lib/datagift-stack.ts';
import { type OptionName, readOptions } from '../../lib/options.ts';
import { buildSite } from '../../local/build-site.ts';

export const ROOT = path.join(import.meta.dirname, '..', '..');
export const SITE_FOLDER = path.join(ROOT, 'web', 'dist');

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
};
export type Resources = Readonly<Record<string, Resource>>;

let bundled: string | undefined;

/** The functions' bundles, made once a test file. */
export function bundles(): string {
  if (!bundled) {
    bundled = mkdtempSync(path.join(tmpdir(), 'datagift-bundles-'));
    bundleFunctions(bundled);
  }
  return bundled;
}

/** @param given options of the operator @returns the template's resources and outputs */
export async function synthesize(given: Partial<Record<OptionName, unknown>> = {}) {
  await buildSite();
  const stack = new DatagiftStack(new App(), {
    ...{ options: readOptions((name) => given[name]), bundles: bundles(), siteFolder: SITE_FOLDER },
    env: { region: 'eu-north-1' },
  });
  const template = Template.fromStack(stack).toJSON() as {
    readonly Resources: Resources;
    readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  };
  return { resources: template.Resources, outputs: template.Outputs };
}

export const ofType = (resources: Resources, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/** The project's functions by their names; CDK's own are not among them. */
export function functionsOf(resources: Resources): ReadonlyMap<string, readonly [id: string, resource: Resource]> {
  const ours = ofType(resources, 'AWS::Lambda::Function').flatMap(([id, resource]) => {
    const name = /^Datagift: (.+)$/.exec(String(resource.Properties.Description))?.[1];
    return name ? [[name, [id, resource]] as const] : [];
  });
  return new Map(ours);
}

/** Puts values in the place of CloudFormation's functions. @param refer what `Ref` and `Fn::GetAtt` give */
export function resolver(refer: (id: string, attribute?: string) => unknown) {
  return function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
    if (!more.length) {
      if (name === 'Ref') return refer(argument as string);
      if (name === 'Fn::GetAtt') return refer(...(argument as [string, string]));
      if (name === 'Fn::Join') {
        const [between, parts] = argument as [string, unknown[]];
        return parts.map(resolve).join(between);
      }
      if (name === 'Fn::Sub') {
        return (argument as string).replaceAll(/\$\{([\w:]+)\}/g, (_, id: string) => String(refer(id)));
      }
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
  };
}
