import { TerraformLocal, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { expression } from "./expression";
import { omitBlockFromTerranix } from "./terranix-view";

const PLACE = "fleet:scripts";

/**
 * The expression for a script that resources of a stack run. The stack contains its text once, as a local, however
 * many resources run it.
 *
 * @param name - name of the local, such as `install_nixos_script`
 */
export function scriptLocal(scope: Construct, name: string, text: string): string {
  const stack = TerraformStack.of(scope);
  const place = stack.node.tryFindChild(PLACE) ?? new Construct(stack, PLACE);
  if (place.node.tryFindChild(name) === undefined) {
    const local = new TerraformLocal(place, name, text);
    local.overrideLogicalId(name);
    omitBlockFromTerranix(stack, "locals", name);
  }
  return expression(`local.${name}`);
}
