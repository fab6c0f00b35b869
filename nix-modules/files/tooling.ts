import type { Fleet, FleetApp } from "../../constructs";
import { staticFile } from "../static";
import { devShellFile } from "./flake-parts/dev-shell";
import type { GeneratedFile } from "./generated-file";
import { justfile } from "./justfile";
import { migrationOf } from "./justfile/migration-recipes";
import { scriptFiles } from "./scripts";
import { workflowFiles } from "./workflow";

/** The tooling of the repository: justfile, scripts, CI, development shell, formatter and ignored files. */
export function toolingFiles(app: FleetApp, fleet: Fleet): readonly GeneratedFile[] {
  return [
    justfile(app, fleet),
    ...scriptFiles(app),
    ...workflowFiles(fleet),
    devShellFile(fleet, app.stacks),
    staticFile("flake-parts/formatter.nix"),
    commented(".clan-flake", "Marks the root of the flake for the clan command."),
    terraformIgnore(),
    ...(migrationOf(fleet) !== undefined ? [ledgerAttributes()] : []),
  ].filter(({ path }) => !(fleet.ownFiles as readonly string[]).includes(path));
}

/**
 * Ignores all files that Terraform, OpenTofu and the cdktf CLI create: states, plans, crash logs and keys. Also
 * generated without stacks, because the state of a removed stack may still exist.
 */
function terraformIgnore(): GeneratedFile {
  return {
    path: "terraform/.gitignore",
    text: `# States, plans and deploy keys contain plain-text secrets, so git ignores all files except these.
# To track another file, add a .gitignore with \`!NAME\` to its folder.
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

/** Two branches that append to the ledger merge without a conflict. */
function ledgerAttributes(): GeneratedFile {
  return commented(
    "migration/.gitattributes",
    "Each line is an event; the order of lines does not matter.",
    "ledger.jsonl merge=union",
  );
}

/** A small file with a comment that starts with `#`. */
function commented(path: string, why: string, ...lines: readonly string[]): GeneratedFile {
  return { path, text: [`# ${why}`, ...lines].map((line) => `${line}\n`).join("") };
}
