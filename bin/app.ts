/** bin/app.ts — `npx cdk`: checks what the operator chose, builds site and functions, and describes the stack. */
import path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildSite } from '../local/build-site.ts';
import { requireNode } from '../local/node-version.ts';

requireNode();

const [{ dataTypesNamed, PROVIDERS }, { bundleFunctions }, { DatagiftStack }, { readOptions, WrongOptions }] =
  await Promise.all([
    import('../functions/providers/index.ts'),
    import('../lib/bundles.ts'),
    import('../lib/datagift-stack.ts'),
    import('../lib/options.ts'),
  ]);

const ROOT = path.join(import.meta.dirname, '..');

/** @throws WrongOptions naming the data types that no provider has */
function checkDataTypes(names: string): void {
  const sources = Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[];
  const given = names.split(',').map((name) => name.trim());
  const unknown = given.filter(
    (name) => name && name !== 'all' && !sources.some((source) => dataTypesNamed(source, name).length),
  );
  if (unknown.length) {
    throw new WrongOptions(
      `dataTypes: there is no ${unknown.join(', ')}. docs/data-types.md lists data types and bundles.`,
    );
  }
}

try {
  const app = new App();
  const options = readOptions((name) => app.node.tryGetContext(name));
  checkDataTypes(options.dataTypes);
  const bundles = path.join(ROOT, 'cdk.out', 'bundles');
  bundleFunctions(bundles);
  await buildSite();
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  new DatagiftStack(app, {
    ...{ options, bundles, siteFolder: path.join(ROOT, 'web', 'dist') },
    env: { ...(account && { account }), region: region ?? 'eu-north-1' },
    // Whoever may administer the account deletes it on purpose only.
    terminationProtection: options.removalPolicy === 'retain',
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof WrongOptions)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
