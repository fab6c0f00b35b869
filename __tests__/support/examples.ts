import * as cdktf from "cdktf";
import { transpile } from "typescript";
import { createApp } from "../../cli/app";
import { renderFleet } from "../../cli/stages";
import * as constructs from "../../constructs";
import { type Diagnostic, Fleet, type FleetApp, ValidationError } from "../../constructs";
import { NO_ACCESS } from "./fleets";
import { repositoryOf } from "./repository";

/** What examples name without an import: this library, and cdktf. */
export const SCOPE: Readonly<Record<string, unknown>> = { ...cdktf, ...constructs };

/**
 * Runs an example, the body of `(app, fleet) => { … }`, and returns what is reported. The fleet is empty;
 * there is none if the example creates its own fleet in the app. Examples are short, so diagnostics about
 * inaccessible servers count only in examples of these codes.
 *
 * @param code - the code that the example causes
 */
export function diagnosticsOfExample(example: string, code: string): readonly Diagnostic[] {
  const isAbout = (one: Diagnostic) => one.code === code || !NO_ACCESS.includes(one.code);
  return allDiagnosticsOf(example).filter(isAbout);
}

function allDiagnosticsOf(example: string): readonly Diagnostic[] {
  try {
    const app = createApp((root) => runExample(example, root), { repository: repositoryOf(FILES) });
    return renderFleet(app).judged.open;
  } catch (error) {
    if (error instanceof ValidationError) return error.diagnostics;
    throw error;
  }
}

/** What people wrote in the repository that examples are about. */
const FILES: Readonly<Record<string, string>> = {
  "machines/argentum/disko.nix":
    '{ disko.devices.disk.sda.content.partitions.root.content.mountpoint = "/"; }',
  "modules/own/options.nix": "{ }",
  "nixos/nginx.nix": "{ }",
};

/** Whether an example makes its own fleet in the app. */
export function makesFleet(example: string): boolean {
  return example.includes("new Fleet(app");
}

/** Runs the declarations of an example. */
export function runExample(example: string, app: FleetApp): void {
  const fleet = makesFleet(example) ? undefined : new Fleet(app, "infra");
  const { app: _, ...scope } = SCOPE;
  const body = new Function("app", "fleet", ...Object.keys(scope), transpile(example));
  body(app, fleet, ...Object.values(scope));
}
