import "./codes";
import type { IConstruct } from "constructs";
import {
  DarwinMachine,
  ExternalModule,
  type Fleet,
  type FleetApp,
  FleetStack,
  type UserAccount,
} from "../constructs";
import type { Finding, PlacedFinding } from "../constructs/diagnostics/finding";
import { repositoryOf } from "../constructs/repository";
import { type Collected, type Contribution, collect } from "./collect";
import { documentFiles } from "./documents";
import { accountFiles } from "./files/account";
import { encryptionFiles } from "./files/disk/encryption";
import { featureFiles } from "./files/feature";
import { flakeModuleFile } from "./files/flake-module";
import { flakeNix, neededInputs } from "./files/flake-nix";
import { clanFile } from "./files/flake-parts/clan";
import { nixpkgsFile } from "./files/flake-parts/nixpkgs";
import { terranixFile } from "./files/flake-parts/terranix";
import type { GeneratedFile } from "./files/generated-file";
import { hostFiles } from "./files/host";
import { instanceFile } from "./files/inventory/instance";
import { inventoryMachinesFile } from "./files/inventory/machines";
import { ownServiceFiles } from "./files/services";
import { staticModuleFiles } from "./files/static-modules";
import { missingInTerranix } from "./files/terranix/module";
import { terranixStackFile } from "./files/terranix/stack";
import { toolingFiles } from "./files/tooling";
import { userFile } from "./files/user";
import { inVanillaLayout } from "./files/vanilla";
import { staticFile } from "./static";
import { type Reach, reachOf } from "./triggers/reach";

/** The Nix files of a fleet, before its Terraform stacks are rendered. */
export interface NixTree extends Collected, Reach {}

/** The properties of the app that rendering needs. */
export interface NixTreeProps {
  readonly app: FleetApp;
  readonly isBroken: (construct: IConstruct) => boolean;
  /** Whether `filesOf` is needed, also for fleets without Macs. @default false */
  readonly needsReach?: boolean;
}

/** The files in `modules/` and the tooling files, for the only fleet of an app. */
export function nixTree({ app, isBroken, needsReach = false }: NixTreeProps): NixTree {
  const [fleet, ...others] = app.fleets;
  if (fleet === undefined) {
    return {
      files: [],
      findings: [],
      triggersOf: () => ({ texts: [], files: [] }),
      filesOf: () => [],
    };
  }
  const modules = collect(
    [...contributions(fleet), { construct: fleet, render: () => toolingFiles(app, fleet) }],
    {
      taken: handWrittenFiles(fleet),
      isBroken: (construct) => construct !== fleet && isBroken(construct),
      layout: fleet.layout,
      // For a large fleet, the values need as much memory as everything else.
      keepsValues: needsReach || fleet.machines.some(DarwinMachine.isDarwinMachine),
    },
  );
  return {
    files: modules.files,
    findings: [
      ...others.map(({ node }) => secondFleet(node.path, fleet.node.path)),
      ...modules.findings,
    ],
    ...reachOf(fleet, modules.files),
  };
}

/**
 * The stacks for terranix, `modules/terranix/<stack>.nix` and `modules/flake-parts/terranix.nix`. Must be called after
 * the triggers of the Macs' stacks are set.
 */
export function terranixFiles({ app, isBroken }: NixTreeProps): Collected {
  const [fleet] = app.fleets;
  const stacks = app.stacks.filter(FleetStack.isFleetStack);
  if (fleet === undefined || stacks.length === 0) return { files: [], findings: [] };
  const modules = collect(
    stacks.map((stack) => ({ construct: stack, render: () => terranixStackFile(stack) })),
    { taken: handWrittenFiles(fleet), isBroken, layout: fleet.layout },
  );
  // The findings include the errors of stacks that cannot be rendered.
  if (modules.findings.length > 0) return modules;
  const runner = collect([{ construct: fleet, render: () => terranixFile(stacks) }], {
    taken: handWrittenFiles(fleet),
    isBroken: () => false,
    layout: fleet.layout,
  });
  return {
    files: [...modules.files, ...runner.files],
    findings: [...runner.findings, ...stacks.flatMap(missingBlocks)],
  };
}

function missingBlocks(stack: FleetStack): readonly PlacedFinding[] {
  const missing = missingInTerranix(stack);
  if (missing.length === 0) return [];
  const finding: Finding = {
    code: "terranix-block-missing",
    summary: "terranix has no options for blocks of the stack, so its terranix module lacks them",
    value: missing,
    allowed: "blocks that terranix has options for, and variables with a default other than null",
    remedy:
      "apply the stack with cdk.tf.json, or with `nix run`, which adds the blocks: without them, an apply would replace resources of `moved` blocks and destroy resources of `removed` blocks",
  };
  return [{ path: stack.node.path, finding }];
}

/**
 * `flake.nix` with the inputs that the other files use; if `flake.nix` is hand-written, the files that it imports.
 *
 * @param files - all other generated files
 */
export function flakeFiles({ app }: NixTreeProps, files: readonly GeneratedFile[]): Collected {
  const [fleet] = app.fleets;
  if (fleet === undefined) return { files: [], findings: [] };
  const modules = files.map(({ path }) => path).filter((path) => path.startsWith("modules/"));
  const paths = [...modules, ...handWrittenFiles(fleet).keys()];
  // What no construct names, import-tree finds by itself.
  const others = fleet.layout === "vanilla" ? repositoryOf(fleet)?.ownNixFiles("modules") : [];
  return collect(
    [
      {
        construct: fleet,
        render: () => flakeNix(fleet, files, [...new Set([...paths, ...(others ?? [])])]),
      },
      ...(fleet.isOwnFile("flake.nix")
        ? [{ construct: fleet, render: () => flakeModuleFile(paths, neededInputs(files)) }]
        : []),
    ],
    { isBroken: () => false },
  );
}

/** The files in the layout of the fleet. */
export function inLayout(app: FleetApp, files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  const [fleet] = app.fleets;
  return fleet?.layout === "vanilla" ? files.map((file) => inVanillaLayout(file, fleet)) : files;
}

/**
 * The documents of a migration, with excerpts of the files.
 *
 * @param files - all other generated files
 */
export function documents({ app }: NixTreeProps, files: readonly GeneratedFile[]): Collected {
  const [fleet] = app.fleets;
  if (fleet === undefined) return { files: [], findings: [] };
  return collect([{ construct: fleet, render: () => documentFiles(app, fleet, files) }], {
    isBroken: () => false,
  });
}

function contributions(fleet: Fleet): readonly Contribution[] {
  return [
    { construct: fleet, render: () => flakePartsFiles(fleet) },
    { construct: fleet, render: () => inventoryMachinesFile(fleet) },
    ...fleet.services
      .filter(({ isVacant }) => !isVacant)
      .map((service) => ({ construct: service, render: () => instanceFile(service) })),
    ...fleet
      .elementsOf<UserAccount>("account")
      .map((account) => ({ construct: account, render: () => accountFiles(account) })),
    { construct: fleet, render: () => ownServiceFiles(fleet) },
    { construct: fleet, render: () => staticModuleFiles(fleet) },
    ...encryptionFiles(fleet),
    ...fleet.machines.map((machine) => ({ construct: machine, render: () => hostFiles(machine) })),
    ...fleet.modules.map((module) => ({ construct: module, render: () => featureFiles(module) })),
    ...fleet.users.map((user) => ({ construct: user, render: () => userFile(fleet, user) })),
  ];
}

function flakePartsFiles(fleet: Fleet): readonly GeneratedFile[] {
  return [
    staticFile("flake-parts/checks.nix"),
    staticFile("flake-parts/option-list.nix"),
    ...(fleet.isOwnFile("modules/flake-parts/meta.nix")
      ? []
      : [staticFile("flake-parts/meta.nix")]),
    staticFile(`flake-parts/${fleet.layout === "vanilla" ? "named-modules" : "modules"}.nix`),
    nixpkgsFile(fleet),
    clanFile(fleet),
  ];
}

/** The paths of hand-written modules, and of the constructs that declare them. */
function handWrittenFiles(fleet: Fleet): ReadonlyMap<string, string> {
  const modules = fleet.flakeModules.filter(ExternalModule.isExternalModule);
  return new Map(
    modules.flatMap(({ paths, node }) => paths.map((path) => [`modules/${path}`, node.path])),
  );
}

function secondFleet(path: string, first: string): PlacedFinding {
  return {
    path,
    finding: {
      code: "fleet-second",
      summary: "app has a second fleet",
      value: path,
      allowed: `one Fleet per app; the first is ${first}`,
      remedy:
        "declare everything in one fleet, or declare the second one in another folder, such as other/main.ts, and run fleet --main other/main.ts synth",
    },
  };
}
