/**
 * lib/acknowledged.ts — findings of cdk-nag that are meant, each with its reason. A finding is named whole, so that a
 * right that grows wider is a new finding.
 * @see https://github.com/cdklabs/cdk-nag
 */
import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** @param id such as `AwsSolutions-IAM5[Resource::*]` */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${id}`, reason });
}

/** How cdk-nag writes an attribute of a resource of the stack. */
export const attributeOf = (construct: Construct, attribute: string): string =>
  `<${Stack.of(construct).getLogicalId(construct.node.defaultChild as CfnElement)}.${attribute}>`;
