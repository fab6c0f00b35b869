import {
  type ActivationTriggers,
  ExternalModule,
  type FlakeInput,
  type Fleet,
  type Machine,
  type Service,
} from "../../constructs";
import { machineFiles } from "../../constructs/machine/machine-files";
import { repositoryOf } from "../../constructs/repository";
import type { FlakePath, GeneratedFile } from "../files/generated-file";
import { type Definition, definitionsIn } from "./definition";
import { Definitions } from "./definitions";
import { sourceFiles } from "./source-files";

/** The inputs that every machine uses. */
const SYSTEM_INPUTS = ["clan-core", "nix-darwin", "nixpkgs"];

/** The dependencies of machines. */
export interface Reach {
  /** What triggers a new activation of a Mac when it changes. */
  readonly triggersOf: (machine: Machine) => ActivationTriggers;
  /** The generated files in `modules/` that a machine's configuration depends on. */
  readonly filesOf: (machine: Machine) => readonly string[];
}

/**
 * Finds the dependencies of a machine's configuration: starting from the machine and the services in which it has a
 * role, it follows all references to the flake's modules and facts.
 */
export function reachOf(fleet: Fleet, files: readonly GeneratedFile[]): Reach {
  let read: ReturnType<typeof definitionsOf> | undefined;
  const find = (machine: Machine) => {
    read ??= definitionsOf(fleet, files);
    const { everyones, definitions, services, members } = read;
    const own = services.get(machine) ?? [];
    const start = [["flake", "clan", "machines", machine.name], ...own.flatMap(pathsOf)];
    const reached = reachedFrom(
      [...everyones, ...start.flatMap((path) => definitions.at(path))],
      definitions,
      machine,
    );
    return { reached, own, members };
  };
  const filesOf = (machine: Machine): readonly string[] => [
    ...new Set(find(machine).reached.flatMap(({ file }) => file ?? [])),
  ];
  const triggersOf = (machine: Machine): ActivationTriggers => {
    const { reached, own, members } = find(machine);
    const triggers = reached.map((definition) => definition.triggers);
    const inputs = new Set([
      ...SYSTEM_INPUTS,
      ...own.map(({ module }) => module.input),
      ...reached.flatMap((definition) => definition.inputs),
    ]);
    return {
      texts: [
        ...triggers.flatMap(({ texts }) => texts).sort(),
        ...own.map(members),
        ...fleet.inputs.filter(({ name }) => inputs.has(name)).map(declarationOf),
      ],
      files: sourceFiles(repositoryOf(fleet), [
        ...triggers.flatMap(({ files }) => files),
        ...machineFiles(machine).map(({ path }) => path),
      ]),
    };
  };
  return { triggersOf, filesOf };
}

/** All definitions of a fleet's modules; read when first needed. */
function definitionsOf(fleet: Fleet, files: readonly GeneratedFile[]) {
  const generated = files.filter(({ path }) => path.startsWith("modules/")).flatMap(definitionsIn);
  return {
    everyones: generated.filter(({ path }) => isForEveryone(path)),
    definitions: new Definitions([...generated, ...handWritten(fleet)]),
    services: groupByMachine(fleet.services.filter(({ isVacant }) => !isVacant)),
    members: oncePerService(membersOf),
  };
}

/** The definitions of hand-written modules. Their references are unknown. */
function handWritten(fleet: Fleet): readonly Definition[] {
  return fleet.flakeModules
    .filter((module) => ExternalModule.isExternalModule(module))
    .flatMap(({ name, provides, paths }) =>
      Object.keys(provides).map((moduleClass) => ({
        path: ["flake", "modules", moduleClass, name],
        mentions: [],
        rawSources: [],
        inputs: [],
        triggers: { texts: [], files: paths.map((path) => `modules/${path}`) },
      })),
    );
}

/** Whether a definition applies to every machine: it has no name by which modules refer to it. */
function isForEveryone([root, space, kind, name]: FlakePath): boolean {
  if (root === "perSystem" || root === "systems") return false;
  if (root !== "flake") return true;
  if (space === "meta") return kind === undefined;
  if (space === "modules") return name === undefined;
  return space !== "clan" || !["machines", "modules", "inventory"].includes(kind ?? "");
}

/** The definitions and, transitively, the definitions that they refer to. */
function reachedFrom(
  start: readonly Definition[],
  definitions: Definitions,
  { machineClass }: Machine,
): readonly Definition[] {
  const isOfMachine = ({ path: [, space, moduleClass = ""] }: Definition) =>
    space !== "modules" || [machineClass, "homeManager"].includes(moduleClass);
  const reached = new Set(start);
  // The iteration over a set includes elements that are added meanwhile.
  for (const { mentions, rawSources } of reached) {
    const next = [
      ...mentions.flatMap((path) => definitions.at(path)),
      ...rawSources.flatMap((source) => definitions.namedIn(source)),
    ];
    for (const definition of next.filter(isOfMachine)) reached.add(definition);
  }
  return [...reached];
}

function groupByMachine(services: readonly Service[]): ReadonlyMap<Machine, readonly Service[]> {
  const groups = new Map<Machine, Service[]>();
  for (const service of services) {
    const members = new Set(service.roles.flatMap((role) => role.allMachines));
    for (const machine of members) {
      const group = groups.get(machine);
      if (group === undefined) groups.set(machine, [service]);
      else group.push(service);
    }
  }
  return groups;
}

/** The path of a service instance in the inventory, and of its implementation if that is in this flake. */
function pathsOf({ name, module }: Service): readonly FlakePath[] {
  const instance = ["flake", "clan", "inventory", "instances", name];
  return module.input === "self"
    ? [instance, ["flake", "clan", "modules", module.name]]
    : [instance];
}

/** The source of an input; `flake.lock` has the version. */
function declarationOf({ name, source }: FlakeInput): string {
  return JSON.stringify([name, source]);
}

/** Computes a text that is the same for each machine of a service only once. */
function oncePerService(textOf: (service: Service) => string): (service: Service) => string {
  const known = new Map<Service, string>();
  return (service) => {
    const text = known.get(service) ?? textOf(service);
    known.set(service, text);
    return text;
  };
}

/** The machines of each role, also by tag: a service configures a machine depending on the other members. */
function membersOf(service: Service): string {
  const roles = service.roles.map((role) => [role.name, role.allMachines.map(({ name }) => name)]);
  return JSON.stringify([service.name, roles]);
}
