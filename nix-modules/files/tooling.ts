import { basename } from "node:path";
import { DarwinMachine, type Fleet, type FleetApp } from "../../constructs";
import { staticFile } from "../static";
import { devShellFile } from "./flake-parts/dev-shell";
import type { GeneratedFile } from "./generated-file";
import { justfile } from "./justfile";
import { activationScriptFile } from "./justfile/activation";
import { workflowFiles } from "./workflow";

/** What the work with the repository needs: its commands, their programs, and what keeps order in it. */
export function toolingFiles(app: FleetApp, fleet: Fleet): readonly GeneratedFile[] {
  const hasStacks = app.stacks.length > 0;
  return [
    justfile(app, fleet),
    ...(fleet.machines.some((machine) => machine instanceof DarwinMachine)
      ? [activationScriptFile()]
      : []),
    ...workflowFiles(fleet),
    devShellFile(fleet, hasStacks),
    staticFile("flake-parts/formatter.nix"),
    commented(
      ".clan-flake",
      "clan's command line takes the folder of this file for the flake's root.",
    ),
    terraformIgnore(basename(app.outdir)),
  ];
}

/** Also without stacks: what a stack that is gone has left is still there. */
function terraformIgnore(folder: string): GeneratedFile {
  return commented(
    `${folder}/.gitignore`,
    "State and deploy keys are secrets in the clear.",
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
