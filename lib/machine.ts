/** lib/machine.ts — a state machine from its ASL file, with the functions that it calls and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { pascalCase, placeholdersOf } from '../functions/steps/index.ts';
import { acknowledge } from './acknowledged.ts';
import type { FunctionName, Machine as MachineName } from './functions.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { Options } from './options.ts';
import type { Storage } from './storage.ts';

export type MachineProps = {
  readonly name: MachineName;
  readonly storage: Storage;
  readonly options: Options;
  /** Makes a function that a state calls. */
  readonly step: (name: FunctionName) => LambdaFunction;
};

const definitionOf = (name: MachineName): string =>
  readFileSync(path.join(import.meta.dirname, '..', 'statemachines', `${name}.asl.json`), 'utf8');

export class Machine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, { name, storage, options, step }: MachineProps) {
    super(scope, `${pascalCase(name)}Machine`);
    const definition = definitionOf(name);
    const functions = [...placeholdersOf(definition)].map(([placeholder, name]) => [placeholder, step(name)] as const);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.STANDARD,
      // As text, so that the definition is in the template itself.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        functions.map(([placeholder, { lambda }]) => [placeholder, lambda.functionArn]),
      ),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ERROR,
        // Inputs and outputs hold ids and counts only, and are kept out of the logs all the same.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${options.stackName}-${name}`,
          retention: options.logRetentionDays,
          encryptionKey: storage.dataKey,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    acknowledge(this.machine, 'SF1', 'Errors only: each step is in the log of its function, without any data.');
    acknowledge(this.machine, 'IAM5[Resource::*]', 'Delivering logs and X-Ray traces, which take no resource.');
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: functions.map(([, { lambda }]) => lambda.functionArn),
      }),
    );
  }
}
