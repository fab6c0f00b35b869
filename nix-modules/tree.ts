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

/** The Nix side of a fleet, before its Terraform stacks are rendered. */
export interface NixTree extends Collected, Reach {}

/** What the Nix side has to know of the app. */
export interface NixTreeProps {
  readonly app: FleetApp;
  readonly isBroken: (construct: IConstruct) => boolean;
  /** Whether it is asked which files reach which machine, of fleets without Macs too. @default false */
  readonly needsReach?: boolean;
}

/** The files of `modules/`, and what is beside it, for the one fleet that an app has. */
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
      // Of a large fleet they take as much memory as all else.
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
 * The stacks for terranix, `modules/terranix/<stack>.nix` and `modules/flake-parts/terranix.nix`. Called when
 * the Macs' stacks know what they are triggered by.
 */
export function terranixFiles({ app, isBroken }: NixTreeProps): Collected {
  const [fleet] = app.fleets;
  const stacks = app.stacks.filter(FleetStack.isFleetStack);
  if (fleet === undefined || stacks.length === 0) return { files: [], findings: [] };
  const modules = collect(
    stacks.map((stack) => ({ construct: stack, render: () => terranixStackFile(stack) })),
    { taken: handWrittenFiles(fleet), isBroken, layout: fleet.layout },
  );
  // The errors of stacks that cannot be rendered are among the findings.
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
    summary: "terranix has no option for blocks of the stack, so its terranix module lacks them",
    value: missing,
    allowed: "blocks that terranix has options for, with variables whose default is not null",
    remedy:
      "apply the stack by cdk.tf.json, or by `nix run`, which adds them: the module alone would replace what `moved` keeps, and destroy what `removed` keeps",
  };
  return [{ path: stack.node.path, finding }];
}

/**
 * `flake.nix`, whose inputs are those that the other files refer to; of a fleet whose `flake.nix` is written by hand the
 * files that it imports.
 *
 * @param files - all others that are generated
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

/** The files as the layout of the fleet has them. */
export function inLayout(app: FleetApp, files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  const [fleet] = app.fleets;
  return fleet?.layout === "vanilla" ? files.map((file) => inVanillaLayout(file, fleet)) : files;
}

/**
 * What people read: documents of a migration, with excerpts of the files.
 *
 * @param files - all others that are generated
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

/** The files of modules that people wrote by hand, and the constructs that name them. */
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
      allowed: `one Fleet for each app; ${first} is the first`,
      remedy: "declare everything in one fleet, or make another app",
    },
  };
}
