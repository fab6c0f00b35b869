import { TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** The Terraform elements of one stack in tree order, without nested stacks. */
export function elementsOf(stack: TerraformStack): readonly TerraformElement[] {
  const elements: TerraformElement[] = [];
  const visit = (construct: IConstruct): void => {
    if (TerraformElement.isTerraformElement(construct)) elements.push(construct);
    for (const child of construct.node.children) {
      if (!TerraformStack.isStack(child)) visit(child);
    }
  };
  visit(stack);
  return elements;
}
