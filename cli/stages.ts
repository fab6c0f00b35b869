import type { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { RECORD_FILE, recordJson } from "../changes";
import {
  ClanInstall,
  type FleetApp,
  type Judged,
  type Machine,
  ValidationError,
} from "../constructs";
import { WorkstationStack } from "../constructs/activation/workstation-stack";
import { checkTree } from "../constructs/app/check-tree";
import { diagnose } from "../constructs/app/diagnose";
import { guardFirstDeployment } from "../constructs/app/first-deployment";
import { codeDefinition } from "../constructs/diagnostics/codes";
import type { PlacedFinding } from "../constructs/diagnostics/finding";
import { sharedNameFindings } from "../constructs/hetzner/shared-names";
import { printJson } from "../constructs/terraform/json";
import { renderStacks } from "../constructs/terraform/render-stacks";
import { terraformFiles } from "../constructs/terraform/terraform-files";
import type { GeneratedFile } from "../nix-modules/files/generated-file";
import {
  documents,
  flakeFiles,
  inLayout,
  type NixTree,
  nixTree,
  terranixFiles,
} from "../nix-modules/tree";
import { withoutConsequences } from "./consequences";
import { fleetRecord } from "./diff/fleet-record";
import { withoutMissing } from "./missing";

/** The files of a fleet and its diagnostics. */
export interface RenderedFleet {
  readonly files: readonly GeneratedFile[];
  readonly judged: Judged;
  /** The generated Nix files that a machine's configuration depends on. */
  readonly filesOf: NixTree["filesOf"];
}

export interface StageOptions {
  /** Whether `filesOf` is needed; it keeps the values of all files in memory. @default false */
  readonly needsReach?: boolean;
}

/**
 * The stages between declaring and writing: completes the tree, validates it, and renders the Nix files, then the
 * Terraform JSON, which depends on them, then the terranix modules, which contain the Terraform JSON.
 *
 * @throws ValidationError with all diagnostics, if there are errors
 */
export function renderFleet(
  app: FleetApp,
  { needsReach = false }: StageOptions = {},
): RenderedFleet {
  const { stacks, findings } = app.prepare();
  const checked = [...findings, ...checkTree(app)];
  const isBroken = brokenConstructs(checked);

  for (const { machine, resource } of deploymentsIn(stacks)) {
    guardFirstDeployment(resource, machine);
  }
  const nix = nixTree({ app, isBroken, needsReach });
  for (const stack of stacks.filter(WorkstationStack.isWorkstationStack)) {
    stack.activation.triggerOn(nix.triggersOf(stack.machine));
  }
  const terraform = renderStacks(stacks, checked);
  const terranix = terranixFiles({ app, isBroken });
  const flake = flakeFiles({ app, isBroken }, [...nix.files, ...terranix.files]);
  const generated = inLayout(app, [...nix.files, ...terranix.files, ...flake.files]);
  const documentation = documents({ app, isBroken }, generated);

  const inTerraform = withoutConsequences(
    [...terraform.findings, ...sharedNameFindings(terraform.json)],
    checked.filter(isError),
  );
  const found = [...checked, ...inTerraform];
  const inNix = withoutConsequences(
    [...nix.findings, ...terranix.findings, ...flake.findings, ...documentation.findings],
    found.filter(isError),
  );
  const judged = diagnose(app, [...found, ...inNix]);
  if (judged.open.some(({ severity }) => severity === "error")) {
    throw new ValidationError(withoutMissing(judged.open));
  }
  const files = [
    ...terraformFiles(app, terraform.json),
    ...generated,
    ...documentation.files,
    { path: RECORD_FILE, text: printJson(recordJson(fleetRecord(app))) },
  ];
  return { files, judged, filesOf: nix.filesOf };
}

interface Deployment {
  readonly machine: Machine;
  /** The resource that runs it. */
  readonly resource: TerraformResource;
}

function deploymentsIn(stacks: readonly TerraformStack[]): readonly Deployment[] {
  const deployments = stacks.flatMap((stack): readonly Deployment[] =>
    WorkstationStack.isWorkstationStack(stack)
      ? [{ machine: stack.machine, resource: stack.activation.resource }]
      : stack.node.findAll().filter(ClanInstall.isClanInstall),
  );
  // An activation with invalid props has no resource.
  return deployments.filter(({ resource }) => resource !== undefined);
}

/** Whether a construct has an error: its own, or one of a construct below it or above it, up to the fleet. */
function brokenConstructs(findings: readonly PlacedFinding[]): (construct: IConstruct) => boolean {
  const paths = findings.filter(isError).map(({ path }) => path);
  const broken = new Set(paths);
  const above = new Set(paths.flatMap(prefixesOf));
  return ({ node }) => {
    if (above.has(node.path)) return true;
    const [, , ...scopes] = node.scopes;
    return scopes.some((scope) => broken.has(scope.node.path));
  };
}

function prefixesOf(path: string): readonly string[] {
  const ids = path.split("/");
  return ids.map((_, index) => ids.slice(0, index + 1).join("/"));
}

function isError({ finding }: PlacedFinding): boolean {
  return (finding.severity ?? codeDefinition(finding.code)?.severity ?? "error") === "error";
}
