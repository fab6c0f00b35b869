import type { Fleet, FleetApp } from "../../../constructs";
import { GIVES_WAY } from "../../../constructs/own-files";
import { printJustfile } from "../../justfile";
import type { GeneratedFile } from "../generated-file";
import { CHECK, FORMAT, LINT, VERIFY } from "./flake-recipes";
import { machineRecipes } from "./machine-recipes";
import { migrationRecipes } from "./migration-recipes";
import { hostedMachines, serverAddressRecipes } from "./server-address";
import { TERRAFORM, terraformRecipes } from "./terraform-recipes";
import { unlockRecipes } from "./unlock";

/** The parts of a justfile that the user's own justfile does not import. */
const WHOLE = {
  optionalImport: { path: "local.just", comment: "Your own recipes" },
  first: [{ name: "default", private: true, body: "@just --list" }],
};

/**
 * `justfile`: the recipes for daily work with the fleet and for CI. If `justfile` is hand-written, `fleet.just`, which
 * it imports.
 */
export function justfile(app: FleetApp, fleet: Fleet): GeneratedFile {
  const { stacks } = app;
  const hosted = hostedMachines(stacks);
  const isImported = fleet.isOwnFile("justfile");
  const { optionalImport, first } = WHOLE;
  const text = printJustfile({
    ...(!isImported && { optionalImport }),
    variables: stacks.length > 0 ? [TERRAFORM] : [],
    recipes: [
      ...(isImported ? [] : first),
      CHECK,
      VERIFY,
      LINT,
      FORMAT,
      ...machineRecipes(fleet, hosted),
      ...unlockRecipes(hosted),
      ...serverAddressRecipes(hosted, stacks),
      ...terraformRecipes(stacks),
      ...migrationRecipes(fleet),
    ],
  });
  return isImported
    ? {
        path: GIVES_WAY.justfile,
        text: `# Import it in your justfile: import '${GIVES_WAY.justfile}'\n\n${text}`,
      }
    : { path: "justfile", text };
}
