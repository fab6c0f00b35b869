/** What a paragraph is about, and so what leads to it. A bare word is a name that others mention. */
export type Key = string;

/** Of what has no name and so may matter to every machine. */
export const EVERYONE: Key = "(everyone)";

export function moduleKey(moduleClass: string, name: string): Key {
  return `(module) ${moduleClass} ${name}`;
}

export function machineKey(name: string): Key {
  return `(machine) ${name}`;
}

export function instanceKey(name: string): Key {
  return `(instance) ${name}`;
}

/** Of all facts of a kind, `config.flake.meta.<kind>`. */
export function factsKey(kind: string): Key {
  return `(facts) ${kind}`;
}

/**
 * What an attribute of the flake is about.
 *
 * @param path - its names: `["flake", "modules", "darwin", "base"]`
 * @returns no key if it decides on no machine
 */
export function keysOf([root, space, kind, name, instance]: readonly string[]): readonly Key[] {
  if (root === "perSystem" || root === "systems") return [];
  if (root !== "flake" || kind === undefined || name === undefined) return [EVERYONE];
  switch (space === "clan" ? `clan.${kind}` : space) {
    case "modules":
      return [moduleKey(kind, name)];
    case "meta":
      return [factsKey(kind), name];
    case "clan.machines":
      return [machineKey(name)];
    case "clan.modules":
      return [name];
    case "clan.inventory":
      // The inventory's machines only say who has which role.
      return name === "instances" && instance !== undefined ? [instanceKey(instance)] : [];
    default:
      return [EVERYONE];
  }
}
