import type { IConstruct } from "constructs";
import {
  Fleet,
  type FleetApp,
  HetznerStack,
  type RenderedFile,
  type Rendering,
  type ValidationIssue,
} from "../constructs";
import { formatProblem } from "../constructs/problem";
import { featureFiles } from "./files/feature";
import { flakeNix } from "./files/flake-nix";
import { clanFile } from "./files/flake-parts/clan";
import { machineChecksFiles } from "./files/flake-parts/machine-checks";
import { metaFile } from "./files/flake-parts/meta";
import { modulesFile } from "./files/flake-parts/modules";
import { nixpkgsFile } from "./files/flake-parts/nixpkgs";
import { terranixFile } from "./files/flake-parts/terranix";
import { hostFiles } from "./files/host";
import { instanceFile } from "./files/inventory/instance";
import { inventoryMachinesFile } from "./files/inventory/machines";
import { ownServiceFiles } from "./files/services";
import { terranixStackFile } from "./files/terranix/stack";
import { toolingFiles } from "./files/tooling";
import { userFile } from "./files/user";
import { NixValueError } from "./language";
import { machineSources } from "./sources/machine-sources";

/** Files that one construct comes to. */
interface Contribution {
  readonly construct: IConstruct;
  readonly render: () => RenderedFile | readonly RenderedFile[];
}

/** The Nix side of an app: `flake.nix` and every file of `modules/`, for the one fleet that it has. */
export function nixTree(app: FleetApp): Rendering {
  const fleets = app.node.children.filter((child): child is Fleet => child instanceof Fleet);
  const stacks = app.stacks.filter((stack): stack is HetznerStack => stack instanceof HetznerStack);
  const [fleet, ...others] = fleets;
  if (fleet === undefined)
    return { files: [], issues: [], sourcesOf: () => ({ texts: [], files: [] }) };
  const modules = renderAll([
    ...contributions(fleet, stacks),
    { construct: fleet, render: () => toolingFiles(app, fleet) },
  ]);
  return {
    files: [flakeNix(fleet, modules.files), ...modules.files],
    issues: [
      ...others.map(({ node }) => secondFleet(node.path, fleet.node.path)),
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
    ...fleet.machines.map((machine) => ({ construct: machine, render: () => hostFiles(machine) })),
    ...fleet.modules.map((module) => ({ construct: module, render: () => featureFiles(module) })),
    ...fleet.users.map((user) => ({ construct: user, render: () => userFile(fleet, user) })),
    ...stacks.map((stack) => ({ construct: stack, render: () => terranixStackFile(stack) })),
  ];
}

function flakePartsFiles(fleet: Fleet, stacks: readonly HetznerStack[]): readonly RenderedFile[] {
  return [
    modulesFile(),
    nixpkgsFile(fleet),
    clanFile(fleet),
    ...machineChecksFiles(fleet),
    metaFile(fleet),
    ...(stacks.length > 0 ? [terranixFile(stacks)] : []),
  ];
}

/** Renders everything, and collects what Nix cannot express and which files two constructs claim. */
function renderAll(contributed: readonly Contribution[]): Omit<Rendering, "sourcesOf"> {
  const files: RenderedFile[] = [];
  const issues: ValidationIssue[] = [];
  const owners = new Map<string, string>();
  for (const { construct, render } of contributed) {
    const { path: owner } = construct.node;
    try {
      for (const file of [render()].flat()) {
        const claimed = owners.get(file.path.toLowerCase());
        if (claimed !== undefined) issues.push(claimedTwice(owner, file.path, claimed));
        owners.set(file.path.toLowerCase(), owner);
        files.push(file);
      }
    } catch (error) {
      if (!(error instanceof NixValueError)) throw error;
      issues.push({ path: owner, message: error.message });
    }
  }
  return { files, issues };
}

function claimedTwice(path: string, file: string, owner: string): ValidationIssue {
  const message = formatProblem({
    what: "generated file is claimed by two constructs",
    value: file,
    allowed: `a file that no other construct has; ${owner} has this one`,
    remedy: "rename one of the two, or its folder",
  });
  return { path, message };
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
