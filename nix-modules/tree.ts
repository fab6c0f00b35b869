import "./codes";
import type { IConstruct } from "constructs";
import {
  type ActivationTriggers,
  ExternalModule,
  type Fleet,
  type FleetApp,
  HetznerStack,
  type Machine,
} from "../constructs";
import type { PlacedFinding } from "../constructs/diagnostics/finding";
import { type Collected, type Contribution, collect } from "./collect";
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
import { hasTerranixModule } from "./files/terranix/module";
import { terranixStackFiles } from "./files/terranix/stack";
import { toolingFiles } from "./files/tooling";
import { userFile } from "./files/user";
import { staticFile } from "./static";
import { activationTriggers } from "./triggers/activation-triggers";

/** The Nix side of a fleet, before its Terraform stacks are rendered. */
export interface NixTree extends Collected {
  /** What activates a Mac anew when it changes. */
  readonly triggersOf: (machine: Machine) => ActivationTriggers;
}

/** What the Nix side has to know of the app. */
export interface NixTreeProps {
  readonly app: FleetApp;
  readonly isBroken: (construct: IConstruct) => boolean;
}

/** `flake.nix` and every file of `modules/`, for the one fleet that an app has. */
export function nixTree({ app, isBroken }: NixTreeProps): NixTree {
  const [fleet, ...others] = app.fleets;
  if (fleet === undefined) {
    return { files: [], findings: [], triggersOf: () => ({ texts: [], files: [] }) };
  }
  const hetznerStacks = app.stacks.filter(HetznerStack.isHetznerStack);
  const modules = collect(
    [
      ...contributions(fleet, hetznerStacks),
      { construct: fleet, render: () => toolingFiles(app, fleet) },
    ],
    {
      taken: handWrittenFiles(fleet),
      isBroken: (construct) => construct !== fleet && isBroken(construct),
    },
  );
  const flake = collect([{ construct: fleet, render: () => flakeNix(fleet, modules.files) }], {
    isBroken: () => false,
  });
  return {
    files: [...flake.files, ...modules.files],
    findings: [
      ...others.map(({ node }) => secondFleet(node.path, fleet.node.path)),
      ...flake.findings,
      ...modules.findings,
    ],
    triggersOf: activationTriggers(fleet, modules.files),
  };
}

/** `modules/terranix/<stack>.nix`, once the Macs' stacks know what they are triggered by. */
export function terranixFiles({ app, isBroken }: NixTreeProps): Collected {
  const stacks = app.stacks.filter(HetznerStack.isHetznerStack);
  return collect(
    stacks.map((stack) => ({ construct: stack, render: () => terranixStackFiles(stack) })),
    { isBroken },
  );
}

function contributions(fleet: Fleet, stacks: readonly HetznerStack[]): readonly Contribution[] {
  return [
    { construct: fleet, render: () => flakePartsFiles(fleet, stacks) },
    { construct: fleet, render: () => inventoryMachinesFile(fleet) },
    ...fleet.services
      .filter(({ isVacant }) => !isVacant)
      .map((service) => ({ construct: service, render: () => instanceFile(service) })),
    { construct: fleet, render: () => ownServiceFiles(fleet) },
    { construct: fleet, render: () => staticModuleFiles(fleet) },
    ...fleet.machines.map((machine) => ({ construct: machine, render: () => hostFiles(machine) })),
    ...fleet.modules.map((module) => ({ construct: module, render: () => featureFiles(module) })),
    ...fleet.users.map((user) => ({ construct: user, render: () => userFile(fleet, user) })),
  ];
}

function flakePartsFiles(fleet: Fleet, stacks: readonly HetznerStack[]): readonly GeneratedFile[] {
  const terranixStacks = stacks.filter(hasTerranixModule);
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
