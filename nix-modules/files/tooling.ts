import type { Fleet, FleetApp } from "../../constructs";
import { staticFile } from "../static";
import { devShellFile } from "./flake-parts/dev-shell";
import type { GeneratedFile } from "./generated-file";
import { justfile } from "./justfile";
import { migrationOf } from "./justfile/migration-recipes";
import { scriptFiles } from "./scripts";
import { workflowFiles } from "./workflow";

/** Commands for the work with the repository, the programs that they need, formatter, CI and ignored files. */
export function toolingFiles(app: FleetApp, fleet: Fleet): readonly GeneratedFile[] {
  return [
    justfile(app, fleet),
    ...scriptFiles(app),
    ...workflowFiles(fleet),
    devShellFile(fleet, app.stacks),
    staticFile("flake-parts/formatter.nix"),
    commented(".clan-flake", "Marks the root of the flake for the command clan."),
    terraformIgnore(),
    ...(migrationOf(fleet) !== undefined ? [ledgerAttributes()] : []),
  ].filter(({ path }) => !(fleet.ownFiles as readonly string[]).includes(path));
}

/**
 * Whatever Terraform, OpenTofu and cdktf's CLI leave there is ignored: states, plans, crash logs and keys, whatever
 * their names. Also without stacks: the state of a removed stack may still be there.
 */
function terraformIgnore(): GeneratedFile {
  return {
    path: "terraform/.gitignore",
    text: `# States, plans and deploy keys contain secrets in plain text, so git ignores all but these files.
# For a file of your own, write a .gitignore with \`!NAME\` beside it.
*
!.gitignore
!/manifest.json
!/stacks/
!/stacks/*/
!/stacks/*/cdk.tf.json
!/stacks/*/.terraform.lock.hcl
`,
  };
}

/** Two branches that both append to the ledger merge without a conflict. */
function ledgerAttributes(): GeneratedFile {
  return commented(
    "migration/.gitattributes",
    "Each line is an event; the order of lines does not matter.",
    "ledger.jsonl merge=union",
  );
}

/** A small file of lines, in a language whose comments start with `#`. */
function commented(path: string, why: string, ...lines: readonly string[]): GeneratedFile {
  return { path, text: [`# ${why}`, ...lines].map((line) => `${line}\n`).join("") };
}
