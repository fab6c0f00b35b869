import { DarwinMachine, type Fleet, type FleetApp } from "../../constructs";
import { staticFile } from "../static";
import { devShellFile } from "./flake-parts/dev-shell";
import type { GeneratedFile } from "./generated-file";
import { justfile } from "./justfile";
import { activationScriptFile } from "./justfile/activation";
import { workflowFiles } from "./workflow";

/** Commands for the work with the repository, the programs that they need, formatter, CI and ignored files. */
export function toolingFiles(app: FleetApp, fleet: Fleet): readonly GeneratedFile[] {
  const hasStacks = app.stacks.length > 0;
  return [
    justfile(app, fleet),
    ...(fleet.machines.some(DarwinMachine.isDarwinMachine) ? [activationScriptFile()] : []),
    ...workflowFiles(fleet),
    devShellFile(fleet, hasStacks),
    staticFile("flake-parts/formatter.nix"),
    commented(".clan-flake", "Marks the root of the flake for the command clan."),
    terraformIgnore(),
  ];
}

/** Also without stacks: the state of a removed stack may still be there. */
function terraformIgnore(): GeneratedFile {
  return commented(
    "terraform/.gitignore",
    "States and deploy keys contain secrets in plain text.",
    "*.tfstate",
    "*.tfstate.*",
    ".terraform-deploy-key",
    ".terraform/",
    "cdk.tofu.json",
    "config.tf.json",
  );
}

/** A small file of lines, in a language whose comments start with `#`. */
function commented(path: string, why: string, ...lines: readonly string[]): GeneratedFile {
  return { path, text: [`# ${why}`, ...lines].map((line) => `${line}\n`).join("") };
}
