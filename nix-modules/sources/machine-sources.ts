import {
  ExternalModule,
  type Fleet,
  type Machine,
  type MachineSources,
  type RenderedFile,
  type Service,
} from "../../constructs";
import { EVERYONE, instanceKey, type Key, machineKey, moduleKey } from "./key";
import { type Paragraph, paragraphsOf } from "./paragraph";

/**
 * Finds what decides on a machine's configuration, as a reader of the modules would: from the machine and
 * the services in which it has a role through all names that are mentioned on the way. A word may only
 * look like a name: rather one paragraph too many.
 */
export function machineSources(
  fleet: Fleet,
  files: readonly RenderedFile[],
): (machine: Machine) => MachineSources {
  const modules = files.filter(({ path }) => path.startsWith("modules/"));
  const paragraphs = groupByKey(modules.flatMap(({ text }) => paragraphsOf(text)));
  const services = groupByMachine(fleet.services);
  const handWritten = fleet.flakeModules.filter((module) => module instanceof ExternalModule);
  return (machine) => {
    const own = services.get(machine) ?? [];
    const classes = [machine.machineClass, "homeManager"] as const;
    const reached = reachedFrom(
      paragraphs,
      [
        EVERYONE,
        machineKey(machine.name),
        ...own.map(({ instanceName }) => instanceKey(instanceName)),
      ],
      (word) => [word, ...classes.map((moduleClass) => moduleKey(moduleClass, word))],
    );
    const files = handWritten
      .filter(({ provides }) => classes.some((moduleClass) => provides[moduleClass]))
      .filter(({ name }) => reached.some(({ mentions }) => mentions.has(name)))
      .flatMap(({ paths }) => paths.map((path) => `modules/${path}`));
    return { texts: [...reached.map(({ text }) => text).sort(), ...own.map(membersOf)], files };
  };
}

/** The paragraphs to which keys lead, and those to which the words in these lead in turn. */
function reachedFrom(
  paragraphs: ReadonlyMap<Key, readonly Paragraph[]>,
  start: readonly Key[],
  keysOf: (word: string) => readonly Key[],
): readonly Paragraph[] {
  const reached = new Set(start.flatMap((key) => paragraphs.get(key) ?? []));
  // A set is walked to its end, what is added on the way included.
  for (const { mentions } of reached) {
    for (const key of [...mentions].flatMap(keysOf)) {
      for (const paragraph of paragraphs.get(key) ?? []) reached.add(paragraph);
    }
  }
  return [...reached];
}

function groupByKey(paragraphs: readonly Paragraph[]): ReadonlyMap<Key, readonly Paragraph[]> {
  const groups = new Map<Key, Paragraph[]>();
  for (const paragraph of paragraphs) {
    for (const key of paragraph.keys) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [paragraph]);
      else group.push(paragraph);
    }
  }
  return groups;
}

function groupByMachine(services: readonly Service[]): ReadonlyMap<Machine, readonly Service[]> {
  const groups = new Map<Machine, Service[]>();
  for (const service of services) {
    const members = new Set(service.roles.flatMap((role) => service.machinesIn(role)));
    for (const machine of members) groups.set(machine, [...(groups.get(machine) ?? []), service]);
  }
  return groups;
}

/** Who has which role, be it by tag: a service sets a machine up by who else is there. */
function membersOf(service: Service): string {
  const roles = service.roles.map((role) => [
    role.name,
    service.machinesIn(role).map(({ name }) => name),
  ]);
  return JSON.stringify([service.instanceName, roles]);
}
