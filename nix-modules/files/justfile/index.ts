import type { Fleet, FleetApp } from "../../../constructs";
import { printJustfile } from "../../justfile";
import type { GeneratedFile } from "../generated-file";
import { CHECK, FORMAT, LINT, VERIFY } from "./flake-recipes";
import { machineRecipes } from "./machine-recipes";
import { hostedMachines, serverAddressRecipes } from "./server-address";
import { TERRAFORM, terraformRecipes } from "./terraform-recipes";
import { unlockRecipes } from "./unlock";

/** `justfile`: what is done with the fleet day by day, for a person and for continuous integration. */
export function justfile(app: FleetApp, fleet: Fleet): GeneratedFile {
  const stacks = app.stacks.map(({ node }) => node.id);
  const hosted = hostedMachines(app.stacks);
  const text = printJustfile({
    optionalImport: { path: "local.just", comment: "Your own recipes" },
    variables: stacks.length > 0 ? [TERRAFORM] : [],
    recipes: [
      { name: "default", private: true, body: "@just --list" },
      CHECK,
      VERIFY,
      LINT,
      FORMAT,
      ...machineRecipes(fleet, hosted),
      ...unlockRecipes(hosted),
      ...serverAddressRecipes(hosted),
      ...terraformRecipes(stacks),
    ],
  });
  return { path: "justfile", text };
}
