import { type Fleet, Migration } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { hostOf } from "./by-machine";

/** Changes to the folder of `main.ts`; there, `npx --no` runs the installed `fleet`, never a package of a registry. */
const WHERE_MAIN_IS = `# main.ts and cdktf.json are in this folder or in its parent.
[ -e cdktf.json ] || cd ..
`;

export const MIGRATION_STATUS: Recipe = {
  name: "migration-status",
  comment: "Print the status of each phase of the migration",
  parameters: [{ name: "format", oneOf: ["json", "markdown", "text"], default: "text" }],
  body: `${WHERE_MAIN_IS}npx --no -- fleet migration status --format "$format"`,
};

/** Recipes for the migration of a fleet that has one. */
export function migrationRecipes(fleet: Fleet): readonly Recipe[] {
  const migration = migrationOf(fleet);
  if (migration === undefined) return [];
  const machines = fleet.machines.filter((machine) => migration.phaseOf(machine) !== undefined);
  return [MIGRATION_STATUS, ...(machines.length > 0 ? [verify(machines)] : [])];
}

function verify(machines: readonly { readonly name: string }[]): Recipe {
  return {
    name: "migration-verify",
    comment: "Measure the gates of a machine and record the results",
    parameters: [hostOf(machines)],
    body: `${WHERE_MAIN_IS}npx --no -- fleet migration verify "$host"`,
  };
}

export function migrationOf(fleet: Fleet): Migration | undefined {
  return fleet.node.findAll().find(Migration.isMigration);
}
