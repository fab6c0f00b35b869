import {
  ExternalModule,
  Fleet,
  type FleetApp,
  HetznerStack,
  type ModuleClass,
  type Rendering,
  type ValidationIssue,
} from "../constructs";
import { formatProblem } from "../constructs/problem";
import { type Contribution, collect } from "./collect";
import { featureFiles } from "./files/feature";
import { flakeNix } from "./files/flake-nix";
import { clanFile } from "./files/flake-parts/clan";
import { nixpkgsFile } from "./files/flake-parts/nixpkgs";
import { terranixFile } from "./files/flake-parts/terranix";
import type { GeneratedFile } from "./files/generated-file";
import { hostFiles } from "./files/host";
import { instanceFile } from "./files/inventory/instance";
import { inventoryMachinesFile } from "./files/inventory/machines";
import { ownServiceFiles } from "./files/services";
import { staticModuleFiles } from "./files/static-modules";
import { terranixModule } from "./files/terranix/module";
import { terranixStackFiles } from "./files/terranix/stack";
import { toolingFiles } from "./files/tooling";
import { userFile } from "./files/user";
import { machineSources } from "./sources/machine-sources";
import { staticFile } from "./static";

/** The Nix side of an app: `flake.nix` and every file of `modules/`, for the one fleet that it has. */
export function nixTree(app: FleetApp): Rendering {
  const fleets = app.node.children.filter((child): child is Fleet => child instanceof Fleet);
  const stacks = app.stacks.filter((stack): stack is HetznerStack => stack instanceof HetznerStack);
  const [fleet, ...others] = fleets;
  if (fleet === undefined)
    return { files: [], issues: [], sourcesOf: () => ({ texts: [], files: [] }) };
  const modules = collect(
    [...contributions(fleet, stacks), { construct: fleet, render: () => toolingFiles(app, fleet) }],
    handWrittenFiles(fleet),
  );
  const flake = collect([{ construct: fleet, render: () => flakeNix(fleet, modules.files) }]);
  return {
    files: [...flake.files, ...modules.files],
    issues: [
      ...others.map(({ node }) => secondFleet(node.path, fleet.node.path)),
      ...flake.issues,
      ...modules.issues,
    ],
    sourcesOf: machineSources(fleet, modules.files),
  };
}

function contributions(fleet: Fleet, stacks: readonly HetznerStack[]): readonly Contribution[] {
  return [
    { construct: fleet, render: () => flakePartsFiles(fleet, stacks) },
    { construct: fleet, render: () => inventoryMachinesFile(fleet) },
    ...fleet.services.map((service) => ({
      construct: service,
      render: () => instanceFile(service),
    })),
    { construct: fleet, render: () => ownServiceFiles(fleet) },
    { construct: fleet, render: () => staticModuleFiles(fleet) },
    ...fleet.machines.map((machine) => ({ construct: machine, render: () => hostFiles(machine) })),
    ...fleet.modules.map((module) => ({ construct: module, render: () => featureFiles(module) })),
    ...fleet.users.map((user) => ({ construct: user, render: () => userFile(fleet, user) })),
    ...stacks.map((stack) => ({ construct: stack, render: () => terranixStackFiles(stack) })),
  ];
}

function flakePartsFiles(fleet: Fleet, stacks: readonly HetznerStack[]): readonly GeneratedFile[] {
  const terranixStacks = stacks.filter((stack) => terranixModule(stack) !== undefined);
  return [
    staticFile("flake-parts/checks.nix"),
    staticFile("flake-parts/meta.nix"),
    staticFile("flake-parts/modules.nix"),
    nixpkgsFile(fleet),
    clanFile(fleet),
    ...(terranixStacks.length > 0 ? [terranixFile(terranixStacks)] : []),
  ];
}

/** The files of modules that people wrote by hand, and the constructs that name them. */
function handWrittenFiles(fleet: Fleet): ReadonlyMap<string, string> {
  const modules = fleet.childrenOf<ExternalModule<ModuleClass>>(ExternalModule);
  return new Map(
    modules.flatMap(({ paths, node }) => paths.map((path) => [`modules/${path}`, node.path])),
  );
}

function secondFleet(path: string, first: string): ValidationIssue {
  const message = formatProblem({
    what: "app has a second fleet",
    value: path,
    allowed: `one Fleet for each app; ${first} is the first`,
    remedy: "declare everything in one fleet, or make another app",
  });
  return { path, message };
}
