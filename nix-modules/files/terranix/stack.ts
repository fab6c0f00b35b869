import { nix, referencesOf } from "@nix-fleet/nix-language";
import type { FleetStack } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { terranixModule } from "./module";
import { terranixValue } from "./value";

/** `modules/terranix/<stack>.nix`: a stack as a terranix module. */
export function terranixStackFile(stack: FleetStack): GeneratedFile {
  const blocks = Object.entries(terranixModule(stack)).sort(([a], [b]) => (a < b ? -1 : 1));
  const set = nix.set(...blocks.map(([name, block]) => ({ [name]: terranixValue(block) })));
  // Only the `lib` that terranix passes to its modules contains `lib.tf`.
  const value = referencesOf(set).size > 0 ? nix.fn(["lib"], set) : set;
  return flakeModule(
    `terranix/${stack.node.id}.nix`,
    nix.entry(["flake", "modules", "terranix", stack.node.id], value),
  );
}
